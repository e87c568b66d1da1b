"""The yearly notice of the State Council on holidays: what can be wrong with one, and what it changes day by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengtu.law.calendar import WorkCalendar
from hengtu.law.dates_zh import day_zh, spans_zh

Record = Mapping[str, Any]
NEW_YEAR = "元旦"
FESTIVALS = (NEW_YEAR, "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
WEEKDAYS = "一二三四五六日"
# Days off for everybody by the national regulation on festivals, as amended: eleven, thirteen from 2025 on.
STATUTORY_DAYS = ((date(2025, 1, 1), 13), (date(2014, 1, 1), 11))
MARKS_ZH = {"holiday": "放假", "make_up": "调休上班", "weekend": "周末", "": "上班"}


@dataclass(frozen=True)
class NoticeDay:
    """One line of a notice as it was handed in. ``row`` is where it stands (0: not said); ``text`` as typed.

    ``day`` is None when the text is no date; ``works`` says that it is a make-up day.
    """

    row: int
    text: str
    day: date | None
    works: bool
    name: str = ""


@dataclass(frozen=True)
class NoticeProblem:
    """What is wrong with a notice; ``row`` 0 concerns the whole."""

    row: int
    message: str

    def __str__(self) -> str:
        return f"第{self.row}行：{self.message}" if self.row else self.message


def problems_of(year: int, days: Sequence[NoticeDay]) -> list[NoticeProblem]:
    """Return everything that is wrong with the days of one year's notice; empty when it can be loaded.

    Every line is looked at: a date that is none, one out of its year, said twice, a make-up day that is worked anyhow,
    a day off without a name. The whole must name every festival once, its days together: a file read by half does not.
    """
    found = [problem for day in days for problem in _of_line(year, day)]
    found += _said_twice(days)
    found += _of_the_whole([line for line in days if line.day and (line.day.year == year or _leads_into(year, line))])
    return sorted(found, key=lambda problem: (problem.row == 0, problem.row))


def _of_line(year: int, line: NoticeDay) -> Iterator[NoticeProblem]:
    if line.day is None:
        yield NoticeProblem(line.row, f"「{line.text}」不是日期，请写成 {year}-01-31")
        return
    if line.day.year != year and not _leads_into(year, line):
        yield NoticeProblem(line.row, f"{day_zh(line.day)}不在{year}年，一次只载入一年的安排")
    if line.works and line.day.weekday() < 5:
        yield NoticeProblem(line.row, f"{day_zh(line.day)}是星期{WEEKDAYS[line.day.weekday()]}，本来就上班，不是调休")
    if not line.works and not line.name.strip():
        yield NoticeProblem(line.row, f"{day_zh(line.day)}放假，没有写节日名称")


def _leads_into(year: int, line: NoticeDay) -> bool:
    """The days off around New Year may begin in the last days of December."""
    if line.day is None or line.works or NEW_YEAR not in line.name:
        return False
    return date(year - 1, 12, 29) <= line.day < date(year, 1, 1)


def _said_twice(days: Sequence[NoticeDay]) -> Iterator[NoticeProblem]:
    first: dict[date, NoticeDay] = {}
    for line in days:
        if line.day is None:
            continue
        earlier = first.setdefault(line.day, line)
        if earlier is line:
            continue
        where = f"（第{earlier.row}行）" if earlier.row else ""
        if earlier.works != line.works:
            yield NoticeProblem(line.row, f"{day_zh(line.day)}既写了放假又写了上班{where}")
        elif earlier.name != line.name:
            yield NoticeProblem(line.row, f"{day_zh(line.day)}同时算在{earlier.name}和{line.name}里{where}")
        else:
            yield NoticeProblem(line.row, f"{day_zh(line.day)}写了两次{where}")


def _of_the_whole(days: Sequence[NoticeDay]) -> Iterator[NoticeProblem]:
    holidays = _by_name(days)
    missing = [name for name in FESTIVALS if not any(name in said for said in holidays)]
    if missing:
        yield NoticeProblem(0, f"没有{'、'.join(missing)}的放假日，文件可能不完整")
    everything = {day for off in holidays.values() for day in off}
    for name, off in holidays.items():
        span = [off[0] + timedelta(days=n) for n in range((off[-1] - off[0]).days + 1)]
        gaps = [day for day in span if day not in everything]  # a festival may lie inside another one
        if gaps:
            yield NoticeProblem(0, f"{name}的放假日不连续，中间缺{spans_zh(gaps)}")


def _by_name(days: Sequence[NoticeDay]) -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    for line in days:
        if line.day is not None and not line.works and line.name.strip():
            found.setdefault(line.name.strip(), []).append(line.day)
    return {name: sorted(set(off)) for name, off in found.items()}


def record_from(year: int, revision: int, notices: Sequence[Record], days: Sequence[NoticeDay]) -> dict[str, Any]:
    """Return the rule that loads a sound notice, as the calendar folder of the rulebook has it."""
    identity = str(year) if revision == 1 else f"{year}@{revision}"
    return {
        "id": identity,
        "year": year,
        "revision": revision,
        "notices": [dict(notice) for notice in notices],
        "holidays": {name: [day.isoformat() for day in off] for name, off in _by_name(days).items()},
        "make_up": sorted(line.day.isoformat() for line in days if line.day is not None and line.works),
    }


@dataclass(frozen=True)
class Totals:
    """Counts of one year: days off that would have been worked, make-up days, and what the difference should be."""

    days_off: int
    weekdays_off: int
    make_up: int
    statutory: int

    @property
    def net(self) -> int:
        """Days of rest beyond the weekends."""
        return self.weekdays_off - self.make_up

    @property
    def findings(self) -> tuple[str, ...]:
        """What does not refuse the notice but should be looked at by a person."""
        if self.net == self.statutory:
            return ()
        return (
            f"放假的工作日 {self.weekdays_off} 日，减去调休上班 {self.make_up} 日，净增 {self.net} 日，"
            f"与全年法定节假日 {self.statutory} 日不一致，请对照通知核对",
        )


def totals_of(record: Record) -> Totals:
    """Count the days of a year's record; festivals that fall on a weekend are made good, so the net is the law's."""
    off = [date.fromisoformat(day) for days in record["holidays"].values() for day in days]
    first = date(int(record["year"]), 1, 1)
    statutory = next((number for since, number in STATUTORY_DAYS if since <= first), STATUTORY_DAYS[-1][1])
    return Totals(len(off), sum(day.weekday() < 5 for day in off), len(record["make_up"]), statutory)


@dataclass(frozen=True)
class DayChange:
    """One day that two calendars see differently; marks as ``WorkCalendar.mark`` gives them."""

    on: date
    before: str
    after: str

    @property
    def matters(self) -> bool:
        """Whether the day changes between worked and not worked: only then can a deadline move."""
        worked = {"", "make_up"}
        return (self.before in worked) != (self.after in worked)

    def __str__(self) -> str:
        return (
            f"{day_zh(self.on)}（星期{WEEKDAYS[self.on.weekday()]}）：{MARKS_ZH[self.before]} → {MARKS_ZH[self.after]}"
        )


def changes_between(before: WorkCalendar, after: WorkCalendar, year: int) -> tuple[DayChange, ...]:
    """Return every day that two calendars see differently, in order: of the year and of the December before it."""
    day, found = date(year - 1, 12, 1), []
    while day.year <= year:
        if before.mark(day) != after.mark(day):
            found.append(DayChange(day, before.mark(day), after.mark(day)))
        day += timedelta(days=1)
    return tuple(found)
