"""What an agency makes public before it enforces anything 事前公开: the contents, and what of them is missing.

The list of contents is data (``rulebook/openness_sections``): who must be named, which powers, on what basis, by what
procedure, with which remedies. What an agency shows is handed in; nothing here reads a table of the system.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hengtu.law.calendar import WorkCalendar, official
from hengtu.law.citations import printable
from hengtu.law.counting import Count
from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, late
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records, rule_cache
from hengtu.law.settings import procedure_setting

DERIVED, FIELDS, ROWS = "derived", "fields", "rows"
UPDATE_DAYS = 20  # working days, where neither a place nor the system says otherwise


@dataclass(frozen=True)
class Entry:
    """One field, or one column of a list. ``required_when``: only where another field says just this."""

    key: str
    zh: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    optional: bool = False
    required_when: Mapping[str, str] = field(default_factory=dict)
    basis: tuple[str, ...] = ()

    def is_due(self, filled: Mapping[str, str]) -> bool:
        """Whether the entry must be filled, given what stands in the others."""
        if self.optional:
            return False
        return all(filled.get(key, "") == value for key, value in self.required_when.items())


@dataclass(frozen=True)
class Section:
    """One content of DR1. ``holds``: derived (made by the system), fields or rows (written by the agency)."""

    id: str
    zh: str
    holds: str
    asks: str
    basis: tuple[str, ...]
    source: str
    may_be_none: bool
    entries: tuple[Entry, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether somebody writes it, and so may forget to."""
        return self.holds != DERIVED


@dataclass(frozen=True)
class Shown:
    """What an agency shows of a section on a day.

    ``count``: rows, filled fields, people, items. ``says_none``: it declares that there is nothing of the kind.
    ``filled``: by key, of a section of fields. ``lacks``: what else is missing, in words.
    ``changed_on``: civil day of the earliest change that is known and not yet public.
    """

    count: int = 0
    says_none: bool = False
    filled: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()
    changed_on: date | None = None


@dataclass(frozen=True)
class Gap:
    """What one section lacks. ``due_on``: last day on which a known change is published in time; ``days_over``: days
    since, 0 while it is in time."""

    section: Section
    objection: Objection
    due_on: date | None = None
    days_over: int = 0


@rule_cache
def sections(on: date) -> tuple[Section, ...]:
    """Return the contents that must be public on a day, in the order in which they are shown."""
    rules = [each for each in records("openness_sections").values() if in_force(each, on)]
    return tuple(_section(rule) for rule in sorted(rules, key=lambda each: int(each["order"])))


def section(identity: str, on: date) -> Section:
    """Return one content. Raises: KeyError for an unknown one."""
    return {each.id: each for each in sections(on)}[identity]


def _section(rule: Mapping[str, Any]) -> Section:
    return Section(
        id=rule["id"],
        zh=rule["zh"],
        holds=rule["holds"],
        asks=rule["asks"],
        basis=tuple(each for each in rule.get("basis", ()) if printable(each)),
        source=rule.get("source", ""),
        may_be_none=rule.get("may_be_none", False),
        entries=tuple(_entry(each) for each in rule.get("entries", ())),
    )


def _entry(rule: Mapping[str, Any]) -> Entry:
    return Entry(
        key=rule["key"],
        zh=rule["zh"],
        hint=rule.get("hint", ""),
        choices=tuple(rule.get("choices", ())),
        optional=rule.get("optional", False),
        required_when=rule.get("required_when", {}),
        basis=tuple(each for each in rule.get("basis", ()) if printable(each)),
    )


@dataclass(frozen=True)
class Duty:
    """What a post has to do, where its agency has published nothing of its own. ``role`` is the role id."""

    role: str
    zh: str
    duty: str
    basis: tuple[str, ...]
    since: date


def post_duties(on: date) -> tuple[Duty, ...]:
    """Return the duties of the posts as the system words them, in their order."""
    rules = [each for each in records("post_duties").values() if in_force(each, on)]
    rules.sort(key=lambda each: int(each["order"]))
    return tuple(
        Duty(
            each["id"],
            each["zh"],
            each["duty"],
            tuple(one for one in each["basis"] if printable(one)),
            date.fromisoformat(each["effective_from"]),
        )
        for each in rules
    )


def update_days(place: str, on: date) -> int:
    """Return within how many working days a change is published: a setting, no national text gives a number.

    Raises: LawError ``unknown_jurisdiction``.
    """
    row = procedure_setting("openness_update_days", place, on)
    return int(row["value"]) if row else UPDATE_DAYS


def public_by(changed_on: date, days: int, calendar: WorkCalendar | None = None) -> date:
    """Return the last day on which a change of ``changed_on`` is published within so many working days."""
    count = Count(changed_on, days, "working_day", rolls=False, spans=(), calendar=calendar or official())
    return count.last


def openness_gaps(
    shown: Mapping[str, Shown], on: date, *, days: int = UPDATE_DAYS, calendar: WorkCalendar | None = None
) -> tuple[Gap, ...]:
    """Return what an agency does not show although it must, and which known changes it has not published in time.

    Args:
        shown: by id of section; one that is missing shows nothing.
        days: working days within which a change is published.
    Source: APL:39, APL:41, GB118
    """
    found: list[Gap] = []
    for each in sections(on):
        there = shown.get(each.id, Shown())
        found += [Gap(each, objection) for objection in _missing(each, there)]
        if there.changed_on is not None and there.changed_on <= on:
            found.append(_waiting(each, there.changed_on, on, public_by(there.changed_on, days, calendar)))
    return tuple(found)


def empty_fields(each: Section, filled: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the entries of a section of fields that must be filled and are not."""
    return tuple(entry for entry in each.entries if entry.is_due(filled) and not filled.get(entry.key, "").strip())


def _missing(each: Section, there: Shown) -> Sequence[Objection]:
    if there.says_none and each.may_be_none:
        return ()
    if not there.count:
        return (_nothing(each),)
    lacks = list(there.lacks)
    basis = each.basis
    if each.holds == FIELDS:
        empty = empty_fields(each, there.filled)
        lacks += [entry.zh for entry in empty]
        basis = tuple(dict.fromkeys((*basis, *(one for entry in empty for one in entry.basis))))
    if not lacks:
        return ()
    message = f"“{each.zh}”没有写{'、'.join(lacks)}"
    return (curable(f"openness_{each.id}_incomplete", message, basis, _remedy(each)),)


def _nothing(each: Section) -> Objection:
    message = f"没有公开“{each.zh}”（{each.asks}）"
    return curable(f"openness_{each.id}_missing", message, each.basis, _remedy(each))


def _remedy(each: Section) -> str:
    if each.is_written:
        none = "；确实没有的，写明没有和原因" if each.may_be_none else ""
        return f"请系统管理员起草“{each.zh}”，由另一人发布{none}。"
    return f"“{each.zh}”从登记和规则直接生成，请先补登记。"


def _waiting(each: Section, changed_on: date, on: date, due_on: date) -> Gap:
    since = f"“{each.zh}”自{day_zh(changed_on)}有变动，新的内容还没有发布"
    if on <= due_on:
        message, code = f"{since}，应在{day_zh(due_on)}以前发布", f"openness_{each.id}_waiting"
        return Gap(each, curable(code, message, (), "请另一人核对后发布。"), due_on)
    over = (on - due_on).days
    message = f"{since}，已超过更新期限{over}日"
    return Gap(each, late(f"openness_{each.id}_out_of_date", message, (), "请立即核对发布。"), due_on, over)
