"""Payment 缴纳罚款."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure.proofs_of_payment import slip_is_missing
from hengtu.ledger.values import StoredAct


def record_payment(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    amount_yuan: float,
    bank_slip: str | None = None,
    order: str | None = None,
    serial: str | None = None,
    receipt_no: str | None = None,
    channel: str | None = None,
    ordered_yuan: float | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record a payment that the bank or payment platform reports; who enters one by hand has the bank's slip.

    Args:
        amount_yuan: yuan received, whatever was asked for.
        bank_slip: number of the bank's slip, where a person and not the platform reports.
        order: payment number of the order it came with.
        serial: the platform's own number for the payment.
        receipt_no: number of the fiscal receipt.
        channel: how it was paid, in the platform's words.
        ordered_yuan: what the order asked for, where another sum came.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:67p3
    """
    said = given(
        bank_slip=bank_slip,
        order=order,
        serial=serial,
        receipt_no=receipt_no,
        channel=channel,
        ordered_yuan=ordered_yuan,
    )
    return do_act(
        case_id=case_id,
        kind="paid",
        by=by,
        at=at,
        payload={"amount_yuan": amount_yuan, **said},
        also=tuple(slip_is_missing([person.fixed_role for person in by], bank_slip)),
        **more,
    )
