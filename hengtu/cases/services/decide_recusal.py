"""Deciding on recusal 决定是否回避."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def decide_recusal(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    person: str,
    granted: bool,
    reason: str,
    earlier_acts_stand: bool | None = None,
    attendees: tuple[str, ...] = (),
    superior: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Grant or refuse a recusal; who was recused takes no further part.

    Args:
        person: id of the person, as the request names it.
        granted: whether he steps aside.
        reason: why.
        earlier_acts_stand: whether what he did before stands.
        attendees: heads who discussed it, where it is about a head.
        superior: superior and number of its decision, where the superior decides.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:43p3
    """
    return do_act(
        case_id=case_id,
        kind="recusal_decided",
        by=by,
        at=at,
        payload=given(
            person=person,
            granted=granted,
            reason=reason,
            earlier_acts_stand=earlier_acts_stand,
            attendees=list(attendees),
            superior=superior,
        ),
        **more,
    )
