"""Drift: whether an item is applied otherwise than a year before. Milder conduct punished, new kinds of conduct met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import sqrt
from statistics import NormalDist
from typing import Any

from hengtu.law.rulebook import records
from hengtu.rulesets.columns import drift_words as words
from hengtu.rulesets.columns.decisions import Decisions

FEWEST = 20  # decisions of an item in each of the two years; below, chance says more than practice
FEWEST_NEW = 5  # decisions with a value that never occurred before; below, somebody might be recognised
SURE = 0.01  # chance that any of the findings of a page is chance alone (Holm)
LEAST = 0.1  # of pairs or of matters: among many decisions even a trifle is no chance, so it must also be of some size
MOST_EXAMPLES = 5
_NORMAL = NormalDist()
# One row per punished matter and fact that has a worse direction; ``weight`` grows with it.
RANKED = """
WITH long AS ({long}), ranked AS (
    SELECT *, rank() OVER (PARTITION BY violation, fact ORDER BY weight)
            + (count(*) OVER (PARTITION BY violation, fact, weight) - 1) / 2.0 AS place,
        count(*) OVER (PARTITION BY violation, fact, weight) AS tied
    FROM long
)
SELECT violation, fact, count(*) FILTER (NOT late), count(*) FILTER (late), sum(place) FILTER (late),
    sum(tied::DOUBLE * tied - 1),
    quantile_cont(weight, 0.1) FILTER (NOT late), quantile_cont(weight, 0.1) FILTER (late),
    quantile_cont(weight, 0.5) FILTER (NOT late), quantile_cont(weight, 0.5) FILTER (late)
FROM ranked GROUP BY violation, fact ORDER BY violation, fact
"""
APPEARED = """
WITH long AS ({long})
SELECT violation, fact, value, count(*) FILTER (late), any_value(before), any_value(after)
FROM (SELECT *, count(*) FILTER (NOT late) OVER item AS before, count(*) FILTER (late) OVER item AS after
    FROM long WINDOW item AS (PARTITION BY violation, fact))
GROUP BY violation, fact, value HAVING count(*) FILTER (NOT late) = 0 ORDER BY violation, fact, value
"""
SPARED = """
SELECT violation, count(*) FILTER (decided_on < $cut), count(*) FILTER (decided_on >= $cut),
    count(*) FILTER (decided_on < $cut AND decided_kind = 'none'),
    count(*) FILTER (decided_on >= $cut AND decided_kind = 'none')
FROM decisions GROUP BY violation ORDER BY violation
"""


class DriftKind(StrEnum):
    """What changed."""

    LOWERED = "lowered"  # milder conduct is punished than before
    RAISED = "raised"
    WIDENED = "widened"  # conduct of a kind that was never met before
    SPARED_LESS = "spared_less"
    SPARED_MORE = "spared_more"


@dataclass(frozen=True)
class Drifted:
    """One finding. ``before`` and ``after``: matters counted; ``chance``: of seeing this though nothing changed.

    ``size``: how far from no change, a share of pairs or of matters. ``limit``: the weight or value from which the
    ``examples`` follow: (case id, number) of later decisions that show it, the newest first.
    """

    violation: str
    kind: DriftKind
    fact: str
    before: int
    after: int
    chance: float
    size: float
    sentence: str
    limit: Any = None
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ItemCount:
    """How many matters of an item were decided in each year; ``is_compared``: enough to say anything."""

    violation: str
    before: int
    after: int

    @property
    def is_compared(self) -> bool:
        return min(self.before, self.after) >= FEWEST


@dataclass(frozen=True)
class Drift:
    """Items in the order of their ids, findings by item; nothing is ranked."""

    items: tuple[ItemCount, ...]
    findings: tuple[Drifted, ...]

    def of(self, violation: str) -> tuple[Drifted, ...]:
        """Return the findings on one item."""
        return tuple(each for each in self.findings if each.violation == violation)


def drift(decisions: Decisions, cut: date) -> Drift:
    """Compare how items were applied before a day and from it on.

    Args:
        decisions: of the two periods, as the reader may see them; facts as the decisions rest on them.
        cut: first civil day of the later period.
    Returns: what cannot be chance alone (Mann-Whitney ranks, Holm over everything that was asked), and matters.
    Source: docs/algorithms/drift.md
    """
    if not decisions.count:
        return Drift((), ())
    counts = decisions.connection.execute(SPARED, {"cut": cut}).fetchall()
    items = tuple(ItemCount(row[0], row[1], row[2]) for row in counts)
    asked = [*_ranked(decisions, cut), *_appeared(decisions, cut), *_spared(counts)]
    found = [each for each in _beyond_chance(asked) if each.kind is DriftKind.WIDENED or each.size >= LEAST]
    shown = [replace(each, examples=_examples(decisions, cut, each)) for each in found]
    return Drift(items, tuple(sorted(shown, key=lambda each: (each.violation, each.kind, each.fact))))


def _ranked(decisions: Decisions, cut: date) -> Iterator[Drifted]:
    long = _long(cut, {key: sql for key in records("facts") if (sql := weight_of(key))}, "weight")
    for violation, fact, before, after, ranks, ties, *ends in _ask(decisions, RANKED, long):
        if min(before, after) >= FEWEST:
            yield _shift(violation, fact, (before, after), ranks, ties, (ends[0], ends[1], ends[2], ends[3]))


def _shift(violation: str, fact: str, counts: tuple[int, int], ranks: float, ties: float, ends: words.Ends) -> Drifted:
    """Test one fact of one item: ``ranks`` is the sum over the later year, ``ties`` the sum of tied² - 1."""
    before, after = counts
    total = before + after
    above = ranks - after * (after + 1) / 2  # pairs in which the later one is worse, ties by half
    spread = sqrt(max(before * after / 12 * (total + 1 - ties / (total * (total - 1))), 0))
    z = (above - before * after / 2) / spread if spread else 0.0
    share = above / (before * after)
    kind = DriftKind.LOWERED if share < 0.5 else DriftKind.RAISED
    limit = ends[0] if kind is DriftKind.LOWERED else ends[3]
    chance, said = 2 * _NORMAL.cdf(-abs(z)), words.shifted(fact, ends, share)
    return Drifted(violation, kind, fact, before, after, chance, abs(share - 0.5), said, limit)


def _appeared(decisions: Decisions, cut: date) -> Iterator[Drifted]:
    nominal = {key: key for key, fact in records("facts").items() if fact["type"] == "enum" and fact["worse"] == "none"}
    for violation, fact, value, times, before, after in _ask(decisions, APPEARED, _long(cut, nominal, "value")):
        if times >= FEWEST_NEW and before >= FEWEST:
            chance, said = (1 - times / after) ** before, words.appeared(fact, value, times, after, before)
            yield Drifted(violation, DriftKind.WIDENED, fact, before, after, chance, times / after, said, value)


def _spared(counts: list[tuple[Any, ...]]) -> Iterator[Drifted]:
    """Compare the share that was not punished: two proportions."""
    for violation, before, after, spared_before, spared_after in counts:
        pooled = (spared_before + spared_after) / (before + after)
        spread = sqrt(pooled * (1 - pooled) * (1 / before + 1 / after)) if before and after else 0
        if min(before, after) < FEWEST or not spread:
            continue
        change = spared_after / after - spared_before / before
        kind = DriftKind.SPARED_LESS if change < 0 else DriftKind.SPARED_MORE
        said = words.spared((spared_before, before), (spared_after, after))
        yield Drifted(violation, kind, "", before, after, 2 * _NORMAL.cdf(-abs(change) / spread), abs(change), said)


def _beyond_chance(asked: list[Drifted]) -> Iterator[Drifted]:
    """Holm's step-down: the more was asked, the surer each answer has to be."""
    for place, each in enumerate(sorted(asked, key=lambda each: each.chance)):
        if each.chance > SURE / (len(asked) - place):
            return
        yield each


def weight_of(key: str) -> str | None:
    """Return the SQL that weighs a fact in its worse direction, None where it has none."""
    fact = records("facts")[key]
    if fact["type"] == "boolean":
        return None if fact["worse"] == "none" else f"({key} = {fact['worse']})::INT"
    if fact["worse"] != "more" or fact["type"] == "text":
        return None
    if fact["type"] == "enum":
        return f"list_position({list(fact['order'])!r}, {key})"
    return key


def _long(cut: date, columns: dict[str, str], name: str) -> str:
    """One row per punished matter and known fact; keys and values of the rulebook only, no text of a reader."""
    late = f"decided_on >= DATE '{cut.isoformat()}'"
    own = [
        f"SELECT id, violation, {late} AS late, '{key}' AS fact, ({sql}) AS {name} FROM decisions "  # noqa: S608
        f"WHERE {key} IS NOT NULL AND decided_kind <> 'none'"
        for key, sql in columns.items()
    ]
    return " UNION ALL ".join(own)


def _ask(decisions: Decisions, query: str, long: str) -> list[tuple[Any, ...]]:
    return decisions.connection.execute(query.format(long=long)).fetchall()


def _examples(decisions: Decisions, cut: date, found: Drifted) -> tuple[tuple[str, str], ...]:
    """The newest later decisions that show it."""
    if found.kind is DriftKind.WIDENED:
        shows, value = f"{found.fact} = $value AND decided_kind <> 'none'", found.limit
    elif found.fact:
        sign = "<=" if found.kind is DriftKind.LOWERED else ">="
        shows, value = f"({weight_of(found.fact)}) {sign} $value AND decided_kind <> 'none'", found.limit
    else:
        sign = "<>" if found.kind is DriftKind.SPARED_LESS else "="
        shows, value = f"decided_kind {sign} $value", "none"
    query = (
        "SELECT case_id, coalesce(number, '') FROM decisions WHERE violation = $violation "  # noqa: S608 - keys of the rulebook
        f"AND decided_on >= $cut AND {shows} ORDER BY decided_on DESC, id LIMIT {MOST_EXAMPLES}"
    )
    asked = {"violation": found.violation, "cut": cut, "value": value}
    return tuple(map(tuple, decisions.connection.execute(query, asked).fetchall()))
