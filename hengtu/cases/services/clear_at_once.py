"""Immediate clearance 立即代履行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def clear_at_once(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    place_kind: str,
    subject: str,
    why_at_once: str,
    cost_yuan: float | None = None,
    party_absent: bool | None = None,
    told_afterwards: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Clear at once what blocks a road or waterway and the party cannot clear.

    Args:
        place_kind: road, river, waterway or public_place.
        subject: what was cleared.
        why_at_once: why it could not wait.
        cost_yuan: cost in yuan.
        party_absent: the party was not there.
        told_afterwards: how it was told afterwards.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:52
    """
    return do_act(
        case_id=case_id,
        kind="cleared_at_once",
        by=by,
        at=at,
        payload=given(
            place_kind=place_kind,
            subject=subject,
            why_at_once=why_at_once,
            cost_yuan=cost_yuan,
            party_absent=party_absent,
            told_afterwards=told_afterwards,
        ),
        **more,
    )
