"""Money that arrived is written down once per serial, whoever reports it, and then booked."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from hengtu.agencies.models import Agency, scope_values
from hengtu.cases.models import Booking, PaymentOrder, ReceivedPayment, Source, Taken, Unbooked
from hengtu.cases.payments.booking import ask_to_book
from hengtu.cases.payments.posts import PaidSaid
from hengtu.law.procedure import day_of


def receive(said: PaidSaid, *, source: Source, at: datetime) -> tuple[ReceivedPayment, Taken]:
    """Write down one payment, to be booked; the same serial again is the same payment.

    Returns: the row, and ``TAKEN``, ``REPEATED`` or ``CONFLICT`` where the platform now says something else about it.
    """
    try:
        with transaction.atomic():
            payment = _written(said, source, at)
            ask_to_book(payment, at=at)
    except IntegrityError:
        payment = ReceivedPayment.objects.get(serial=said.serial)
        return payment, Taken.REPEATED if _is_the_same(payment, said) else Taken.CONFLICT
    return payment, Taken.TAKEN


def _written(said: PaidSaid, source: Source, at: datetime) -> ReceivedPayment:
    order = PaymentOrder.objects.select_related("agency").filter(number=said.order).first()
    agency = order.agency if order is not None else payee_of(said.payee, said.order)
    mismatch = order is not None and said.reference not in ("", str(order.pk))
    return ReceivedPayment.objects.create(
        serial=said.serial,
        order=None if mismatch else order,
        order_said=said.order,
        case_uid=None if mismatch or order is None else order.case_uid,
        party_uid="" if mismatch or order is None else order.party_uid,
        amount_fen=said.amount_fen,
        paid_at=said.paid_at,
        paid_on=day_of(said.paid_at),
        payer=said.payer,
        receipt_no=said.receipt_no,
        channel=said.channel,
        source=source,
        received_at=at,
        booking=Booking.WAITING,
        reason=Unbooked.OTHER_CASE if mismatch else "",
        why="平台报的缴款码和订单编号不是同一份缴款通知" if mismatch else "",
        agency=agency,
        **scope_values(agency),
    )


def _is_the_same(payment: ReceivedPayment, said: PaidSaid) -> bool:
    known = (payment.order_said, payment.amount_fen, payment.paid_at)
    return known == (said.order, said.amount_fen, said.paid_at)


def payee_of(code: str, number: str = "") -> Agency:
    """Return whose money it is: by code, else by the division in the number, else the highest there is.

    Money that nobody can be named for is seen from above and never lost.
    """
    known = Agency.objects.select_related("acts_in_name_of")
    found = known.filter(code=code).first() or known.filter(division_code=number[:6], acts_in_name_of=None).first()
    return (found or known.filter(acts_in_name_of=None).order_by("pk")[0]).legal_subject
