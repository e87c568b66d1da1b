"""Archiving 立卷归档: the volumes are bound and stored first, then the act says what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.archive.bind import CaseToBind, Statement, bind_parts, case_to_bind, store
from hengtu.cases.archive.contents import contents_of
from hengtu.cases.archive.lacking import as_rows, lacking
from hengtu.cases.archive.number import number_for
from hengtu.cases.models import FilePaper
from hengtu.cases.participants import Participant
from hengtu.cases.rehearsal import Rehearsed
from hengtu.cases.services.do_act import Circumstances, Context, Prepare, do_act, given
from hengtu.law.archive.retention import Period, proposed_period
from hengtu.law.procedure import day_of
from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.values import StoredAct


def archive_case(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    retention: str = "",
    retention_because: str = "",
    explained: Mapping[str, str] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Bind the file into main and inner volumes, store them, and archive it.

    Binding takes seconds for a large file and happens outside the transaction; if anything is done on the case
    meanwhile, nothing is archived. What was bound in vain lies in the store under its hash and harms nobody.

    Args:
        retention: ``forever``, ``years_30`` or ``years_10``; the proposal of the rules if empty.
        retention_because: why another one than proposed.
        explained: code of a missing paper -> why it cannot be supplied (see ``archive.lacking``).

    Raises: ActRefused (``file_incomplete``, ``retention_unreasoned`` …), LateReasonMissing, StreamMoved;
        documents.DocumentRefused, NotArchivable.
    Source: APL:47
    """
    case = case_to_bind(case_id)
    said = _said(case, at, retention, retention_because, explained or {})
    if more.get("rehearse") or _is_done(case, more.get("key")) or _would_refuse(case_id, by, at, said, more):
        return do_act(case_id=case_id, kind="archived", by=by, at=at, payload=said, **more)
    number = number_for(case_id, case.agency, day_of(at), by[0].name)
    statement = Statement(number, said["retention"], by[0].name, said["missing"], at)
    items = contents_of(case_id, case.acts, case.situation)
    volumes = store(bind_parts(case, items, statement, at=at))
    keys = [item.key for item in items]
    payload = {**said, "archive_number": number, "volumes": volumes, "bound": keys}
    act = do_act(
        case_id=case_id, kind="archived", by=by, at=at, payload=payload, prepare=nothing_in_between(case.seq), **more
    )
    mark_bound(case_id, keys, act)
    return act


def _said(case: CaseToBind, at: datetime, retention: str, because: str, explained: Mapping[str, str]) -> dict[str, Any]:
    proposed = proposed_period(case.situation, case.place, day_of(at)).period
    chosen = Period(retention) if retention else proposed
    missing = as_rows(lacking(case, day_of(at)), explained)
    return {
        **given(retention=chosen.zh, retention_proposed=proposed.zh, retention_because=because.strip()),
        "period": chosen.value,
        "missing": missing,
    }


def _is_done(case: CaseToBind, key: str | None) -> bool:
    return key is not None and any(act.key == key for act in case.acts)


def _would_refuse(
    case_id: UUID, by: tuple[Participant, ...], at: datetime, said: Mapping[str, Any], more: Mapping[str, Any]
) -> bool:
    """Ask the law before binding: what is refused anyway draws no number and prints nothing."""
    try:
        do_act(case_id=case_id, kind="archived", by=by, at=at, payload=said, rehearse=True)
    except Rehearsed as rehearsed:
        blocking = [objection for objection in rehearsed.objections if objection.refuses or more.get("late") is None]
        return bool(blocking)
    return False


def nothing_in_between(seq: int) -> Prepare:
    """Make the preparation that refuses what was bound before somebody else acted on the case.

    Raises (later): StreamMoved.
    """

    def check(context: Context) -> Mapping[str, Any]:
        if context.acts[-1].seq != seq:
            raise StreamMoved(seq, context.acts[-1].seq)
        return {}

    return check


def mark_bound(case_id: UUID, keys: Sequence[str], act: StoredAct) -> None:
    """Note on papers handed in which act has bound them: from then on they stay."""
    uids = [UUID(key.partition(":")[2]) for key in keys if key.startswith("paper:")]
    FilePaper.objects.filter(case_id=case_id, uid__in=uids, act_uid=None).update(act_uid=act.uid)
