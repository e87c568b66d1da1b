"""Ending an investigation 终止调查."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def end_investigation(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ground: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """End the investigation: no violation, time-barred, or another ground.

    Args:
        ground: no_violation, time_barred or other.
        reason: why.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:36
    """
    return do_act(
        case_id=case_id,
        kind="investigation_ended",
        by=by,
        at=at,
        payload=given(
            ground=ground,
            reason=reason,
        ),
        **more,
    )
