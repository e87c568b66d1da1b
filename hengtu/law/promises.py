"""Notice and promise 告知承诺: which list names an item at a place, and whether the party has promised before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.calendar import WorkCalendar, official
from hengtu.law.dates_zh import day_zh
from hengtu.law.first_offence import must_be_penalised
from hengtu.law.rulebook import records

BASIS = ("APL:33p1",)
KEPT, BROKEN = "kept", "broken"
RESULTS = {KEPT: "已履行承诺", BROKEN: "没有履行承诺"}


@dataclass(frozen=True)
class PromiseList:
    """A list of items that may be handled by notice and promise.

    ``longest_days``: calendar days from signing to the promised day at most; ``again_after_days``: calendar days since
    the last promise in which none is taken again; ``counts``: for the same ``item``, or for any item of the ``list``.
    """

    id: str
    violations: frozenset[str]
    longest_days: int
    again_after_days: int
    counts: str
    source: str
    effective_from: date
    effective_to: date | None

    def is_in_force(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on < self.effective_to)


@dataclass(frozen=True)
class EarlierPromise:
    """A promise the same party signed before: for which item, on which day, in which case (a number or title)."""

    violation: str
    signed_on: date
    case: str = ""


def read_earlier(entries: Iterable[Mapping[str, Any]]) -> tuple[EarlierPromise, ...]:
    """Read ``{"violation", "signed_on", "case"}`` entries, days as ISO text. Raises: KeyError, ValueError."""
    return tuple(
        EarlierPromise(str(each["violation"]), date.fromisoformat(str(each["signed_on"])), str(each.get("case", "")))
        for each in entries
    )


def promise_list(*, jurisdiction: str, violation: str, on: date) -> PromiseList | None:
    """Return the list in force that names an item where the agency stands, the nearest place first; None without.

    Raises: LawError ``unknown_jurisdiction``.
    """
    return next((each for each in _lists(jurisdiction, violation, on) if each.is_in_force(on)), None)


def ended_list(*, jurisdiction: str, violation: str, on: date) -> PromiseList | None:
    """Return the list that named the item and is no longer in force on ``on``; None where there never was one."""
    found = [each for each in _lists(jurisdiction, violation, on) if each.effective_to and each.effective_to <= on]
    return max(found, key=lambda each: each.effective_to or date.min, default=None)


def list_named(identity: str) -> PromiseList | None:
    """Return a list by its id, in force or not."""
    row = records("promise_lists").get(identity)
    return _read(row) if row else None


def closed_by(*, jurisdiction: str, violation: str, on: date) -> Mapping[str, Any] | None:
    """Return the strict list (首查必罚) that closes what is only discretionary for an item, if any (APL:33p1)."""
    layers = places.layers(places.resolve(jurisdiction), on)
    return must_be_penalised(layers=layers, violation=violation, on=on)


def repeated(
    rule: PromiseList, violation: str, earlier: Iterable[EarlierPromise], *, on: date
) -> EarlierPromise | None:
    """Return the latest promise of the same party that bars another one on ``on``.

    The window includes its last day: within ``again_after_days`` of the day of signing none is taken again.
    """
    since = on - timedelta(days=rule.again_after_days)
    counted = {violation} if rule.counts == "item" else rule.violations
    found = [each for each in earlier if each.violation in counted and since <= each.signed_on <= on]
    return max(found, key=lambda each: each.signed_on, default=None)


def may_again_on(rule: PromiseList, last: EarlierPromise) -> date:
    """Return the first day on which another promise may be taken."""
    return last.signed_on + timedelta(days=rule.again_after_days + 1)


def last_day(promised: date, calendar: WorkCalendar | None = None) -> tuple[date, tuple[str, ...], bool]:
    """Return the day until which a promise may be kept, the sentences that explain it, and whether it is provisional.

    A promised day that is not worked moves to the next one that is: the limit protects the party (CPL:85p3).
    """
    days = calendar or official()
    due_on = days.next_working_day(promised)
    said = f"承诺到{day_zh(promised)}改正。"
    moved = f"当日是{days.name_of(promised)}，顺延到其后第一个工作日{day_zh(due_on)}（民事诉讼法第八十五条）。"
    return due_on, (said, moved) if due_on != promised else (said,), not days.covers(due_on.year)


def _lists(jurisdiction: str, violation: str, on: date) -> list[PromiseList]:
    layers = places.layers(places.resolve(jurisdiction), on)
    rows = [
        row
        for row in records("promise_lists").values()
        if row["division"] in layers and violation in row["violations"] and (row["confirmed"] or row.get("fictional"))
    ]
    return [_read(row) for row in sorted(rows, key=lambda row: layers.index(row["division"]))]


def _read(row: Mapping[str, Any]) -> PromiseList:
    until = row.get("effective_to")
    return PromiseList(
        row["id"],
        frozenset(row["violations"]),
        row["longest_days"],
        row["again_after_days"],
        row["counts"],
        row["source"],
        date.fromisoformat(row["effective_from"]),
        date.fromisoformat(until) if until else None,
    )


@dataclass(frozen=True)
class PromiseWay:
    """Whether notice and promise is open: the list it rests on (None where none names the item), and why or why not."""

    is_open: bool
    sentence: str
    rule: PromiseList | None = None


def promise_way(
    *, jurisdiction: str, violation: str, facts: Mapping[str, Any], earlier: Iterable[EarlierPromise], on: date
) -> PromiseWay:
    """Say whether a promise may be taken for an item on a day, with the reason where not.

    Source: the lists of the places; APL:33p1
    """
    strict = closed_by(jurisdiction=jurisdiction, violation=violation, on=on)
    if strict is not None:
        return PromiseWay(False, f"列入《{strict['source']}》，不适用告知承诺")
    rule = promise_list(jurisdiction=jurisdiction, violation=violation, on=on)
    if rule is None:
        gone = ended_list(jurisdiction=jurisdiction, violation=violation, on=on)
        ended = f"《{gone.source}》已经停止施行" if gone else "没有列入本地的告知承诺清单"
        return PromiseWay(False, ended)
    if facts.get("harm_level") not in (None, "none", "minor"):
        return PromiseWay(False, f"列入《{rule.source}》，但危害后果不是轻微", rule)
    last = repeated(rule, violation, earlier, on=on)
    if last is not None:
        again = day_zh(may_again_on(rule, last))
        return PromiseWay(
            False, f"{day_zh(last.signed_on)}已经签订过承诺，{again}起才可以再次适用（{rule.source}）", rule
        )
    return PromiseWay(True, f"列入《{rule.source}》，可以告知当事人承诺限期改正，最长 {rule.longest_days} 日", rule)
