"""The calendar of deadlines: a month of legal days, in one's own cases or in everything one may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count

from hengtu.agencies.models import Account
from hengtu.cases.models import CaseDeadline, EnforcementCase, TaskHand
from hengtu.cases.selectors.case_view import Due
from hengtu.cases.selectors.deadlines import due_chip
from hengtu.law.calendar import official
from hengtu.law.deadlines import is_right

CAP = 100
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Term:
    """One legal day of one case."""

    case_id: UUID
    title: str
    number: str
    party: str
    agency: str
    due: Due


@dataclass(frozen=True)
class CalendarDay:
    """One cell. ``mark`` is holiday, weekend, make_up or ""; ``name`` what people call such a day."""

    on: date
    mark: str
    name: str
    count: int
    terms: tuple[Term, ...]
    is_today: bool
    is_inside: bool


@dataclass(frozen=True)
class Month:
    """Whole weeks around a month. ``is_confirmed``: the notice with the holidays of its year is loaded."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...]
    total: int
    is_mine: bool
    is_confirmed: bool

    @property
    def previous(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def following(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)


def month_of(account: Account, first: date, *, on: date, mine: bool) -> Month:
    """Return the month that begins on ``first``.

    Args:
        mine: every open deadline of the cases in one's own hands, each with its case; else the nearest legal day of
            every open case one may see, counted per day.
    """
    start = first - timedelta(days=first.weekday())
    weeks = [start + WEEK * number for number in range(6) if start + WEEK * number < _next_month(first)]
    until = weeks[-1] + WEEK
    terms = _own_terms(account, start, until, on) if mine else {}
    counts = {day: len(found) for day, found in terms.items()} if mine else _counts(account, start, until, on)
    cells = tuple(tuple(_cell(week + timedelta(days=n), first, on, terms, counts) for n in range(7)) for week in weeks)
    inside = sum(cell.count for week in cells for cell in week if cell.is_inside)
    return Month(first, cells, inside, mine, official().covers(first.year))


def terms_of_day(account: Account, day: date, *, on: date, mine: bool) -> tuple[Term, ...]:
    """Return what falls due on one day, at most a hundred."""
    if mine:
        return tuple(_own_terms(account, day, day + timedelta(days=1), on).get(day, ()))[:CAP]
    cases = EnforcementCase.objects.visible_to(account, on).filter(is_open=True, due_on=day)
    rows = cases.select_related("agency").order_by("due_on", "id")[:CAP]
    return tuple(_term(case, case.due_term, day, on) for case in rows)


def _own_terms(account: Account, start: date, until: date, on: date) -> Mapping[date, list[Term]]:
    own = TaskHand.objects.workable_by(account, on).filter(account=account).values("task__case_id")
    rows = (
        CaseDeadline.objects.filter(case__in=own, ended_on=None, due_on__gte=start, due_on__lt=until)
        .select_related("case__agency")
        .order_by("due_on", "case_id", "term")
    )
    found: dict[date, list[Term]] = defaultdict(list)
    for row in rows:
        if row.due_on is not None:
            found[row.due_on].append(_term(row.case, row.term, row.due_on, on))
    return found


def _counts(account: Account, start: date, until: date, on: date) -> dict[date, int]:
    cases = EnforcementCase.objects.visible_to(account, on).filter(is_open=True, due_on__gte=start, due_on__lt=until)
    rows: Iterable[tuple[date | None, int]] = cases.order_by().values_list("due_on").annotate(Count("pk"))
    return {day: count for day, count in rows if day is not None}


def _cell(
    day: date, first: date, on: date, terms: Mapping[date, list[Term]], counts: Mapping[date, int]
) -> CalendarDay:
    calendar = official()
    mark = calendar.mark(day)
    name = calendar.name_of(day) if mark else ""
    inside = (day.year, day.month) == (first.year, first.month)
    return CalendarDay(day, mark, name, counts.get(day, 0), tuple(terms.get(day, ())), day == on, inside)


def _term(case: EnforcementCase, term: str, day: date, on: date) -> Term:
    due = due_chip(term, day, on)
    if is_right(term) and day < on:  # a right of the party has lapsed; nobody is late
        due = replace(due, remaining="已届满", tone="kept")
    return Term(case.pk, case.title, case.number, case.party_name, case.agency.short_name, due)


def _next_month(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)


def today_words(on: date) -> str:
    """Say what day it is and how much of the week is worked, with the next holiday of the coming fortnight."""
    calendar = official()
    left = calendar.working_days_between(on, on + timedelta(days=6 - on.weekday()))
    week = f"本周还有{left}个工作日" if left else "本周没有工作日了"
    off = [on + timedelta(days=n) for n in range(15) if calendar.mark(on + timedelta(days=n)) == "holiday"]
    words = f"{on.month}月{on.day}日，星期{'一二三四五六日'[on.weekday()]}。{week}"
    if not off:
        return f"{words}。"
    last = max(day for day in off if calendar.name_of(day) == calendar.name_of(off[0]))
    span = f"{off[0].month}月{off[0].day}日" + (f"至{last.month}月{last.day}日" if last != off[0] else "")
    return f"{words}，{span}{calendar.name_of(off[0])}放假。"
