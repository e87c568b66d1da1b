"""Ending the investigation 终止调查."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def end_investigation(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """End the investigation without a decision.

    Args:
        reason: no violation found, or time-barred.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:36
    """
    return do_act(
        case_id=case_id,
        kind="investigation_ended",
        by=by,
        at=at,
        payload={"reason": reason},
        **more,
    )
