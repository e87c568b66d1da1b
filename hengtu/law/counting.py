"""Counting of days, forward or back: one count gives the last day, what was skipped and which years it rests on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from hengtu.law.calendar import ONE_DAY, WorkCalendar

Span = tuple[date, date]
Marks = tuple[tuple[date, str], ...]


class Count:
    """One count of days; remembers what it skipped so that it can be explained.

    Args:
        start: the day of the starting event, not counted itself.
        amount: length in ``unit`` (working_day, calendar_day, month, year); negative counts back.
        rolls: whether a last day of rest moves to the next working day (a limit that protects the party).
        spans: inclusive spans of days that do not count.
    """

    def __init__(
        self, start: date, amount: int, unit: str, *, rolls: bool, spans: Sequence[Span], calendar: WorkCalendar
    ) -> None:
        self.start, self.amount, self.unit, self.rolls = start, amount, unit, rolls
        self.spans, self.calendar = spans, calendar
        self.counted: list[tuple[date, str]] = []
        self.last = self._last_day()
        self.rolled_from = self._roll() if rolls else None

    @property
    def years(self) -> range:
        """Years whose notice the answer depends on; plain days that may not roll depend on none."""
        if self.unit == "working_day":
            first, last = sorted((self.start, self.last))
            return range(first.year, last.year + 1)
        if not self.rolls:
            return range(0)
        return range((self.rolled_from or self.last).year, self.last.year + 1)

    @property
    def is_provisional(self) -> bool:
        """Whether a year was touched whose notice is not loaded."""
        return any(not self.calendar.covers(year) for year in self.years)

    def _last_day(self) -> date:
        if self.unit == "working_day":
            return self._working_days()
        if self.unit == "calendar_day":
            return self._plain_days(self.start + timedelta(days=self.amount))
        return self._plain_days(corresponding_day(self.start, self.amount * (12 if self.unit == "year" else 1)))

    def _working_days(self) -> date:
        step, day, left = (ONE_DAY if self.amount > 0 else -ONE_DAY), self.start, abs(self.amount)
        while left:
            day += step
            mark = "suspended" if self._is_suspended(day) else self.calendar.mark(day)
            if mark:
                self.counted.append((day, mark))
            left -= mark in {"", "make_up"}
        return day

    def _plain_days(self, end: date) -> date:
        """Move the end of a plain count by every suspended day on the way."""
        if not self.spans:
            return end
        day = self.start
        while day < end:
            day += ONE_DAY
            if self._is_suspended(day):
                self.counted.append((day, "suspended"))
                end += ONE_DAY
        return end

    def _is_suspended(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def _roll(self) -> date | None:
        """Move a party's last day off a day of rest (CPL:85p3); returns where it fell at first."""
        original = self.last
        while not self.calendar.is_working_day(self.last) or self._is_suspended(self.last):
            mark = "suspended" if self._is_suspended(self.last) else self.calendar.mark(self.last)
            self.counted.append((self.last, mark))
            self.last += ONE_DAY
        return None if self.last == original else original


def corresponding_day(start: date, months: int) -> date:
    """Return the same day so many months on, or the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
