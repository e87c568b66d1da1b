"""Revocation 撤销决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def revoke_decision(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Revoke a wrong decision; it may be made anew after a fresh review.

    Args:
        reason: what was wrong.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:75p2
    """
    return do_act(
        case_id=case_id,
        kind="decision_revoked",
        by=by,
        at=at,
        payload={"reason": reason},
        **more,
    )
