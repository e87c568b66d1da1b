"""End of a stay 停止执行结束."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def end_stay(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the stay is over.

    Args:
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:73p1
    """
    return do_act(
        case_id=case_id,
        kind="stay_ended",
        by=by,
        at=at,
        payload=given(reason=reason),
        **more,
    )
