"""Money of the demonstration: one case paid a cent too much, money of no case, and a day that differs from the bank."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from hengtu.agencies.models import Account, Agency
from hengtu.cases.models import (
    Direction,
    EnforcementCase,
    PaymentOrder,
    ReceivedPayment,
    Source,
    StatementDay,
)
from hengtu.cases.payments.booking import book_soon
from hengtu.cases.payments.days import close_day, take_statement
from hengtu.cases.payments.orders import order_for
from hengtu.cases.payments.posts import PaidSaid
from hengtu.cases.payments.receiving import receive
from hengtu.cases.payments.refunds import request_refund
from hengtu.cases.payments.statements import BankLine, read_statement, write_statement
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.web.demo.player import Stage

UNPAID = 3  # how many cases of the year get an order


def take_some_money(stage: Stage, *, cashier: Account, at: datetime) -> int:
    """Issue orders for unpaid cases, have one paid and its day differ; returns how many orders there are."""
    served = EnforcementCase.objects.filter(agency=stage.agency, deadlines__term="pay_fine", deadlines__ended_on=None)
    orders = [order_for(case.pk, at=at) for case in served.order_by("-found_on", "id")[:UNPAID]]
    known = [order for order in orders if order is not None]
    if known:
        a_quiet_day(stage.agency.legal_subject, cashier, at - timedelta(days=2))
        a_day_with_differences(known[0].case_uid, cashier=cashier, at=at - timedelta(hours=1))
    return len(known)


def a_day_with_differences(case_id: UUID, *, cashier: Account, at: datetime) -> StatementDay:
    """Have one case paid a cent too much and the cent asked back; the bank's day has more than ours, and less."""
    order = order_for(case_id, at=at)
    assert order is not None, "something is owed"
    moment = at - timedelta(minutes=30)
    paid = _pays(order, "DEMO-0001", order.amount_fen + 1, moment, at)
    if paid.booking == "BOOKED":
        request_refund(case_id=case_id, by=cashier, at=at, reason="多缴一分，原路退还")
    lost = _pays(order, "DEMO-0002", 20000, moment, at, number="0" * 20)
    lines = [
        _line(paid, order.amount_fen),
        _line(lost, lost.amount_fen),
        BankLine(0, Direction.PAY, "DEMO-0003", order.number, 15000, moment, "赵䶮", "", "柜面", order.agency.code),
    ]
    return _stated(order.agency.legal_subject, lines, at)


def a_quiet_day(agency: Agency, cashier: Account, at: datetime) -> StatementDay:
    """A day without money on either side, closed."""
    day = _stated(agency, [], at)
    return close_day(day_id=day.pk, by=cashier, at=at)


def _pays(
    order: PaymentOrder, serial: str, fen: int, moment: datetime, at: datetime, *, number: str = ""
) -> ReceivedPayment:
    said = PaidSaid(
        f"demo:{serial}", number or order.number, "" if number else str(order.pk), order.agency.legal_subject.code,
        serial, fen, moment, order.party_name, f"冀{serial}", "手机支付",
    )  # fmt: skip
    payment, _ = receive(said, source=Source.CALLBACK, at=at)
    return book_soon(payment.pk, at=at)


def _line(payment: ReceivedPayment, fen: int) -> BankLine:
    return BankLine(
        0, Direction.PAY, payment.serial, payment.order_said, fen, payment.paid_at, payment.payer,
        payment.receipt_no, payment.channel, "",
    )  # fmt: skip


def _stated(agency: Agency, lines: list[BankLine], at: datetime) -> StatementDay:
    content = write_statement(lines)
    on = at.astimezone(CIVIL_TIME).date()
    return take_statement(read_statement(content), agency=agency, on=on, source="演示对账单", content=content, at=at)
