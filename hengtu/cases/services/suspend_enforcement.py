"""Suspension 中止执行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def suspend_enforcement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ground: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Suspend enforcement.

    Args:
        ground: see ``guards.enforcement.SUSPENSION_GROUNDS``.
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:39
    """
    return do_act(
        case_id=case_id,
        kind="enforcement_suspended",
        by=by,
        at=at,
        payload=given(ground=ground, reason=reason),
        **more,
    )
