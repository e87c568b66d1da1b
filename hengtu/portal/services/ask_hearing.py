"""The party asks for a hearing at its door."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hengtu.cases import participants
from hengtu.cases.services.request_hearing import request_hearing
from hengtu.ledger.values import StoredAct
from hengtu.portal.selectors.room import Room


def ask_hearing(*, room: Room, reason: str, at: datetime, key: UUID) -> StoredAct:
    """Ask for the hearing in the party's own name; the same ``key`` again returns the first act.

    Raises: cases.LateReasonMissing after the fifth working day, ActRefused, ledger.StreamMoved.
    Source: APL:64i1
    """
    return request_hearing(
        case_id=room.case.pk,
        by=(participants.party(room.door.party_uid, room.party.name if room.party else ""),),
        at=at,
        mode="online",
        reason=reason or None,
        key=str(key),
    )
