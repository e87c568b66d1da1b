"""Stay 停止执行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def stay_execution(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ordered_by: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that execution is stayed.

    Args:
        ordered_by: reconsideration, court or agency.
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:73p1, ARL:42, ALL:56
    """
    return do_act(
        case_id=case_id,
        kind="stay_ordered",
        by=by,
        at=at,
        payload=given(ordered_by=ordered_by, reason=reason),
        **more,
    )
