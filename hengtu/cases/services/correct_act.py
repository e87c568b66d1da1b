"""Correction 更正."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.law.objections import Objection, curable
from hengtu.law.procedure import Situation
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct

WHOSE = "当事人"


def correct_act(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    act: str,
    changes: dict[str, Any],
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Correct a clerical error of an earlier act; the original stays.

    Args:
        act: uid of the act.
        changes: entries of its payload as they should read; in a case with several parties ``当事人`` says by name
            whose the act was, where it did not say so.
        reason: what was wrong.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:75p2
    """
    named, strange = _whose(case_id, changes)
    return do_act(
        case_id=case_id,
        kind="act_corrected",
        by=by,
        at=at,
        payload={"act": act, "changes": named, "reason": reason},
        also=strange,
        **more,
    )


def _whose(case_id: UUID, changes: dict[str, Any]) -> tuple[dict[str, Any], tuple[Objection, ...]]:
    """Write the name of a party as acts name one: by id. One that is not of the case is objected to."""
    if WHOSE not in changes:
        return changes, ()
    case = Situation.of(legal_history(acts_of_stream(case_id))).case
    parties = {each.name: each.id for each in case.parties} if case else {}
    name = str(changes[WHOSE]).strip()
    if len(parties) < 2:
        return changes, ()
    if name not in parties:
        remedy = f"请写其中一位的姓名或者名称：{'、'.join(parties)}。"
        return changes, (curable("party_unknown", f"“{name}”不是本案的当事人", (), remedy),)
    rest = {key: value for key, value in changes.items() if key != WHOSE}
    return {**rest, "parties": [parties[name]]}, ()
