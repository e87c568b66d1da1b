"""The additional fine 加处罚款: three percent a day of what is overdue, never more than the fine (APL:72p1i1, ACL:45).

Pure reckoning from plain values; ``law.procedure.settlement`` reads them out of a case. Every answer explains itself
span by span, so that a party can check it with a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Literal

from hengtu.law.calendar import ONE_DAY
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import term_named

FEN = Decimal("0.01")
NOTHING = Decimal(0)
Mark = Literal["counted", "paused", "not_due", "capped"]
BASIS = ("APL:72p1i1", "APL:73p3", "ACL:45")


@dataclass(frozen=True)
class Demand:
    """From the day ``since`` on so much of the fine is past its last day, payments left aside; in yuan.

    Without deferral there is one: the whole fine from the day after the term. Instalments make several, each later.
    """

    since: date
    overdue_yuan: Decimal


@dataclass(frozen=True)
class Payment:
    """What was paid towards the fine on a civil day; that day itself still counts on the sum before it."""

    on: date
    yuan: Decimal


@dataclass(frozen=True)
class Pause:
    """Days on which nothing is added, ``first`` to ``last`` inclusive; ``last`` is None while it still runs."""

    first: date
    last: date | None
    zh: str
    basis: tuple[str, ...]

    def covers(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Span:
    """Consecutive days treated alike. ``amount_yuan`` is what they add together, ``why`` says why they add nothing."""

    first: date
    last: date
    mark: Mark
    base_yuan: Decimal
    amount_yuan: Decimal
    why: str = ""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class AdditionalFine:
    """The answer on one day; a frozen value that shows how it came about.

    ``accrued_yuan`` is what the days added, ``reduced_yuan`` what an enforcement agreement took off (ACL:42p1),
    ``amount_yuan`` what is left of it. ``capped_on`` is the day on which the fine's own amount was reached.
    """

    fine_yuan: Decimal
    until: date
    days_counted: int
    days_paused: int
    accrued_yuan: Decimal
    reduced_yuan: Decimal
    amount_yuan: Decimal
    capped_on: date | None
    spans: tuple[Span, ...]
    sentences: tuple[str, ...]
    basis: tuple[str, ...]

    @property
    def first_on(self) -> date | None:
        """The first day that added something."""
        return next((span.first for span in self.spans if span.mark == "counted"), None)


def reckon(
    fine_yuan: Decimal,
    demands: Sequence[Demand],
    *,
    until: date,
    payments: Sequence[Payment] = (),
    pauses: Sequence[Pause] = (),
    reduced_yuan: Decimal = NOTHING,
    told: bool = True,
) -> AdditionalFine:
    """Reckon the additional fine up to and including ``until``.

    Args:
        fine_yuan: the fine of the decision, which is also the cap; >= 0.
        demands: what was overdue from which day on, in the order of days; none means nothing is overdue.
        payments: what was paid towards the fine. The law does not say on which sum a party pays that has paid a part;
            we count on what is still unpaid, which is never more than the other reading.
        pauses: reconsideration, litigation, a stay, a suspension; days inside any of them add nothing.
        reduced_yuan: what an enforcement agreement takes off, >= 0.
        told: whether the decision told the rate; without that nothing may be added (ACL:45p1).
    Returns: an amount between 0 and the fine; more days never lessen it, a pause or a payment never adds to it.
    Source: APL:72p1i1, APL:73p3, ACL:45, ACL:42p1
    Example:
        >>> late = (Demand(date(2025, 6, 27), Decimal(27500)),)
        >>> reckon(Decimal(27500), late, until=date(2025, 6, 28)).amount_yuan
        Decimal('1650.00')
    """
    started = bool(demands) and told and fine_yuan > 0 and demands[0].since <= until
    days = tuple(_days(fine_yuan, demands, until, payments, pauses)) if started else ()
    accrued = sum((day.amount_yuan for day in days), NOTHING)
    capped_on = next((day.last for day in days if day.mark == "counted" and _reaches(days, day, fine_yuan)), None)
    spans = tuple(_spans(days))
    reduced = min(reduced_yuan, accrued)
    amount = (accrued - reduced).quantize(FEN, ROUND_HALF_UP)
    answer = AdditionalFine(
        fine_yuan,
        until,
        sum(span.days for span in spans if span.mark == "counted"),
        sum(span.days for span in spans if span.mark == "paused"),
        accrued.quantize(FEN, ROUND_HALF_UP),
        reduced.quantize(FEN, ROUND_HALF_UP),
        amount,
        capped_on,
        spans,
        (),
        tuple(dict.fromkeys((*BASIS, *(basis for pause in pauses for basis in pause.basis)))),
    )
    return _explained(answer, told, bool(payments))


def daily_rate() -> Decimal:
    """Return the rate a day as the rulebook has it: 「每日按罚款数额的百分之三加处罚款」."""
    return Decimal(str(term_named("additional_fine")["rate"]))


def cap_of(fine_yuan: Decimal) -> Decimal:
    """Return the most that may be added: 「加处罚款的数额不得超出罚款的数额」."""
    return fine_yuan * Decimal(str(term_named("additional_fine")["cap_ratio"]))


def _days(
    fine: Decimal, demands: Sequence[Demand], until: date, payments: Sequence[Payment], pauses: Sequence[Pause]
) -> Iterable[Span]:
    """Walk the days one by one; the walk ends with the cap, after which no day can add anything."""
    rate, room, day = daily_rate(), cap_of(fine), demands[0].since
    while day <= until:
        pause = next((each for each in pauses if each.covers(day)), None)
        base = _base(demands, payments, day)
        if pause is not None:
            yield Span(day, day, "paused", base, NOTHING, pause.zh)
        elif base <= 0:
            yield Span(day, day, "not_due", NOTHING, NOTHING, "没有到期未缴的罚款")
        else:
            amount = min(rate * base, room)
            room -= amount
            yield Span(day, day, "counted", base, amount)
        if room <= 0:
            break
        day += ONE_DAY
    if room <= 0 and day < until:
        yield Span(day + ONE_DAY, until, "capped", NOTHING, NOTHING, "已经达到罚款本数")


def _base(demands: Sequence[Demand], payments: Sequence[Payment], day: date) -> Decimal:
    """What is overdue and unpaid in the morning of a day."""
    overdue = next((demand.overdue_yuan for demand in reversed(demands) if demand.since <= day), NOTHING)
    paid = sum((payment.yuan for payment in payments if payment.on < day), NOTHING)
    return max(NOTHING, overdue - paid)


def _reaches(days: Sequence[Span], day: Span, fine: Decimal) -> bool:
    return sum((each.amount_yuan for each in days if each.last <= day.last), NOTHING) >= cap_of(fine)


def _spans(days: Iterable[Span]) -> Iterable[Span]:
    for (mark, base, why), group in groupby(days, key=lambda day: (day.mark, day.base_yuan, day.why)):
        alike = list(group)
        amount = sum((day.amount_yuan for day in alike), NOTHING)
        yield Span(alike[0].first, alike[-1].last, mark, base, amount, why)


# --- in words -------------------------------------------------------------------------------------------------------


def _explained(answer: AdditionalFine, told: bool, parts_paid: bool) -> AdditionalFine:
    sentences = tuple(_sentences(answer, told, parts_paid))
    return AdditionalFine(**{**vars(answer), "sentences": sentences})


def _sentences(answer: AdditionalFine, told: bool, parts_paid: bool) -> Iterable[str]:
    if not told:
        yield "决定书没有告知加处罚款的标准，不计算加处罚款（行政强制法第四十五条）。"
        return
    if not answer.spans:
        yield "没有过了期限还没缴的罚款，不加处罚款。"
        return
    percent = _plain(daily_rate() * 100)
    yield f"罚款 {_plain(answer.fine_yuan)} 元，逾期每日按百分之{_in_chinese(percent)}加处，不计复利。"
    for span in answer.spans:
        yield _sentence(span)
    if parts_paid:
        yield "已经缴纳的部分不再计算；法律没有写明部分缴纳后的基数，按对当事人有利的读法计算。"
    if answer.capped_on:
        yield f"{day_zh(answer.capped_on)}达到罚款本数 {_plain(answer.fine_yuan)} 元，此后不再增加。"
    if answer.reduced_yuan:
        yield f"按执行协议减免 {_plain(answer.reduced_yuan)} 元（行政强制法第四十二条）。"
    yield f"截至{day_zh(answer.until)}，加处罚款 {_plain(answer.amount_yuan)} 元。"


def _sentence(span: Span) -> str:
    when = day_zh(span.first) if span.days == 1 else f"{day_zh(span.first)}至{day_zh(span.last)}（{span.days} 日）"
    if span.mark == "counted":
        amount = span.amount_yuan.quantize(FEN, ROUND_HALF_UP)
        return f"{when}，按未缴的 {_plain(span.base_yuan)} 元计算，加处 {_plain(amount)} 元。"
    return f"{when}，{span.why}，不计算。"


def _plain(yuan: Decimal) -> str:
    return f"{yuan:.2f}".rstrip("0").rstrip(".")


def _in_chinese(number: str) -> str:
    from hengtu.law.citations import chinese_number  # only for the sentences

    return chinese_number(int(number)) if number.isdigit() else number
