"""Deadlines as pages show them: date first, what remains, and day by day why."""

from __future__ import annotations

from datetime import date

from hengtu.cases.selectors.case_view import DayCell, Due
from hengtu.law import deadlines
from hengtu.law.calendar import official
from hengtu.law.citations import cite, printable
from hengtu.law.procedure import Clock

WEEKDAYS = "一二三四五六日"
SOON_WORKING_DAYS = 3


def due_chip(term: str, due_on: date, on: date) -> Due:
    """Return a short deadline for a list: no explanation, no day strip."""
    rule = deadlines.term_named(term)
    remaining, tone = _remaining(due_on, None, on)
    if rule["kind"] == "setting":
        remaining, tone = _house_rule(remaining)
    return Due(term, rule["name"], due_on, remaining, tone, "agency", (), (), ())


def due_of(clock: Clock, on: date) -> Due:
    """Return a deadline with its explanation and its day strip."""
    due = clock.due
    remaining, tone = _standing(clock, on)
    if due.provisional and clock.is_open:
        tone = "held"
    if due.kind == "setting" and clock.is_open and due.binds == "agency" and due.due_on is not None:
        remaining, tone = _house_rule(remaining)
    return Due(
        term=clock.term,
        name=f"{due.name}：{clock.label}" if clock.label else due.name,
        due_on=due.due_on,
        remaining=remaining,
        tone=tone,
        binds=due.binds,
        days=tuple(_cell(cell.on, cell.mark, cell.number, on) for cell in due.days),
        explanation=due.explanation,
        basis=basis_zh(due.basis),
    )


def _house_rule(remaining: str) -> tuple[str, str]:
    """A limit the agency set itself is never shown as law, however late it is."""
    return f"本机关规定，{remaining}", "held"


def _standing(clock: Clock, on: date) -> tuple[str, str]:
    due_on, opens_on = clock.due.due_on, clock.due.not_before
    if opens_on is not None and (due_on is None or on < opens_on):
        return f"{opens_on.month}月{opens_on.day}日起", "held" if on < opens_on else "kept"
    if due_on is None:
        return "没有法定天数", "held"
    remaining, tone = _remaining(due_on, clock.ended_on, on)
    if clock.is_open and on > due_on:
        return _after_the_end(clock.due, remaining, tone)
    if clock.is_open and clock.due.warn_on and on >= clock.due.warn_on:
        return f"{remaining}，按较早的算法 {clock.due.warn_on.month}月{clock.due.warn_on.day}日到期", "soon"
    return remaining, tone


def _after_the_end(due: deadlines.Deadline, remaining: str, tone: str) -> tuple[str, str]:
    """What follows now that the time is over: a right has lapsed, something is taken as done, a measure must go."""
    effect = due.effect
    if deadlines.is_right(due.term):
        return "已届满", "kept"
    if effect.kind == "deemed":
        is_harmless = due.binds == "party" and not effect.starts
        return (f"已届满，{effect.deemed}", "kept") if is_harmless else (f"{remaining}，{effect.deemed}", tone)
    if effect.kind == "lift_and_return":
        return f"{remaining}，应当立即解除", tone
    return (f"对方{remaining}", "held") if effect.kind == "others_late" else (remaining, tone)


def basis_zh(basis: tuple[str, ...]) -> tuple[str, ...]:
    """Write citations out in Chinese, leaving out what is not confirmed."""
    return tuple(cite(entry) for entry in basis if printable(entry))


def _remaining(due_on: date, ended_on: date | None, on: date) -> tuple[str, str]:
    if ended_on is not None:
        return ("按期办结", "kept") if ended_on <= due_on else (f"逾期 {(ended_on - due_on).days} 日办结", "late")
    if on > due_on:
        return f"已超过 {(on - due_on).days} 日", "late"
    if on == due_on:
        return "今天到期", "today"
    working = _working_days(on, due_on)
    if working is not None and working <= SOON_WORKING_DAYS:
        return f"剩 {working} 个工作日", "soon"
    return f"剩 {(due_on - on).days} 日", ""


def _working_days(on: date, due_on: date) -> int | None:
    calendar = official()
    if not (calendar.covers(on.year) and calendar.covers(due_on.year)):
        return None
    return calendar.working_days_between(on, due_on)


MARKS = {"start": "from", "counted": "counted", "skipped": "off", "make_up": "work", "due": "end"}


def _cell(day: date, mark: str, number: int | None, on: date) -> DayCell:
    notes = {"start": "起算", "skipped": "不计", "make_up": f"{number} 班", "due": f"{number} 满" if number else "届满"}
    note = notes.get(mark, str(number or ""))
    return DayCell(day, WEEKDAYS[day.weekday()], note, MARKS[mark], day == on)
