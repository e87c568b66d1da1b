"""How the days of a deadline are counted, and the sentences that explain the count: both out of the same figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.calendar import ONE_DAY, WorkCalendar
from hengtu.law.counting import Count, Marks, Span
from hengtu.law.dates_zh import day_zh, spans_zh
from hengtu.law.deadline import Asked, DayCell, Deadline, Effect

STRIP_LIMIT = 31
UNITS_ZH = {"working_day": "个工作日", "calendar_day": "日", "month": "个月", "year": "年", "hour": "小时"}
MARKS_ZH = {"holiday": "法定节假日", "weekend": "周末", "suspended": "扣除的期间"}


def deadline_of(term: Mapping[str, Any], **found: Any) -> Deadline:
    """Return the deadline of a term with the days and sentences that were found."""
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


def notes_of(term: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what the rule of a term adds in words."""
    return (f"{term['note']}。",) if "note" in term else ()


def about_layer(province: str | None, layer: Mapping[str, Any] | None) -> tuple[str, ...]:
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
class How:
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
class Answer:
    """The finished count of one question, and the sentences that explain it."""

    how: How
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
        return deadline_of(
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
            *about_layer(self.province, self.how.layer),
            *notes_of(self.term),
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
