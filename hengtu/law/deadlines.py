"""When something is due, and why: the day and its explanation come out of the same count."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hengtu.law.calendar import ONE_DAY, WorkCalendar, official
from hengtu.law.dates_zh import day_zh, instant_zh, spans_zh
from hengtu.law.errors import LawError, nearest
from hengtu.law.rulebook import records

SHANGHAI = timezone(timedelta(hours=8))  # the offset has not changed since 1991; no time zone data needed
STRIP_LIMIT = 31
UNITS_ZH = {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年", "hour": "小时"}
MARKS_ZH = {"holiday": "法定节假日", "weekend": "周末", "suspended": "扣除的期间"}
Span = tuple[date, date]
Marks = tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class DayCell:
    """One day of the strip that shows a short term. ``mark``: start, counted, skipped, make_up or due."""

    on: date
    mark: str
    number: int | None = None


@dataclass(frozen=True)
class Deadline:
    """The answer for one term.

    ``kind``: *deadline* (in time until ``due_on``), *earliest* (not before ``not_before``), *window* (both), *setting*
    (the number is this installation's, the law names none; ``due_on`` may be None). ``counted`` holds every day that
    was skipped (holiday, weekend, suspended) or specially counted (make_up).
    """

    term: str
    name: str
    kind: str
    binds: str
    not_before: date | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    provisional: bool = False
    counted: Marks = ()
    explanation: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    consequence: str = ""
    days: tuple[DayCell, ...] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract."""
        return {
            "term": self.term,
            "name": self.name,
            "kind": self.kind,
            "not_before": self.not_before.isoformat() if self.not_before else None,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "due_at": self.due_at.isoformat() if self.due_at else None,
            "binds": self.binds,
            "provisional": self.provisional,
            "counted": [[day.isoformat(), mark] for day, mark in self.counted],
            "explanation": list(self.explanation),
            "basis": list(self.basis),
            "consequence": self.consequence,
        }


def due(
    term_id: str,
    start: date | datetime,
    *,
    to: date | None = None,
    province: str | None = None,
    suspensions: Sequence[Span] = (),
    extended: bool = False,
    calendar: WorkCalendar | None = None,
) -> Deadline:
    """Return when an act under a term is due.

    Args:
        term_id: deadline id, e.g. ``hearing_request``.
        start: civil day (Asia/Shanghai) or instant of the starting event; the day itself is not counted.
        to: the event a counted-back term is counted from, e.g. the day of the hearing; ``start`` is then not used.
        province: name or division code; its own numbers win where the rulebook has them.
        suspensions: inclusive spans of days that do not count.
        extended: whether the extension the law allows was granted.
        calendar: working days; default: the official one.
    Returns: the deadline with its explanation.
    Raises: LawError ``unknown_term``, ``start_needed``, ``instant_needed``, ``to_needed``, ``not_extendable``,
        ``bad_suspension``, ``unknown_jurisdiction``, ``date_out_of_range``.
    Source: APL:85, ACL:69, ARL:88p2, CPL:85; each term cites its own article.
    Example:
        >>> due("hearing_request", date(2024, 9, 27)).due_on
        datetime.date(2024, 10, 10)
    """
    term = term_named(term_id)
    used = calendar or official()
    amount, unit = _length(term, extended)
    spans = _checked_spans(suspensions)
    try:
        if unit == "none":
            return _without_number(term, _civil_day(start))
        if unit == "hour":
            return _hours(term, start, amount)
        if term.get("count") == "back":
            return _Count(term, _anchor(term, to), -amount, unit, spans, used).deadline(province)
        return _Count(term, _civil_day(start), amount, unit, spans, used).deadline(province)
    except OverflowError as error:
        raise LawError("date_out_of_range", "日期超出了可以计算的范围，请核对年份。") from error


def term_named(term_id: str) -> Mapping[str, Any]:
    """Return the rule of a term; an unknown id is refused with the nearest ones."""
    terms = records("terms")
    if term_id not in terms:
        raise LawError("unknown_term", f"没有编号为 {term_id} 的期限。{nearest(term_id, terms)}")
    found: Mapping[str, Any] = terms[term_id]
    return found


def all_terms() -> tuple[str, ...]:
    """Return the ids of all terms of the rulebook."""
    return tuple(records("terms"))


def _civil_day(start: date | datetime) -> date:
    if not isinstance(start, datetime):
        return start
    return (start.astimezone(SHANGHAI) if start.tzinfo else start).date()


def _anchor(term: Mapping[str, Any], to: date | None) -> date:
    if to is None:
        raise LawError(
            "to_needed", f"「{term['name']}」{term['starts_from']}，请用 --to 给出那一天。", tuple(term["basis"])
        )
    return _civil_day(to)


def _length(term: Mapping[str, Any], extended: bool) -> tuple[int, str]:
    amount, unit = term.get("amount", 0), term["unit"]
    extension = term.get("extension")
    if not extended:
        return amount, unit
    if extension is None:
        raise LawError("not_extendable", f"「{term['name']}」没有可以延长的规定。", tuple(term["basis"]))
    if extension.get("replaces"):
        return extension["amount"], extension["unit"]
    return amount + extension["amount"], unit


def _checked_spans(suspensions: Sequence[Span]) -> tuple[Span, ...]:
    for first, last in suspensions:
        if last < first:
            raise LawError("bad_suspension", f"扣除的期间{day_zh(first)}至{day_zh(last)}的开始晚于结束，请核对。")
    return tuple(suspensions)


def _without_number(term: Mapping[str, Any], start: date) -> Deadline:
    sentences = (f"自{term['starts_from']}（{day_zh(start)}）起。", term["note"] + "。")
    return _deadline(term, explanation=sentences)


def _hours(term: Mapping[str, Any], start: date | datetime, amount: int) -> Deadline:
    if not isinstance(start, datetime):
        raise LawError(
            "instant_needed",
            f"「{term['name']}」按小时计算，请给出时刻，例如 2026-09-28T10:00:00+08:00。",
            tuple(term["basis"]),
        )
    begun = start.astimezone(SHANGHAI) if start.tzinfo else start.replace(tzinfo=SHANGHAI)
    due_at = begun + timedelta(hours=amount)
    sentences = (
        f"自{term['starts_from']}（{instant_zh(begun)}）起 {amount} 小时。",
        f"到{instant_zh(due_at)}届满；按小时计算的期限约束机关，遇休息日不顺延。",
        *_notes(term),
    )
    return _deadline(term, due_on=due_at.date(), due_at=due_at, explanation=sentences)


def _deadline(term: Mapping[str, Any], **found: Any) -> Deadline:
    basis = found.pop("basis", tuple(term["basis"]))
    return Deadline(
        term["id"], term["name"], term["kind"], term["binds"], basis=basis, consequence=term["consequence"], **found
    )


def _notes(term: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{term['note']}。",) if "note" in term else ()


class _Count:
    """One count of days, forward or (negative amount) back; remembers what it skipped so that it can explain itself."""

    def __init__(
        self,
        term: Mapping[str, Any],
        start: date,
        amount: int,
        unit: str,
        spans: tuple[Span, ...],
        calendar: WorkCalendar,
    ) -> None:
        self.term, self.start, self.amount, self.unit = term, start, amount, unit
        self.spans, self.calendar = spans, calendar
        self.counted: list[tuple[date, str]] = []
        self.last = self._last_day()
        self.rolled_from = self._roll()

    def deadline(self, province: str | None) -> Deadline:
        """Return the finished answer."""
        not_before, due_on = self._ends()
        counted = tuple(sorted(self.counted))
        years = self._years_touched()
        return _deadline(
            self.term,
            not_before=not_before,
            due_on=due_on,
            provisional=any(not self.calendar.covers(year) for year in years),
            counted=counted,
            explanation=self._explanation(province, years),
            basis=self._basis(),
            days=self._strip(counted),
        )

    def _ends(self) -> tuple[date | None, date | None]:
        if self.term["kind"] == "earliest":
            after = self.term.get("earliest") == "day_after"
            return (self.last + ONE_DAY if after else self.last), None
        return (self.start + ONE_DAY if self.term["kind"] == "window" else None), self.last

    def _last_day(self) -> date:
        if self.unit == "working_day":
            return self._working_days()
        if self.unit == "calendar_day":
            return self._plain_days(self.start, self.amount)
        months = self.amount * (12 if self.unit == "year" else 1)
        return self._plain_days(_corresponding_day(self.start, months), 0)

    def _working_days(self) -> date:
        step, day, left = (ONE_DAY if self.amount > 0 else -ONE_DAY), self.start, abs(self.amount)
        while left:
            day += step
            mark = "suspended" if self._is_suspended(day) else self.calendar.mark(day)
            if mark:
                self.counted.append((day, mark))
            left -= mark in {"", "make_up"}
        return day

    def _plain_days(self, day: date, left: int) -> date:
        """Add days; every suspended day on the way moves the end by one."""
        if not self.spans:
            return day + timedelta(days=left)
        end = day + timedelta(days=left)
        current = self.start
        while current < end:
            current += ONE_DAY
            if self._is_suspended(current):
                self.counted.append((current, "suspended"))
                end += ONE_DAY
        return end

    def _is_suspended(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.spans)

    def _roll(self) -> date | None:
        """Move a party's last day off a day of rest (CPL:85p3); a cap on the agency stays where it falls."""
        if self.term["roll"] == "none" or self.calendar.is_working_day(self.last):
            return None
        original = self.last
        self.last = self.calendar.next_working_day(original)
        for offset in range((self.last - original).days):
            day = original + timedelta(days=offset)
            self.counted.append((day, self.calendar.mark(day)))
        return original

    def _years_touched(self) -> range:
        """Years whose notice the answer depends on; plain days that may not roll depend on none."""
        if self.unit == "working_day":
            first, last = sorted((self.start, self.last))
            return range(first.year, last.year + 1)
        if self.term["roll"] == "none":
            return range(0)
        return range((self.rolled_from or self.last).year, self.last.year + 1)

    def _basis(self) -> tuple[str, ...]:
        return (*self.term["basis"], "CPL:85p3") if self.rolled_from else tuple(self.term["basis"])

    def _explanation(self, province: str | None, years: range) -> tuple[str, ...]:
        return tuple(
            sentence
            for sentence in (
                self._about_start(),
                self._about_skipped(),
                self._about_roll(),
                self._about_end(),
                *self._about_province(province),
                *_notes(self.term),
                *self._about_years(years),
            )
            if sentence
        )

    def _about_start(self) -> str:
        length = f"{abs(self.amount)} {UNITS_ZH[self.unit]}"
        if self.amount < 0:
            return f"{self.term['starts_from']}（{day_zh(self.start)}），当日不计入，往前数 {length}。"
        return f"自{self.term['starts_from']}（{day_zh(self.start)}）起算，当日不计入，期限 {length}。"

    def _about_skipped(self) -> str:
        before = [each for each in self.counted if not (self.rolled_from and each[0] >= self.rolled_from)]
        parts = []
        for mark, zh in MARKS_ZH.items():
            days = sorted(day for day, found in before if found == mark)
            if days:
                parts.append(f"{zh} {len(days)} 日（{spans_zh(days)}）不计入")
        made_up = sorted(day for day, found in before if found == "make_up")
        if made_up:
            parts.append(f"调休上班日{spans_zh(made_up)}计入")
        return "；".join(parts) + "。" if parts else ""

    def _about_roll(self) -> str:
        if self.rolled_from:
            name = self.calendar.name_of(self.rolled_from)
            rest = f"最后一日{day_zh(self.rolled_from)}是{name}"
            return f"{rest}，顺延到其后第一个工作日{day_zh(self.last)}（民事诉讼法第八十五条）。"
        if self.unit != "working_day" and self.term["roll"] == "none" and not self.calendar.is_working_day(self.last):
            return f"最后一日{day_zh(self.last)}是{self.calendar.name_of(self.last)}；这是约束机关的期限，不顺延。"
        return ""

    def _about_end(self) -> str:
        not_before, due_on = self._ends()
        if self.amount < 0:
            return f"最迟{day_zh(self.last)}通知；为稳妥，宜在此前完成。"
        if not_before and due_on:
            return f"可以从{day_zh(not_before)}起，到{day_zh(due_on)}为止。"
        if not_before:
            before = "" if not_before == self.last else f"到{day_zh(self.last)}届满，"
            return f"{before}最早{day_zh(not_before)}可以进行。"
        return f"{day_zh(self.last)}届满（含当日）。"

    def _about_province(self, province: str | None) -> tuple[str, ...]:
        if not province:
            return ()
        from hengtu.law.jurisdiction import resolve  # only when asked: keeps the cold start short

        return (f"{resolve(province).name}没有另行规定本期限，按全国规定和系统设置计算。",)

    def _about_years(self, years: range) -> tuple[str, ...]:
        unknown = [year for year in years if not self.calendar.covers(year)]
        titles = tuple(title for year in years for title in self.calendar.notices_of(year))
        known = (f"工作日依据：{'、'.join(titles)}。",) if titles else ()
        if not unknown:
            return known
        return (*known, f"{'、'.join(map(str, unknown))} 年的放假安排还没有载入，只按周末计算，结果是暂定的。")

    def _strip(self, counted: Marks) -> tuple[DayCell, ...]:
        if self.unit not in {"working_day", "calendar_day"} or abs(self.amount) > STRIP_LIMIT:
            return ()
        skipped = {day: mark for day, mark in counted if mark != "make_up"}
        made_up = {day for day, mark in counted if mark == "make_up"}
        step = ONE_DAY if self.amount > 0 else -ONE_DAY
        cells, day, number = [DayCell(self.start, "start")], self.start, 0
        while day != self.last:
            day += step
            number += day not in skipped
            mark = "skipped" if day in skipped else "make_up" if day in made_up else "counted"
            cells.append(DayCell(day, "due" if day == self.last else mark, None if day in skipped else number))
        return tuple(cells)


def _corresponding_day(start: date, months: int) -> date:
    """Return the same day so many months on, or the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
