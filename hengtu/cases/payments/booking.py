"""Booking 入账: money that arrived becomes the act ``paid`` of its case, once; or it lies open with reason and way out.

Money that came is money received: a cent less is a part payment, a cent more is to be given back, and the day of
payment at the platform counts, however late we hear of it (APL:67p3, APL:72p1i1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.holders import holders_of
from hengtu.cases import participants
from hengtu.cases.models import Booking, EnforcementCase, MessageKind, PaymentOrder, ReceivedPayment, Unbooked
from hengtu.cases.payments.orders import orders_for, paid_with
from hengtu.cases.refusals import ActRefused, CaseNotFound
from hengtu.cases.services.record_payment import record_payment
from hengtu.cases.services.tell import tell
from hengtu.law.money import fen_zh, yuan_of
from hengtu.law.procedure import day_of
from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.jobs import Clock, enqueue
from hengtu.ledger.values import StoredAct

BOOK = "payment-book"
TRIES = 3
AHEAD = timedelta(minutes=10)  # how far the platform's clock may be ahead of ours; a setting of ours


@dataclass(frozen=True)
class Book:
    """The job that books what could not be booked at once."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Raises: StreamMoved, so that the job comes again."""
        book(UUID(payload["payment"]), at=self.clock())


def ask_to_book(payment: ReceivedPayment, *, at: datetime) -> None:
    """Queue the booking; each decision about a payment asks once."""
    enqueue(BOOK, {"payment": str(payment.pk)}, at=at, key=f"{BOOK}:{payment.pk}:{at.isoformat()}")


def book_soon(uid: UUID, *, at: datetime) -> ReceivedPayment:
    """Book now if nobody is in the way; else the queued job does it."""
    for _ in range(TRIES):
        try:
            return book(uid, at=at)
        except StreamMoved:
            continue
    return ReceivedPayment.objects.get(pk=uid)


def book(uid: UUID, *, at: datetime) -> ReceivedPayment:
    """Book one payment that waits; one that does not wait is returned as it is.

    Raises: StreamMoved when somebody acted on the case meanwhile.
    """
    with transaction.atomic():
        payment = ReceivedPayment.objects.select_for_update(of=("self",)).select_related("order").get(pk=uid)
        if payment.booking != Booking.WAITING:
            return payment
        reason, why = _stands_apart(payment, at)
        if not reason:
            reason, why = _try(payment, at)
        if reason:
            _lay_open(payment, reason, why, at)
    if payment.booking == Booking.BOOKED and payment.case_uid is not None:
        orders_for(payment.case_uid, at=at)
    return payment


def _stands_apart(payment: ReceivedPayment, at: datetime) -> tuple[str, str]:
    """Why a payment belongs to no case, as far as it says so itself; two empty words where it does."""
    if payment.reason == Unbooked.OTHER_CASE:
        return payment.reason, payment.why
    if payment.case_uid is None or not EnforcementCase.objects.filter(pk=payment.case_uid).exists():
        return Unbooked.UNKNOWN_ORDER, f"平台报的缴款码 {payment.order_said or '（空）'} 不是本系统开的"
    if payment.paid_at > at + AHEAD:
        return Unbooked.REFUSED, "平台报的缴款时间比现在还晚"
    return "", ""


def _try(payment: ReceivedPayment, at: datetime) -> tuple[str, str]:
    try:
        act = _record(payment, at)
    except ActRefused as refusal:
        return _reason(refusal), str(refusal)
    except CaseNotFound as unknown:
        return Unbooked.REFUSED, str(unknown)
    payment.booking, payment.act, payment.reason, payment.why = Booking.BOOKED, act.uid, "", ""
    payment.save(update_fields=["booking", "act", "reason", "why"])
    if payment.order is not None and _is_for(payment.order, payment):
        paid_with(payment.order, at=at)
    return "", ""


def _reason(refusal: ActRefused) -> Unbooked:
    """Why money lies open, by what the law said; not knowing whose it is goes first, the rest cannot be told then."""
    codes = {objection.code for objection in refusal.objections}
    if codes & {"party_not_said", "party_unknown"}:
        return Unbooked.WHOSE
    return Unbooked.NOTHING_OWED if codes == {"nothing_owed"} else Unbooked.REFUSED


def _is_for(order: PaymentOrder, payment: ReceivedPayment) -> bool:
    """Whether a payment is booked where its order asks for it; a cashier may have found that it is another's."""
    return (order.case_uid, order.party_uid) == (payment.case_uid, payment.party_uid or order.party_uid)


def _record(payment: ReceivedPayment, at: datetime) -> StoredAct:
    assert payment.case_uid is not None, "only what belongs to a case is booked"
    order = payment.order
    differs = order is not None and _is_for(order, payment) and order.amount_fen != payment.amount_fen
    asked = order.amount_fen if order is not None and differs else None
    dealt = Account.objects.filter(username=payment.dealt_by).first() if payment.dealt_by else None
    return record_payment(
        case_id=payment.case_uid,
        by=(participants.payment_platform(), *([participants.official(dealt)] if dealt else [])),
        at=payment.paid_at,
        recorded_at=max(at, payment.paid_at),
        amount_yuan=yuan_of(payment.amount_fen),
        order=order.number if order is not None else payment.order_said,
        serial=payment.serial,
        receipt_no=payment.receipt_no,
        channel=payment.channel,
        ordered_yuan=yuan_of(asked) if asked is not None else None,
        key=f"payment:{payment.serial}",
        parties=(payment.party_uid,) if payment.party_uid else (),
    )


def _lay_open(payment: ReceivedPayment, reason: str, why: str, at: datetime) -> None:
    payment.booking, payment.reason, payment.why = Booking.UNBOOKED, reason, why[:500]
    payment.save(update_fields=["booking", "reason", "why"])
    tell_cashiers(
        payment.agency,
        f"到账 {fen_zh(payment.amount_fen)} 元还没有入账：{Unbooked(reason).label}",
        key=f"unbooked:{payment.pk}:{at.isoformat()}",
        at=at,
    )


def tell_cashiers(agency: Agency, text: str, *, key: str, at: datetime, url: str = "/money/") -> None:
    """Tell those who reconcile the money of a legal subject."""
    tell(holders_of("CASHIER", agency, day_of(at)), kind=MessageKind.ACT, text=text, key=key[:200], at=at, url=url)
