"""What a notice would do to open deadlines, before anybody publishes it; and what moved, for those concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.deadline_moves import Move, moves
from hengtu.cases.models import DeadlineChange, EnforcementCase
from hengtu.law.calendar import with_record
from hengtu.law.deadlines import term_named

SHOWN = 200
LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True)
class TermEffect:
    """Open deadlines of one term that would end later, earlier, or stay and be provisional no longer."""

    name: str
    later: int
    earlier: int
    settled: int


@dataclass(frozen=True)
class CalendarEffect:
    """What would happen: by term, and how many deadlines that have ended would be counted otherwise."""

    terms: tuple[TermEffect, ...]
    ended: int

    @property
    def open(self) -> int:
        return sum(each.later + each.earlier + each.settled for each in self.terms)


def effect_of(record: Mapping[str, Any]) -> CalendarEffect:
    """Count every deadline by the calendar as it would be with this record; nothing is written."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    ended = 0
    for move in moves(with_record(record)):
        counts[move.group.term][_direction(move)] += move.group.open_rows
        ended += move.group.rows - move.group.open_rows
    names = {term: str(term_named(term)["name"]) for term in counts}
    terms = (TermEffect(names[term], *numbers) for term, numbers in counts.items() if any(numbers))
    return CalendarEffect(tuple(sorted(terms, key=lambda each: each.name)), ended)


def _direction(move: Move) -> int:
    old, new = move.group.due_on or date.max, move.to.due_on or date.max
    return 0 if new > old else 1 if new < old else 2


@dataclass(frozen=True)
class Moved:
    """One deadline that moved, as a reader sees it."""

    case_id: UUID
    about: str
    name: str
    why: str
    on: date


def moved_for(account: Account, on: date) -> tuple[Moved, ...]:
    """Return what moved lately in the cases this account may see, newest first; fails closed."""
    seen = EnforcementCase.objects.visible_to(account, on).values("pk")
    found = DeadlineChange.objects.filter(case__in=seen, was_open=True, changed_at__date__gte=on - LOOK_BACK)
    rows = found.select_related("case").order_by("-changed_at", "-pk")[:SHOWN]
    return tuple(_moved(row) for row in rows)


def _moved(row: DeadlineChange) -> Moved:
    about = row.case.called
    return Moved(row.case_id, about, str(term_named(row.term)["name"]), row.why, row.changed_at.date())
