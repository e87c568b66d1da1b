"""Dates as case files give them: a day, a month, a year, or unknown."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from hengtu.law.dates_zh import span_zh
from hengtu.law.errors import LawError

PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?$")
YEARLESS = re.compile(r"--\d{1,2}(-\d{1,2})?$")


@dataclass(frozen=True)
class Period:
    """The span within which a date lies; first and last are the same when the day is known."""

    first: date
    last: date

    def overlaps(self, effective_from: str, effective_to: str | None) -> bool:
        """Whether any day of the period lies in ``effective_from`` ≤ day < ``effective_to``."""
        if self.last < _day(effective_from):
            return False
        return effective_to is None or self.first < _day(effective_to)

    def __str__(self) -> str:
        return span_zh(self.first, self.last)


def read_period(value: Any, field: str) -> Period | None:
    """Return the period a date stands for, None when it is not known (absent, null, or without a year).

    Args:
        value: date, ISO day, ``2017-01``, ``2021`` or ``--07-16``.
        field: name of the input, for the message.
    Raises: LawError ``bad_date``.
    """
    if value is None or value == "":
        return None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Period(day, day)
    text = str(value)
    if YEARLESS.match(text):
        return None
    try:
        return _read(text)  # cached: batches repeat their dates
    except ValueError as error:
        raise LawError(
            "bad_date", f"{field} 的值「{text}」不是日期，请写成 2025-12-08，只知道年月的写成 2025-12。"
        ) from error


_day = cache(date.fromisoformat)  # the dates of the rulebook: a few dozen


@lru_cache(maxsize=4096)
def _read(text: str) -> Period:
    partial = PARTIAL.match(text)
    if partial is None:
        day = datetime.fromisoformat(text).date()
        return Period(day, day)
    year, month = int(partial[1]), partial[2]
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    return Period(date(year, int(month), 1), date(year, int(month), monthrange(year, int(month))[1]))
