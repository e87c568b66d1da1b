"""Which deadlines stand otherwise than a calendar counts them: equal ones are counted once, nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from hengtu.cases.models import CaseDeadline
from hengtu.cases.projection import spans_of
from hengtu.law import deadlines
from hengtu.law.calendar import WorkCalendar, official
from hengtu.law.dates_zh import day_zh
from hengtu.law.deadlines import Days
from hengtu.law.rulebook import records

KEY = ("term", "start_on", "extended", "suspended", "place")
RESULT = ("due_on", "warn_on", "provisional")


@dataclass(frozen=True)
class Group:
    """Equal deadlines as they stand in the table. ``rows`` of them, ``open_rows`` not yet ended."""

    term: str
    start_on: date
    extended: bool
    suspended: str
    place: str
    due_on: date | None
    warn_on: date | None
    provisional: bool
    rows: int
    open_rows: int

    @property
    def days(self) -> Days:
        return Days(None, self.due_on, self.warn_on, self.provisional)


@dataclass(frozen=True)
class Move:
    """Equal deadlines that a calendar counts otherwise than they stand."""

    group: Group
    to: Days

    def why(self, cause: str) -> str:
        """Say what moved and because of what."""
        name = deadlines.term_named(self.group.term)["name"]
        old, new = self.group.due_on, self.to.due_on
        if old != new:
            return f"{cause}，「{name}」的届满日由{said(old)}改为{said(new)}。"[:500]
        if self.group.provisional and not self.to.provisional:
            return f"{cause}，「{name}」{said(new)}届满已经确定，不再是暂定。"[:500]
        if self.group.provisional != self.to.provisional:
            return f"{cause}，「{name}」{said(new)}届满改为暂定。"[:500]
        return f"{cause}，「{name}」的提醒日由{said(self.group.warn_on)}改为{said(self.to.warn_on)}。"[:500]


def moves(calendar: WorkCalendar | None = None) -> list[Move]:
    """Return every group of deadlines that stands otherwise than a calendar (default: the official one) counts."""
    used = calendar or official()
    counted: dict[tuple[Any, ...], Days] = {}
    found = []
    for group in groups():
        key = (group.term, group.start_on, group.extended, group.suspended, group.place)
        if key not in counted:
            counted[key] = _count(group, used)
        if (group.due_on, group.warn_on, group.provisional) != _bare(counted[key]):
            found.append(Move(group, counted[key]))
    return found


def groups() -> Iterator[Group]:
    """Yield the deadlines that follow the calendar, equal ones together, in a fixed order."""
    is_open = ExpressionWrapper(Q(ended_on=None), output_field=BooleanField())
    rows = CaseDeadline.objects.filter(follows_calendar=True, term__in=records("terms")).annotate(is_open=is_open)
    totals: dict[tuple[Any, ...], list[int]] = {}
    for *key, open_, count in rows.order_by().values_list(*KEY, *RESULT, "is_open").annotate(count=Count("pk")):
        total = totals.setdefault(tuple(key), [0, 0])
        total[0] += count
        total[1] += count if open_ else 0
    for found, counts in sorted(totals.items(), key=lambda item: item[0][:2]):
        yield Group(*found, *counts)


def said(day: date | None) -> str:
    """Return a day in words, also when there is none."""
    return day_zh(day) if day else "没有定"


def _bare(days: Days) -> tuple[date | None, date | None, bool]:
    return days.due_on, days.warn_on, days.provisional


def _count(group: Group, calendar: WorkCalendar) -> Days:
    return deadlines.days_of(
        group.term,
        group.start_on,
        province=group.place or None,
        suspensions=spans_of(group.suspended),
        extended=group.extended,
        calendar=calendar,
    )
