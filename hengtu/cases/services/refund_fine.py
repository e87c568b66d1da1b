"""Refund 退还款项."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def refund_fine(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    amount_yuan: float,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Give back what was paid beyond what is owed.

    Args:
        amount_yuan: yuan.
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:75p2
    """
    return do_act(
        case_id=case_id,
        kind="fine_refunded",
        by=by,
        at=at,
        payload=given(amount_yuan=amount_yuan, reason=reason),
        **more,
    )
