"""The cashier's desk: what lies open, which days differ, what is on its way back; a month as the treasury gets it.

Only one's own legal subject, and only those who collect or answer for it: sums are for reconciliation, never a ranking
of people or units (APL:74p3).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from hengtu.agencies.models import Account, Post, Role
from hengtu.cases.models import (
    Booking,
    Direction,
    EnforcementCase,
    ReceivedPayment,
    Refund,
    RefundState,
    StatementDay,
    StatementDifference,
)
from hengtu.law.money import fen_zh
from hengtu.lib.csv_text import csv_lines

SHOWN = 50
COLLECTING = (Role.CASHIER,)
ANSWERING = (Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD)


def holds_money(account: Account, on: date) -> tuple[bool, bool]:
    """Whether an account collects money, and whether it answers for it as a head."""
    held = set(Post.objects.held_or_delegated(account, on).values_list("role", flat=True))
    return bool(held & set(COLLECTING)), bool(held & set(ANSWERING))


@dataclass(frozen=True)
class LoosePayment:
    """Money outside every case. ``money``: yuan with both decimals."""

    row: ReceivedPayment
    money: str
    days: int


@dataclass(frozen=True)
class DayLine:
    """One day of reconciliation as a list shows it; ``open_differences`` nobody has explained."""

    row: StatementDay
    differences: int
    open_differences: int
    bank: str
    ours: str

    @property
    def is_closed(self) -> bool:
        return self.row.closed_at is not None


@dataclass(frozen=True)
class MoneyDesk:
    """What the page of the cashier shows, the open things first."""

    loose: tuple[LoosePayment, ...]
    loose_total: int
    days: tuple[DayLine, ...]
    open_days: int
    refunds: tuple[Refund, ...]


def money_desk(account: Account, *, on: date) -> MoneyDesk:
    """Return the desk of a cashier or head; only the own legal subject's."""
    loose = ReceivedPayment.objects.workable_by(account, on).filter(booking=Booking.UNBOOKED)
    days = day_lines(account, on=on)
    going = _refunds(account, on).exclude(state__in=(RefundState.DONE, RefundState.DECLINED))
    return MoneyDesk(
        tuple(
            LoosePayment(row, fen_zh(row.amount_fen), (on - row.paid_on).days)
            for row in loose.order_by("received_at", "uid")[:SHOWN]
        ),
        loose.count(),
        days[:SHOWN],
        sum(not line.is_closed for line in days),
        tuple(going[:SHOWN]),
    )


def day_lines(account: Account, *, on: date) -> tuple[DayLine, ...]:
    """Return the days of a legal subject: open ones first, then by day, the latest first."""
    rows = StatementDay.objects.workable_by(account, on).filter(on__gte=on - timedelta(days=400))
    counted = rows.annotate(
        differing=Count("differences"), unexplained=Count("differences", filter=Q(differences__explanation=""))
    )
    lines = [
        DayLine(row, row.differing, row.unexplained, fen_zh(row.bank_fen), fen_zh(row.ours_fen))
        for row in counted.select_related("agency").order_by("-on")
    ]
    return tuple(sorted(lines, key=lambda line: (line.is_closed, not line.open_differences)))


def refunds_of(account: Account, *, on: date) -> tuple[Refund, ...]:
    """Return the refunds of a legal subject, those that wait first, then the latest."""
    rows = list(_refunds(account, on)[: 4 * SHOWN])
    return tuple(sorted(rows, key=lambda row: row.state != RefundState.REQUESTED))


def _refunds(account: Account, on: date) -> QuerySet[Refund]:
    return (
        Refund.objects.workable_by(account, on)
        .select_related("payment", "requested_by", "answered_by")
        .order_by("-requested_at", "uid")
    )


# --- one day ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DifferenceLine:
    """One difference in words: what either side has, and the case it belongs to where we know one."""

    row: StatementDifference
    bank: str
    ours: str
    case: EnforcementCase | None
    may_book: bool


def difference_lines(day: StatementDay, *, on: date, account: Account) -> tuple[DifferenceLine, ...]:
    """Return the differences of a day: unexplained first, then by kind and serial."""
    rows = list(day.differences.select_related("explained_by").order_by("kind", "serial")[:2000])
    booked = dict(
        ReceivedPayment.objects.filter(serial__in=[row.serial for row in rows[:500]]).values_list("serial", "case_uid")
    )
    cases = EnforcementCase.objects.visible_to(account, on).in_bulk([uid for uid in booked.values() if uid])
    lines = [
        DifferenceLine(
            row,
            _figures(row.bank_fen, row.bank_on),
            _figures(row.ours_fen, row.ours_on),
            cases.get(booked.get(row.serial)),
            row.kind == "ONLY_BANK" and row.direction == Direction.PAY,
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda line: bool(line.row.explanation)))


def _figures(fen: int | None, on: date | None) -> str:
    return "没有" if fen is None or on is None else f"{fen_zh(fen)} 元，{on.month}月{on.day}日"


def day_csv(day: StatementDay) -> Iterator[str]:
    """Yield the differences of a day as a table for spreadsheets."""
    head = ("差异", "方向", "流水号", "银行金额", "银行日期", "本系统金额", "本系统日期", "说明", "说明人")
    return csv_lines((head, *(_difference_cells(row) for row in day.differences.select_related("explained_by"))))


def _difference_cells(row: StatementDifference) -> tuple[object, ...]:
    return (
        row.get_kind_display(), row.get_direction_display(), row.serial, _cell(row.bank_fen), row.bank_on or "",
        _cell(row.ours_fen), row.ours_on or "", row.explanation, row.explained_by.name if row.explained_by else "",
    )  # fmt: skip


def _cell(fen: int | None) -> str:
    return "" if fen is None else f"{fen / 100:.2f}"


# --- a month ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MonthLine:
    """One day of a month: counts, fen in and out, and whether the day agrees with the bank."""

    on: date
    payments: int
    in_fen: int
    refunds: int
    out_fen: int
    day: StatementDay | None

    @property
    def net_fen(self) -> int:
        return self.in_fen - self.out_fen

    @property
    def words(self) -> tuple[str, str, str]:
        """In, out and net as people read them."""
        return fen_zh(self.in_fen), fen_zh(self.out_fen), fen_zh(self.net_fen)


@dataclass(frozen=True)
class Month:
    """A month as it goes to the treasury: one line per day with money, and the sums below."""

    first: date
    lines: tuple[MonthLine, ...]

    @property
    def total(self) -> MonthLine:
        return MonthLine(
            self.first,
            sum(line.payments for line in self.lines),
            sum(line.in_fen for line in self.lines),
            sum(line.refunds for line in self.lines),
            sum(line.out_fen for line in self.lines),
            None,
        )

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)


def month_of(account: Account, first: date, *, on: date) -> Month:
    """Return the money of the own legal subject in a month, by the platform's own days."""
    last = (first + timedelta(days=32)).replace(day=1)
    paid = ReceivedPayment.objects.workable_by(account, on).filter(paid_on__gte=first, paid_on__lt=last)
    back = Refund.objects.workable_by(account, on).filter(refunded_on__gte=first, refunded_on__lt=last)
    days = StatementDay.objects.workable_by(account, on).filter(on__gte=first, on__lt=last)
    known = {day.on: day for day in days}
    came, went = (
        _by_day(paid.values_list("paid_on", "amount_fen")),
        _by_day(back.values_list("refunded_on", "amount_fen")),
    )
    return Month(
        first,
        tuple(
            MonthLine(day, len(came[day]), sum(came[day]), len(went[day]), sum(went[day]), known.get(day))
            for day in sorted({*came, *went, *known})
        ),
    )


def _by_day(rows: Iterable[tuple[date | None, int]]) -> defaultdict[date, list[int]]:
    found: defaultdict[date, list[int]] = defaultdict(list)
    for on, fen in rows:
        if on is not None:
            found[on].append(fen)
    return found


def month_csv(month: Month) -> Iterator[str]:
    """Yield a month as a table for spreadsheets."""
    head = ("日期", "到账笔数", "到账金额", "退付笔数", "退付金额", "应缴国库", "对账")
    rows = [
        (line.on, line.payments, _cell(line.in_fen), line.refunds, _cell(line.out_fen), _cell(line.net_fen),
         day_words(line.day))
        for line in month.lines
    ]  # fmt: skip
    total = month.total
    foot = ("合计", total.payments, _cell(total.in_fen), total.refunds, _cell(total.out_fen), _cell(total.net_fen), "")
    return csv_lines((head, *rows, foot))


def day_words(day: StatementDay | None) -> str:
    """How the reconciliation of a day stands."""
    if day is None:
        return "没有对账单"
    return "已关账" if day.closed_at else "待核对"
