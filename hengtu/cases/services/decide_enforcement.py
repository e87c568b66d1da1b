"""Enforcement decision 强制执行决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def decide_enforcement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    power: str,
    ground: str,
    manner: str,
    execute_on: str,
    despite_answer: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Decide to enforce by a power that a statute gives the agency itself.

    Args:
        power: id of the power, see ``guards.enforcement.OWN_POWERS``.
        ground: in_vain or hiding.
        manner: how it is enforced.
        execute_on: civil date.
        despite_answer: why it is enforced although something the party said to the reminder was adopted.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:34, ACL:37
    """
    return do_act(
        case_id=case_id,
        kind="enforcement_decided",
        by=by,
        at=at,
        payload=given(power=power, ground=ground, manner=manner, execute_on=execute_on, despite_answer=despite_answer),
        **more,
    )
