"""Working days as the yearly notices of the State Council fix them: holidays, and weekends that are worked (调休)."""

from __future__ import annotations

import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from hengtu.law.errors import LawError
from hengtu.law.rulebook import records, rule_cache

ONE_DAY = timedelta(days=1)
NOTICES_VARIABLE = "HENGTU_NOTICES"  # a folder with notices of later years, one JSON file per year


class WorkCalendar:
    """Which days are worked. A year without a loaded notice is answered by the week alone and reported as not covered.

    Args:
        years: one mapping per year with ``year``, ``holidays`` (name -> ISO days), ``make_up`` (ISO days), ``notices``;
            of several for one year the one with the highest ``revision`` counts, alone.
    """

    def __init__(self, years: Iterable[Mapping[str, Any]]) -> None:
        self._notices: dict[int, tuple[str, ...]] = {}
        self._holidays: dict[date, str] = {}
        self._make_up: set[date] = set()
        for year in current_years(years):
            self._add(year)

    def _add(self, year: Mapping[str, Any]) -> None:
        self._notices[int(year["year"])] = tuple(_title(notice) for notice in year["notices"])
        for name, days in year["holidays"].items():
            self._holidays.update((date.fromisoformat(day), name) for day in days)
        self._make_up.update(date.fromisoformat(day) for day in year["make_up"])

    def covers(self, year: int) -> bool:
        """Whether the notice of that year is loaded."""
        return year in self._notices

    def notices_of(self, year: int) -> tuple[str, ...]:
        """Return titles and numbers of the notices the year rests on; empty when none is loaded."""
        return self._notices.get(year, ())

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that civil day."""
        return day in self._make_up or (day.weekday() < 5 and day not in self._holidays)

    def mark(self, day: date) -> str:
        """Return ``make_up``, ``holiday``, ``weekend`` or, for an ordinary working day, an empty string."""
        if day in self._make_up:
            return "make_up"
        if day in self._holidays:
            return "holiday"
        return "weekend" if day.weekday() >= 5 else ""

    def name_of(self, day: date) -> str:
        """Return what people call the day: the holiday's name, 周末, 调休上班 or 工作日."""
        names = {"make_up": "调休上班", "weekend": "周末", "": "工作日"}
        return self._holidays.get(day) or names[self.mark(day)]

    def next_working_day(self, day: date) -> date:
        """Return ``day`` itself if worked, else the next day that is."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Return the number of working days later than ``after`` and not later than ``until``."""
        first, days = self._working_ordinals
        low, high = after.toordinal(), until.toordinal()
        if not days or low < first or high > days[-1] + 7:
            return sum(self.is_working_day(date.fromordinal(each)) for each in range(low + 1, high + 1))
        return bisect_right(days, high) - bisect_right(days, low)

    def working_day_number(self, start: date, number: int) -> date:
        """Return the ``number``-th working day after ``start`` (before it, when negative); ``start`` is not counted."""
        first, days = self._working_ordinals
        position = bisect_right(days, start.toordinal()) + number - 1 if number > 0 else -1
        if number < 0:
            position = bisect_left(days, start.toordinal()) + number
        if start.toordinal() >= first and 0 <= position < len(days) and date.fromordinal(days[position]) > date.min:
            return date.fromordinal(days[position])
        return self._walk(start, number)

    def _walk(self, start: date, number: int) -> date:
        step, day, left = (ONE_DAY if number > 0 else -ONE_DAY), start, abs(number)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    @cached_property
    def _working_ordinals(self) -> tuple[int, list[int]]:
        """The first covered day, and every working day of the covered years, as ordinals."""
        if not self._notices:
            return date.max.toordinal(), []
        first = date(min(self._notices), 1, 1).toordinal()
        last = date(max(self._notices), 12, 31).toordinal()
        return first, [each for each in range(first, last + 1) if self.is_working_day(date.fromordinal(each))]


def current_years(years: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return one record per year: a correction replaces what it corrects, whole; of equals the later one in order."""
    found: dict[int, Mapping[str, Any]] = {}
    for record in years:
        year = int(record["year"])
        if year not in found or revision_of(record) >= revision_of(found[year]):
            found[year] = record
    return [found[year] for year in sorted(found)]


def revision_of(record: Mapping[str, Any]) -> int:
    """Return the number of a year's record: 1 as first loaded, one more with every correction."""
    return int(record.get("revision", 1))


def record_of(year: int) -> Mapping[str, Any] | None:
    """Return what is loaded for a year in this installation, None before its notice came."""
    loaded = [record for record in loaded_years() if int(record["year"]) == year]
    return current_years(loaded)[-1] if loaded else None


def with_record(record: Mapping[str, Any]) -> WorkCalendar:
    """Return the official calendar as it would be with one more record: to see what a notice would change."""
    others = [each for each in current_years(loaded_years()) if int(each["year"]) != int(record["year"])]
    return WorkCalendar([*others, record])


@rule_cache
def official(notices: Path | None = None) -> WorkCalendar:
    """Return the calendar of the rulebook, with later years from a folder of notices.

    Args:
        notices: folder of JSON notices, shaped like the calendar files of the rulebook; default: ``HENGTU_NOTICES``.
    Raises: LawError ``bad_notice`` when a notice cannot be read.
    """
    return WorkCalendar(loaded_years(notices))


def loaded_years(notices: Path | None = None) -> list[Mapping[str, Any]]:
    """Return every record of a year there is: of the rulebook, of packs, of the folder of notices."""
    folder = notices or (Path(os.environ[NOTICES_VARIABLE]) if os.environ.get(NOTICES_VARIABLE) else None)
    files = [_read_notice(path) for path in sorted(folder.glob("*.json"))] if folder else []
    return [*records("calendar").values(), *files]


def _read_notice(path: Path) -> dict[str, Any]:
    try:
        notice: dict[str, Any] = json.loads(path.read_bytes())
        WorkCalendar([notice])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LawError(
            "bad_notice",
            f"放假通知文件 {path.name} 读不出来，应当有 year、notices（title、number、issued_on）、holidays、make_up。",
        ) from error
    return notice


def _title(notice: Mapping[str, Any]) -> str:
    number = notice.get("number")
    return f"{notice['title']}（{number}）" if number else str(notice["title"])
