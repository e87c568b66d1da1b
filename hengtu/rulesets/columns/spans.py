"""The two dates of a row as a class: between two changes of the rules every day is alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengtu.law.periods import Period
from hengtu.rulesets.columns.sql import Sql, case, column, compare, is_null, literal, plus, times

UNDATED = -1


@dataclass(frozen=True)
class Spans:
    """The days on which versions of the item or its tables begin or end; ``n`` changes make ``n + 1`` spans."""

    changes: tuple[date, ...]

    @classmethod
    def of(cls, rules: Iterable[Mapping[str, Any]]) -> Spans:
        """Return the spans between all first and last days of these rules."""
        days = {rule[name] for rule in rules for name in ("effective_from", "effective_to") if rule.get(name)}
        return cls(tuple(sorted(date.fromisoformat(day) for day in days)))

    def numbers(self) -> Sequence[int]:
        """Every span, and UNDATED."""
        return range(UNDATED, len(self.changes) + 1)

    def period(self, number: int) -> Period | None:
        """Return a day of the span that stands for all of them; None for a date that is not known."""
        if number == UNDATED:
            return None
        day = self.changes[number - 1] if number else self.changes[0] - timedelta(days=1)
        return Period(day, day)

    def pair(self, violation: int, decided: int) -> int:
        """Return the class of two spans as one number."""
        return violation * (len(self.changes) + 2) + decided

    def sql(self) -> Sql:
        """Return the class of a row by its two dates."""
        return plus(times(self._span("violation_on"), literal(len(self.changes) + 2)), self._span("decided_on"))

    def _span(self, name: str) -> Sql:
        earlier = [(compare(column(name), "<", literal(day)), literal(place)) for place, day in enumerate(self.changes)]
        return case([(is_null(column(name)), literal(UNDATED)), *earlier], literal(len(self.changes)))
