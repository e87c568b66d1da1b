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
    bank_slip: str | None = None,
    serial: str | None = None,
    payment_serial: str | None = None,
    approved_by: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Give back what was paid beyond what is owed.

    Args:
        amount_yuan: yuan.
        reason: why, as the paper says it.
        bank_slip: number of the bank's slip, where it did not go through the platform.
        serial: the platform's own number for the refund; payment_serial: of the payment it gives back.
        approved_by: name of the head who agreed.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:75p2
    """
    return do_act(
        case_id=case_id,
        kind="fine_refunded",
        by=by,
        at=at,
        payload=given(
            amount_yuan=amount_yuan,
            reason=reason,
            bank_slip=bank_slip,
            serial=serial,
            payment_serial=payment_serial,
            approved_by=approved_by,
        ),
        **more,
    )
