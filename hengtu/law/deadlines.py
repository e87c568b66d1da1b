"""When something is due, and why: the day and its explanation come out of the same count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hengtu.law.calendar import ONE_DAY, WorkCalendar, official
from hengtu.law.counting import Count, Marks, Span
from hengtu.law.dates_zh import day_zh, instant_zh, spans_zh
from hengtu.law.errors import LawError, nearest
from hengtu.law.rulebook import records, rule_cache
from hengtu.law.term_layers import layer_for

SHANGHAI = timezone(timedelta(hours=8))  # the offset has not changed since 1991; no time zone data needed
STRIP_LIMIT = 31
UNITS_ZH = {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年", "hour": "小时"}
MARKS_ZH = {"holiday": "法定节假日", "weekend": "周末", "suspended": "扣除的期间"}


@dataclass(frozen=True)
class DayCell:
    """One day of the strip that shows a short term. ``mark``: start, counted, skipped, make_up or due."""

    on: date
    mark: str
    number: int | None = None


@dataclass(frozen=True)
class Asked:
    """What a deadline was counted from: enough to count it again when a calendar or a layer changes.

    ``due_on`` is what the count gave; an act may have set another day since (deferral).
    """

    start: date
    extended: bool
    suspensions: tuple[Span, ...]
    place: str
    due_on: date | None


@dataclass(frozen=True)
class Effect:
    """What follows when a term ends and nothing was done.

    ``kind``: *lapse* (a right or a power is gone), *deemed* (the law takes something as done, ``deemed`` says what),
    *lift_and_return* (a measure must be lifted at once), *late* (the agency answers for it), *others_late* (another
    body does), *redo* (what it leads up to is set anew), *opens* (from then on the next step is lawful).
    ``starts`` names the term that begins then.
    """

    kind: str
    deemed: str = ""
    starts: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what is said, leaving out what is not."""
        said = {"kind": self.kind, "deemed": self.deemed, "starts": self.starts}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Deadline:
    """The answer for one term.

    ``kind``: *deadline* (in time until ``due_on``), *earliest* (not before ``not_before``), *window* (both), *setting*
    (the number is this installation's, the law names none; ``due_on`` may be None). ``counted`` holds every day that
    was skipped (holiday, weekend, suspended) or specially counted (make_up). ``warn_on`` is the day of the alarm where
    a stricter reading of a limit on the agency ends earlier; ``layer`` the row of a province that gave the number;
    ``asked`` the question it answers, None where no calendar and no layer can change the answer.
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
    effect: Effect = Effect("late")
    warn_on: date | None = None
    layer: str | None = None
    asked: Asked | None = field(default=None, repr=False, compare=False)
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
            "effect": self.effect.as_json(),
            "warn_on": self.warn_on.isoformat() if self.warn_on else None,
            "layer": self.layer,
        }

    def state_on(self, on: date, ended_on: date | None = None) -> str:
        """Return how the term stands on a day: *running*, *kept*, or how it ended.

        Once its time is over: the kind of its effect, *late* where what bound the agency was done afterwards.
        """
        if ended_on is not None:
            return "late" if self._is_over(ended_on) and self.binds == "agency" else "kept"
        return self.effect.kind if self._is_over(on) else "running"

    @property
    def is_counted(self) -> bool:
        """Whether the last day comes out of the count alone and not out of an act that set it."""
        return self.asked is not None and self.asked.due_on == self.due_on

    def _is_over(self, on: date) -> bool:
        if self.kind == "earliest":
            return self.not_before is not None and on >= self.not_before
        return self.due_on is not None and on > self.due_on


def due(
    term_id: str,
    start: date | datetime,
    *,
    to: date | None = None,
    province: str | None = None,
    suspensions: Sequence[Span] = (),
    extended: bool = False,
    restarts: Sequence[date] = (),
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
        restarts: days of events from which the law counts anew; the last one is the start.
        calendar: working days; default: the official one.
    Returns: the deadline with its explanation.
    Raises: LawError ``unknown_term``, ``start_needed``, ``instant_needed``, ``to_needed``, ``not_extendable``,
        ``not_interruptible``, ``bad_suspension``, ``unknown_jurisdiction``, ``date_out_of_range``.
    Source: APL:85, ACL:69, ARL:88p2, CPL:85; each term cites its own article.
    Example:
        >>> due("hearing_request", date(2024, 9, 27)).due_on
        datetime.date(2024, 10, 10)
    """
    term = term_named(term_id)
    try:
        begun = _begun(term, start, to, restarts)
        layer = layer_for(term_id, province, _civil_day(begun)) if province else None
        amount, unit = _length(term, layer, extended)
        if unit == "none":
            return _without_number(term, _civil_day(begun), province, _about_layer(province, layer))
        if unit == "hour":
            return _hours(term, begun, amount, _about_layer(province, layer))
        how = _How(term, layer, _checked_spans(suspensions), calendar or official())
        count = how.count(_civil_day(begun), amount, unit)
        first = _civil_day(start) if restarts else None
        return _Answer(how, count, province, first, extended=extended).deadline()
    except OverflowError as error:
        raise LawError("date_out_of_range", "日期超出了可以计算的范围，请核对年份。") from error


@dataclass(frozen=True)
class Days:
    """The bare days of a deadline, as :func:`due` gives them: for whoever recomputes very many."""

    not_before: date | None
    due_on: date | None
    warn_on: date | None
    provisional: bool


def days_of(
    term_id: str,
    start: date,
    *,
    province: str | None = None,
    suspensions: Sequence[Span] = (),
    extended: bool = False,
    calendar: WorkCalendar | None = None,
) -> Days:
    """Return the days of a term without sentences; the same count as :func:`due`, a tenth of its time.

    Raises: as :func:`due`; ValueError for a term in hours or counted back.
    """
    if not suspensions and calendar is None:
        return _plain_days_of(term_id, start, province, extended)
    return _days_of(term_id, start, province, suspensions, extended, calendar or official())


@rule_cache
def _plain_days_of(term_id: str, start: date, province: str | None, extended: bool) -> Days:
    """The usual question: nothing suspends, the official calendar. Many cases share a day, and one is asked often."""
    return _days_of(term_id, start, province, (), extended, official())


def _days_of(
    term_id: str, start: date, province: str | None, suspensions: Sequence[Span], extended: bool, calendar: WorkCalendar
) -> Days:
    term = term_named(term_id)
    layer = layer_for(term_id, province, start) if province else None
    amount, unit = _length(term, layer, extended)
    if unit == "hour" or term.get("count") == "back":
        raise ValueError(term_id)
    if unit == "none":
        return Days(None, None, None, provisional=False)
    how = _How(term, layer, suspensions, calendar)
    count = how.count(start, amount, unit)
    return Days(*how.ends(count), how.warn_on(count), count.is_provisional)


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


def is_in_time(deadline: Deadline, arrived_on: date, *, posted_on: date | None = None) -> bool:
    """Whether what a party sent is in time: what was posted before the end is not late, however long it travels.

    Source: CPL:85p4
    """
    last = deadline.due_on
    return last is None or min(arrived_on, posted_on or arrived_on) <= last


def is_right(term_id: str) -> bool:
    """Whether the term is a right of the party: when its time is over it has lapsed, and nobody is late."""
    term = term_named(term_id)
    return bool(term["binds"] == "party" and term["effect"]["kind"] == "lapse")


def _civil_day(start: date | datetime) -> date:
    if not isinstance(start, datetime):
        return start
    return (start.astimezone(SHANGHAI) if start.tzinfo else start).date()


def _begun(
    term: Mapping[str, Any], start: date | datetime, to: date | None, restarts: Sequence[date]
) -> date | datetime:
    """The event the count runs from: for counted-back terms the later one, else the last that starts it anew."""
    if term.get("count") == "back":
        if to is None:
            raise LawError(
                "to_needed", f"「{term['name']}」{term['starts_from']}，请用 --to 给出那一天。", tuple(term["basis"])
            )
        return _civil_day(to)
    if not restarts:
        return start
    if "interruption" not in term:
        raise LawError("not_interruptible", f"「{term['name']}」没有可以重新计算的规定。", tuple(term["basis"]))
    return max(restarts) if max(restarts) > _civil_day(start) else start


def _length(term: Mapping[str, Any], layer: Mapping[str, Any] | None, extended: bool) -> tuple[int, str]:
    own = layer or term
    amount, unit = own.get("amount", 0), own["unit"]
    if not extended:
        return (-amount if term.get("count") == "back" else amount), unit
    extension = term.get("extension")
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


def _without_number(
    term: Mapping[str, Any], start: date, province: str | None, about_layer: tuple[str, ...]
) -> Deadline:
    sentences = (f"自{term['starts_from']}（{day_zh(start)}）起。", *about_layer, *_notes(term))
    return _deadline(term, explanation=sentences, asked=Asked(start, False, (), province or "", None))


def _hours(term: Mapping[str, Any], start: date | datetime, amount: int, about_layer: tuple[str, ...]) -> Deadline:
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
        *about_layer,
        *_notes(term),
    )
    return _deadline(term, due_on=due_at.date(), due_at=due_at, explanation=sentences)


def _deadline(term: Mapping[str, Any], **found: Any) -> Deadline:
    basis = found.pop("basis", tuple(term["basis"]))
    effect = Effect(**term["effect"])
    return Deadline(
        term["id"],
        term["name"],
        term["kind"],
        term["binds"],
        basis=basis,
        consequence=term["consequence"],
        effect=effect,
        **found,
    )


def _notes(term: Mapping[str, Any]) -> tuple[str, ...]:
    return (f"{term['note']}。",) if "note" in term else ()


def _about_layer(province: str | None, layer: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Say which layer won and since when."""
    if not province:
        return ()
    from hengtu.law.jurisdiction import name_of, resolve  # only when asked: keeps the cold start short

    if layer is None:
        return (f"{resolve(province).name}没有另行规定本期限，按全国规定和系统设置计算。",)
    length = f"{layer['amount']} {UNITS_ZH[layer['unit']]}"
    since = day_zh(date.fromisoformat(layer["effective_from"]))
    return (f"适用{name_of(layer['division'])}的规定：{length}，自{since}起施行（{layer['source']}）。",)


@dataclass(frozen=True)
class _How:
    """How a term is counted here: its rule, the layer that won, what does not count, which days are worked."""

    term: Mapping[str, Any]
    layer: Mapping[str, Any] | None
    spans: Sequence[Span]
    calendar: WorkCalendar

    def count(self, start: date, amount: int, unit: str) -> Count:
        rolls = self.term["roll"] != "none"
        return Count(start, amount, unit, rolls=rolls, spans=self.spans, calendar=self.calendar)

    def ends(self, count: Count) -> tuple[date | None, date | None]:
        """Return the first and the last day on which the act may be done."""
        if self.term["kind"] == "earliest":
            after = self.term.get("earliest") == "day_after"
            return (count.last + ONE_DAY if after else count.last), None
        return (count.start + ONE_DAY if self.term["kind"] == "window" else None), count.last

    def other(self, count: Count) -> Count | None:
        """Count by the other reading where the text leaves one open; a layer or an extension has settled it."""
        reading = self.term.get("other_reading")
        usual = self.term.get("amount")
        if reading is None or self.layer is not None or abs(count.amount) != usual:
            return None
        amount = -reading["amount"] if count.amount < 0 else reading["amount"]
        return self.count(count.start, amount, reading["unit"])

    def warn_on(self, count: Count) -> date | None:
        """The day of the alarm where it is earlier than the last day: a limit on the agency in its stricter reading."""
        other = self.other(count)
        if other is None or self.term["binds"] != "agency" or self.term["kind"] == "earliest":
            return None
        return other.last if other.last < count.last else None


@dataclass(frozen=True)
class _Answer:
    """The finished count of one question, and the sentences that explain it."""

    how: _How
    count: Count
    province: str | None
    first_start: date | None  # where the count began before it was interrupted
    extended: bool

    @property
    def term(self) -> Mapping[str, Any]:
        return self.how.term

    def deadline(self) -> Deadline:
        """Return the answer."""
        not_before, due_on = self.how.ends(self.count)
        counted = tuple(sorted(self.count.counted))
        return _deadline(
            self.term,
            not_before=not_before,
            due_on=due_on,
            warn_on=self.how.warn_on(self.count),
            layer=self.how.layer["id"] if self.how.layer else None,
            provisional=self.count.is_provisional,
            counted=counted,
            explanation=self._explanation(),
            basis=(*self.term["basis"], "CPL:85p3") if self.count.rolled_from else tuple(self.term["basis"]),
            days=self._strip(counted),
            asked=self._asked(due_on) if self.count.amount > 0 else None,
        )

    def _asked(self, due_on: date | None) -> Asked:
        return Asked(self.count.start, self.extended, tuple(self.how.spans), self.province or "", due_on)

    def _explanation(self) -> tuple[str, ...]:
        sentences = (
            self._about_start(),
            self._about_skipped(),
            self._about_suspension(),
            self._about_roll(),
            self._about_end(),
            self._about_other_reading(),
            *_about_layer(self.province, self.how.layer),
            *_notes(self.term),
            *self._about_years(),
        )
        return tuple(sentence for sentence in sentences if sentence)

    def _about_start(self) -> str:
        length = f"{abs(self.count.amount)} {UNITS_ZH[self.count.unit]}"
        start = day_zh(self.count.start)
        if self.count.amount < 0:
            return f"{self.term['starts_from']}（{start}），当日不计入，往前数 {length}。"
        if self.first_start and self.first_start < self.count.start:
            why = self.term["interruption"]["zh"]
            return f"{why}：自{start}起算（原自{day_zh(self.first_start)}起算），当日不计入，期限 {length}。"
        return f"自{self.term['starts_from']}（{start}）起算，当日不计入，期限 {length}。"

    def _about_skipped(self) -> str:
        rolled_from = self.count.rolled_from
        before = [each for each in self.count.counted if not (rolled_from and each[0] >= rolled_from)]
        parts = []
        for mark, zh in MARKS_ZH.items():
            days = sorted(day for day, found in before if found == mark)
            if days:
                parts.append(f"{zh} {len(days)} 日（{spans_zh(days)}）不计入")
        made_up = sorted(day for day, found in before if found == "make_up")
        if made_up:
            parts.append(f"调休上班日{spans_zh(made_up)}计入")
        return "；".join(parts) + "。" if parts else ""

    def _about_suspension(self) -> str:
        if not self.how.spans:
            return ""
        rule = self.term.get("suspension")
        if rule is None:
            return "本期限没有可以扣除期间的规定，扣除的依据请核对。"
        return f"{rule['zh']}。" if any(mark == "suspended" for _, mark in self.count.counted) else ""

    def _about_roll(self) -> str:
        last, rolled_from, calendar = self.count.last, self.count.rolled_from, self.how.calendar
        if rolled_from:
            rest = f"最后一日{day_zh(rolled_from)}是{calendar.name_of(rolled_from)}"
            return f"{rest}，顺延到其后第一个工作日{day_zh(last)}（民事诉讼法第八十五条）。"
        if self.count.unit != "working_day" and not self.count.rolls and not calendar.is_working_day(last):
            return f"最后一日{day_zh(last)}是{calendar.name_of(last)}；这是约束机关的期限，不顺延。"
        return ""

    def _about_end(self) -> str:
        (not_before, due_on), last = self.how.ends(self.count), self.count.last
        if self.count.amount < 0:
            return f"最迟{day_zh(last)}通知；为稳妥，宜在此前完成。"
        if not_before and due_on:
            return f"可以从{day_zh(not_before)}起，到{day_zh(due_on)}为止。"
        if not_before:
            before = "" if not_before == last else f"到{day_zh(last)}届满，"
            return f"{before}最早{day_zh(not_before)}可以进行。"
        return f"{day_zh(last)}届满（含当日）。"

    def _about_other_reading(self) -> str:
        """Two readings of one text: the agency is warned by the earlier, the party may rely on the later."""
        other = self.how.other(self.count)
        if other is None or other.last == self.count.last:
            return ""
        reading = self.term["other_reading"]
        length = f"{reading['amount']} {UNITS_ZH[reading['unit']]}"
        words = f"{reading['zh']}；按 {length} 计算为{day_zh(other.last)}"
        if self.how.warn_on(self.count):
            return f"{words}，系统按较早的一日提醒。"
        return f"{words}，以{'较早' if other.last > self.count.last else '较晚'}的一日为准。"

    def _about_years(self) -> tuple[str, ...]:
        calendar, years = self.how.calendar, self.count.years
        unknown = [year for year in years if not calendar.covers(year)]
        titles = tuple(title for year in years for title in calendar.notices_of(year))
        known = (f"工作日依据：{'、'.join(titles)}。",) if titles else ()
        if not unknown:
            return known
        return (*known, f"{'、'.join(map(str, unknown))} 年的放假安排还没有载入，只按周末计算，结果是暂定的。")

    def _strip(self, counted: Marks) -> tuple[DayCell, ...]:
        count = self.count
        if count.unit not in {"working_day", "calendar_day"} or abs(count.amount) > STRIP_LIMIT:
            return ()
        skipped = {day: mark for day, mark in counted if mark != "make_up"}
        made_up = {day for day, mark in counted if mark == "make_up"}
        step = ONE_DAY if count.amount > 0 else -ONE_DAY
        cells, day, number = [DayCell(count.start, "start")], count.start, 0
        while day != count.last:
            day += step
            number += day not in skipped
            mark = "skipped" if day in skipped else "make_up" if day in made_up else "counted"
            cells.append(DayCell(day, "due" if day == count.last else mark, None if day in skipped else number))
        return tuple(cells)
