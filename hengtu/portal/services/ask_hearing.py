"""The party asks for a hearing at its door."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hengtu.cases.services.request_hearing import request_hearing
from hengtu.ledger.values import StoredAct
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.apply import agent_in, the_side


def ask_hearing(*, room: Room, reason: str, at: datetime, key: UUID) -> StoredAct:
    """Ask for the hearing in the party's own name; the same ``key`` again returns the first act.

    Raises: cases.LateReasonMissing after the fifth working day, ActRefused, ledger.StreamMoved.
    Source: APL:64i1
    """
    return request_hearing(
        case_id=room.case.pk,
        by=the_side(room),
        at=at,
        mode="online",
        reason=reason or None,
        agent=agent_in(room),
        key=str(key),
    )
