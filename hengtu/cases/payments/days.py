"""Days of reconciliation: a statement is taken in, compared with our books, its differences explained, the day closed.

Ours on a day: payments whose platform day it is, and refunds; and what the statement of the day names, on whatever day
we have it. Nothing here changes an act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from hengtu.agencies.models import Account, Agency, scope_values
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.models import (
    Direction,
    PaymentOrder,
    ReceivedPayment,
    Refund,
    Source,
    StatementDay,
    StatementDifference,
)
from hengtu.cases.payments.booking import book_soon, tell_cashiers
from hengtu.cases.payments.errors import MoneyRefused
from hengtu.cases.payments.posts import PaidSaid
from hengtu.cases.payments.receiving import receive
from hengtu.cases.payments.reconciling import Difference, Reconciled, Side, reconcile, side
from hengtu.cases.payments.statement_rows import write_lines
from hengtu.cases.payments.statements import Statement
from hengtu.law.procedure import day_of

BATCH = 400  # serials asked for in one query, below the limit of parameters of either engine


def take_statement(
    statement: Statement, *, agency: Agency, on: date, source: str, content: bytes, at: datetime
) -> StatementDay:
    """Take in the statement of one legal subject and day, in place of an earlier one, and compare it.

    Lines of another day are taken (the bank says they are of this statement) and show up as a difference of days.
    """
    with transaction.atomic():
        day, _ = StatementDay.objects.select_for_update().get_or_create(
            agency=agency,
            on=on,
            defaults={"source": source[:200], "fetched_at": at, "digest": "", **scope_values(agency)},
        )
        day.source, day.fetched_at = source[:200], at
        day.digest = hashlib.sha256(content).hexdigest()
        day.troubles = [trouble.as_json() for trouble in statement.troubles]
        day.save()
        day.lines.all().delete()
        write_lines(day, statement.lines)
        _compare(day, side(each.figures for each in statement.lines), at)
    return day


def compare(day: StatementDay, *, at: datetime) -> Reconciled:
    """Compare a day anew; explanations stay with differences that have not changed, a closed day opens for new ones."""
    return _compare(day, bank_side(day), at)


def _compare(day: StatementDay, bank: Side, at: datetime) -> Reconciled:
    ours = our_side(day.agency, day.on, bank)
    found = reconcile(bank, ours)
    with transaction.atomic():
        unexplained = _keep(day, found)
        day.matched, day.compared_at = found.matched, at
        day.bank_fen, day.ours_fen = _net(bank), _net(ours)
        if unexplained and day.closed_at is not None:
            day.closed_at = day.closed_by = None
            tell_cashiers(
                day.agency,
                f"{day.on:%Y年%m月%d日}关账以后出现了差异，请重新核对",
                key=f"reopened:{day.pk}:{at.isoformat()}",
                at=at,
            )
        day.save()
    return found


def bank_side(day: StatementDay) -> Side:
    """Return the lines of a day by key."""
    lines = day.lines.values_list("direction", "serial", "amount_fen", "paid_at").iterator(2000)
    return side((direction, serial, fen, day_of(at)) for direction, serial, fen, at in lines)


def our_side(agency: Agency, on: date, bank: Side) -> Side:
    """Return our payments and refunds of a day by key, with those of other days that the statement names."""
    subject = agency.legal_subject_id
    received = ReceivedPayment.objects.filter(legal_subject_id=subject)
    refunds = Refund.objects.filter(legal_subject_id=subject, serial__isnull=False)
    ours = side(_payments(received.filter(paid_on=on)))
    ours |= side(_refunds(refunds.filter(refunded_on=on)))
    absent = sorted(bank.keys() - ours.keys())
    for start in range(0, len(absent), BATCH):
        serials = [serial for _, serial in absent[start : start + BATCH]]
        elsewhere = side(_payments(received.filter(serial__in=serials)))
        elsewhere |= side(_refunds(refunds.filter(serial__in=serials)))
        ours |= {key: figures for key, figures in elsewhere.items() if key in bank}
    return ours


def _payments(rows: object) -> Iterator[tuple[str, str, int, date]]:
    for serial, fen, on in rows.values_list("serial", "amount_fen", "paid_on").iterator(2000):  # type: ignore[attr-defined]
        yield Direction.PAY.value, serial, fen, on


def _refunds(rows: object) -> Iterator[tuple[str, str, int, date]]:
    for serial, fen, on in rows.values_list("serial", "amount_fen", "refunded_on").iterator(2000):  # type: ignore[attr-defined]
        yield Direction.REFUND.value, serial, fen, on


def _net(entries: Side) -> int:
    return sum(fen if direction == Direction.PAY else -fen for (direction, _), (fen, _) in entries.items())


def _keep(day: StatementDay, found: Reconciled) -> int:
    """Write the differences in place of the old ones; return how many nobody has explained."""
    explained = {_as_figures(row): row for row in day.differences.exclude(explanation="")}
    rows = [_difference_row(day, each) for each in found.differences]
    for row in rows:
        known = explained.get(_as_figures(row))
        if known is not None:
            row.explanation, row.explained_by_id = known.explanation, known.explained_by_id
            row.explained_at = known.explained_at
    day.differences.all().delete()
    StatementDifference.objects.bulk_create(rows, batch_size=2000)
    return sum(not row.explanation for row in rows)


def _as_figures(row: StatementDifference) -> tuple[object, ...]:
    return row.kind, row.direction, row.serial, row.bank_fen, row.ours_fen, row.bank_on, row.ours_on


def _difference_row(day: StatementDay, each: Difference) -> StatementDifference:
    direction, serial = each.key
    bank_fen, bank_on = each.bank or (None, None)
    ours_fen, ours_on = each.ours or (None, None)
    return StatementDifference(
        day=day, kind=each.kind, direction=direction, serial=serial,
        bank_fen=bank_fen, bank_on=bank_on, ours_fen=ours_fen, ours_on=ours_on,
    )  # fmt: skip


def book_from_statement(*, difference_id: int, by: Account, at: datetime) -> ReceivedPayment:
    """Take in a payment that only the bank has: its report was lost on the way.

    Raises: MoneyRefused ``cashier_only``, ``not_only_bank``.
    """
    difference = StatementDifference.objects.select_related("day__agency").get(pk=difference_id)
    _must_be_cashier(by, difference.day, at)
    line = difference.day.lines.filter(direction=difference.direction, serial=difference.serial).first()
    if difference.kind != "ONLY_BANK" or difference.direction != Direction.PAY or line is None:
        raise MoneyRefused("not_only_bank", "只有银行有、本系统没有的缴款才能按对账单补记。")
    order = PaymentOrder.objects.filter(number=line.order_number).first()
    payee = difference.day.agency.code
    reference = str(order.pk) if order else ""
    said = PaidSaid(
        f"statement:{line.pk}", line.order_number, reference, payee, line.serial, line.amount_fen, line.paid_at,
        line.payer, line.receipt_no, line.channel,
    )  # fmt: skip
    payment, _ = receive(said, source=Source.STATEMENT, at=at)
    booked = book_soon(payment.pk, at=at)
    compare(difference.day, at=at)
    return booked


def explain(*, difference_id: int, by: Account, at: datetime, explanation: str) -> StatementDifference:
    """Say how a difference came about. Raises: MoneyRefused ``cashier_only``, ``reason_missing``, ``closed``."""
    difference = StatementDifference.objects.select_related("day__agency").get(pk=difference_id)
    _must_be_cashier(by, difference.day, at)
    if difference.day.closed_at is not None:
        raise MoneyRefused("closed", "这一天已经关账，说明不能再改。")
    if not explanation.strip():
        raise MoneyRefused("reason_missing", "请写明差异的原因和处理办法。")
    difference.explanation, difference.explained_by = explanation.strip()[:500], by
    difference.explained_at = at
    difference.save(update_fields=["explanation", "explained_by", "explained_at"])
    return difference


def close_day(*, day_id: int, by: Account, at: datetime) -> StatementDay:
    """Close a day; every difference has been explained and no line is unread.

    Raises: MoneyRefused ``cashier_only``, ``unexplained``, ``closed``.
    """
    with transaction.atomic():
        day = StatementDay.objects.select_for_update(of=("self",)).select_related("agency").get(pk=day_id)
        _must_be_cashier(by, day, at)
        if day.closed_at is not None:
            raise MoneyRefused("closed", "这一天已经关账。")
        compare(day, at=at)
        left = day.differences.filter(explanation="").count()
        if left or day.troubles:
            raise MoneyRefused("unexplained", _still_open(left, len(day.troubles)))
        day.closed_at, day.closed_by = at, by
        day.save(update_fields=["closed_at", "closed_by"])
    return day


def _still_open(unexplained: int, unread: int) -> str:
    """Say what stands against closing a day, and what to do about each."""
    said = f"还有 {unexplained} 处差异没有说明，请逐处写明原因和处理办法。" if unexplained else ""
    return said + (f"有 {unread} 行没有读懂，请向银行核实后重新导入。" if unread else "")


def recompare(agency_id: int, on: date, *, at: datetime) -> None:
    """Compare a day again after something of it changed; a day without a statement has nothing to compare."""
    day = StatementDay.objects.filter(legal_subject_id=agency_id, on=on).select_related("agency").first()
    if day is not None:
        compare(day, at=at)


def _must_be_cashier(account: Account, day: StatementDay, at: datetime) -> None:
    if "cashier" not in roles_on(account, day.agency, day_of(at)):
        raise MoneyRefused("cashier_only", "对账由本机关的收缴对账人员办理。")
