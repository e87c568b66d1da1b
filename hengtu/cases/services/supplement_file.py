"""Supplementing an archived file 补充归档: a volume of its own; what was archived is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.archive.bind import CaseToBind, Statement, bind_parts, case_to_bind, store
from hengtu.cases.archive.contents import Item, acts_sheet, contents_of
from hengtu.cases.archive.number import number_for
from hengtu.cases.participants import Participant
from hengtu.cases.services.archive_case import mark_bound, nothing_in_between
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.documents.models import Document
from hengtu.evidence.models import Exhibit
from hengtu.law.procedure import day_of
from hengtu.law.procedure.follow_ups import since_bound, was_archived
from hengtu.ledger.values import StoredAct

BINDING = ("archived", "file_supplemented")


def supplement_file(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Bind what came after archiving into a supplement volume, with its own index, pages and hash.

    Taken in: papers issued or handed in since, and a sheet that lists what was done.

    Args:
        reason: why the file is supplemented, as its record says it.

    Raises: ActRefused (``not_archived``, ``nothing_to_add``), StreamMoved; documents.DocumentRefused, NotArchivable.
    Source: APL:47
    """
    case = case_to_bind(case_id)
    items = to_supplement(case)
    keys = [item.key for item in items]
    payload = given(reason=reason.strip(), papers=keys, bound=keys)
    done = more.get("key") is not None and any(act.key == more.get("key") for act in case.acts)
    if more.get("rehearse") or done or not items or not reason.strip() or not was_archived(case.situation):
        return do_act(case_id=case_id, kind="file_supplemented", by=by, at=at, payload=payload, **more)
    number = number_for(case_id, case.agency, day_of(at), by[0].name)
    statement = Statement(
        number, _retention(case), by[0].name, (), at, note=f"{reason.strip()}。本册补充档号{number}的案卷",
        supplement=1 + sum(act.kind == "file_supplemented" for act in case.acts),
    )  # fmt: skip
    volumes = store(bind_parts(case, items, statement, at=at))
    act = do_act(
        case_id=case_id,
        kind="file_supplemented",
        by=by,
        at=at,
        payload={**payload, "archive_number": number, "volumes": volumes},
        prepare=nothing_in_between(case.seq),
        **more,
    )
    mark_bound(case_id, keys, act)
    return act


def to_supplement(case: CaseToBind) -> tuple[Item, ...]:
    """Return what came after the file was last bound; empty where nothing did, or it was never archived."""
    if not was_archived(case.situation):
        return ()
    items = contents_of(case.case_id, case.acts, case.situation, without=frozenset(_bound_keys(case)))
    later = since_bound(case.situation)
    return (*((acts_sheet(later),) if later else ()), *(item for item in items if item.form not in AROUND))


AROUND = ("x_file_cover", "x_file_catalogue")


def _bound_keys(case: CaseToBind) -> Iterator[str]:
    yield "payments"
    for act in case.acts:
        if act.kind in BINDING and "bound" in (act.payload or {}):
            yield from (act.payload or {})["bound"]
        elif act.kind == "archived":
            yield from _on_the_shelf(case.case_id, act.recorded_at)


def _on_the_shelf(case_id: UUID, at: datetime) -> Iterator[str]:
    """What an act that names no papers has archived: everything there was, as before files were bound here."""
    documents = Document.objects.filter(stream_id=case_id, issued_at__lte=at).values_list("uid", flat=True)
    yield from (f"document:{uid}" for uid in documents)
    exhibits = Exhibit.objects.filter(stream_id=case_id, recorded_at__lte=at).values_list("uid", flat=True)
    yield from (f"exhibit:{uid}" for uid in exhibits)


def _retention(case: CaseToBind) -> str:
    archived = [act for act in case.acts if act.kind == "archived"]
    return str((archived[-1].payload or {}).get("retention", "")) if archived else ""
