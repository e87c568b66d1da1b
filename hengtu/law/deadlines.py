"""When something is due, and why: the day and its explanation come out of the same count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hengtu.law.calendar import WorkCalendar, official
from hengtu.law.counting import Span
from hengtu.law.dates_zh import day_zh, instant_zh
from hengtu.law.deadline import Asked, DayCell, Days, Deadline, Effect
from hengtu.law.deadline_explained import UNITS_ZH, Answer, How, about_layer, deadline_of, notes_of
from hengtu.law.errors import LawError, nearest
from hengtu.law.rulebook import records, rule_cache
from hengtu.law.term_layers import layer_for

__all__ = [
    "SHANGHAI", "UNITS_ZH", "Asked", "DayCell", "Days", "Deadline", "Effect", "all_terms", "days_of", "due",
    "is_in_time", "is_right", "term_named",
]  # fmt: skip
SHANGHAI = timezone(timedelta(hours=8))  # the offset has not changed since 1991; no time zone data needed


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
            return _without_number(term, _civil_day(begun), province, about_layer(province, layer))
        if unit == "hour":
            return _hours(term, begun, amount, about_layer(province, layer))
        how = How(term, layer, _checked_spans(suspensions), calendar or official())
        count = how.count(_civil_day(begun), amount, unit)
        first = _civil_day(start) if restarts else None
        return Answer(how, count, province, first, extended=extended).deadline()
    except OverflowError as error:
        raise LawError("date_out_of_range", "日期超出了可以计算的范围，请核对年份。") from error


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
    how = How(term, layer, suspensions, calendar)
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
    sentences = (f"自{term['starts_from']}（{day_zh(start)}）起。", *about_layer, *notes_of(term))
    return deadline_of(term, explanation=sentences, asked=Asked(start, False, (), province or "", None))


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
        *notes_of(term),
    )
    return deadline_of(term, due_on=due_at.date(), due_at=due_at, explanation=sentences)
