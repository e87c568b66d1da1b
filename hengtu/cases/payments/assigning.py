"""Money without a case finds one: the cashier says which, and the law says whether it can be booked there."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from hengtu.agencies.models import Account
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.models import Booking, EnforcementCase, ReceivedPayment
from hengtu.cases.payments.booking import book_soon
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.orders import owed
from hengtu.law.procedure import day_of


def assign_payment(*, payment_id: UUID, case_id: UUID, by: Account, at: datetime, party: str = "") -> ReceivedPayment:
    """Book money that lies open on a case of the same legal subject.

    Args:
        party: id of the party it was paid for; may be left out where the case has one.
    Raises: MoneyRefused ``cashier_only``, ``not_loose``, ``other_subject``, ``party_missing``, ``not_booked`` with the
        reason.
    """
    with transaction.atomic():
        payment = ReceivedPayment.objects.select_for_update(of=("self",)).select_related("agency").get(pk=payment_id)
        case = EnforcementCase.objects.select_related("agency").get(pk=case_id)
        if "cashier" not in roles_on(by, case.agency, day_of(at)):
            raise MoneyRefused("cashier_only", "到账由收缴对账人员认领。")
        if payment.booking != Booking.UNBOOKED:
            raise MoneyRefused("not_loose", "这笔款已经入账或者正在退回，请刷新后核对。")
        payment.place_in(case.agency)
        payment.party_uid = _whose(case_id, party, day_of(at))
        payment.case_uid, payment.booking, payment.reason, payment.why = case_id, Booking.WAITING, "", ""
        payment.dealt_by, payment.dealt_at = by.username, at
        payment.save()
    booked = book_soon(payment_id, at=at)
    if booked.booking == Booking.UNBOOKED:
        raise MoneyRefused("not_booked", f"没有入账：{booked.why}")
    return booked


def _whose(case_id: UUID, party: str, on: date) -> str:
    """The party it is booked for; of several one has to be named."""
    parties = {each.id: each.name for each in owed(case_id, on=on)}
    if party in parties:
        return party
    if len(parties) > 1:
        names = "、".join(parties.values())
        raise MoneyRefused("party_missing", f"这件案件有几名当事人：{names}。请选是替谁缴的。")
    return next(iter(parties), "")
