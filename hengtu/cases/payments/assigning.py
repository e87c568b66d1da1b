"""Money without a case finds one: the cashier says which, and the law says whether it can be booked there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.models import Booking, EnforcementCase, ReceivedPayment
from hengtu.cases.payments.booking import book_soon
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.law.procedure import day_of


def assign_payment(*, payment_id: UUID, case_id: UUID, by: Account, at: datetime) -> ReceivedPayment:
    """Book money that lies open on a case of the same legal subject.

    Raises: MoneyRefused ``cashier_only``, ``not_loose``, ``other_subject``, ``not_booked`` with the reason.
    """
    with transaction.atomic():
        payment = ReceivedPayment.objects.select_for_update(of=("self",)).select_related("agency").get(pk=payment_id)
        case = EnforcementCase.objects.select_related("agency").get(pk=case_id)
        if "cashier" not in roles_on(by, case.agency, day_of(at)):
            raise MoneyRefused("cashier_only", "到账由收缴对账人员认领。")
        if payment.booking != Booking.UNBOOKED:
            raise MoneyRefused("not_loose", "这笔款已经入账或者正在退回，请刷新后核对。")
        payment.place_in(case.agency)
        payment.case_uid, payment.booking, payment.reason, payment.why = case_id, Booking.WAITING, "", ""
        payment.dealt_by, payment.dealt_at = by.username, at
        payment.save()
    booked = book_soon(payment_id, at=at)
    if booked.booking == Booking.UNBOOKED:
        raise MoneyRefused("not_booked", f"没有入账：{booked.why}")
    return booked
