"""Conditions of rule files as SQL: the same three values, and the same facts missing, as ``law.conditions``.

SQL's NULL in AND, OR, NOT, IN and every comparison is the *unknown* of the condition language, so a condition becomes
the expression one expects; which facts are missing becomes a number with one bit per fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from hengtu.law.conditions import Comparison, Junction, Negation, Tree, tree_of
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.sql import (
    Sql,
    all_of,
    any_of,
    bits,
    case,
    column,
    compare,
    is_known,
    is_null,
    literal,
    negated,
    within,
)

DATES = ("violation_on", "decided_on")
SQL_TYPES = {
    "boolean": "BOOLEAN",
    "enum": "VARCHAR",
    "text": "VARCHAR",
    "integer": "DOUBLE",
    "number": "DOUBLE",
    "money": "DOUBLE",
}


def type_of(key: str) -> str:
    """Return the SQL type of a fact's column. Numbers are DOUBLE, as exact as the numbers of the scalar answer."""
    return SQL_TYPES[records("facts")[key]["type"]]


@dataclass(frozen=True)
class Bits:
    """A bit for each fact that can be missing, the two dates first."""

    places: Mapping[str, int]

    @classmethod
    def of(cls, keys: frozenset[str]) -> Bits:
        """Return the bits for these facts, in the order of the vocabulary."""
        ordered = [*DATES, *(key for key in records("facts") if key in keys)]
        return cls({key: place for place, key in enumerate(ordered)})

    def mask(self, *keys: str) -> int:
        """Return the number with the bits of these facts."""
        return sum(1 << self.places[key] for key in keys)

    def names(self, mask: int | None) -> tuple[str, ...]:
        """Return the facts whose bits are set."""
        return tuple(key for key, place in self.places.items() if (mask or 0) >> place & 1)


@cache
def truth(condition: str) -> Sql:
    """Return a condition over the columns of :func:`comparisons`: TRUE, FALSE or NULL for unknown."""
    return _truth(tree_of(condition))


def comparisons(conditions: Iterable[str]) -> dict[str, Sql]:
    """Return every single comparison of some conditions by its text: a column each, worked out once for every row.

    Over a column of few different values an engine compares the values, not the rows.
    """
    found = (each for condition in conditions for each in _comparisons(tree_of(condition)))
    return {_name(each): _comparison(each.key, each.sign, each.value) for each in found}


def _comparisons(tree: Tree) -> Iterator[Comparison]:
    if isinstance(tree, Comparison):
        yield tree
    elif isinstance(tree, Negation):
        yield from _comparisons(tree.inner)
    else:
        yield from (each for part in tree.parts for each in _comparisons(part))


def _name(tree: Comparison) -> str:
    values = ", ".join(map(str, tree.value)) if tree.sign == "in" else tree.value
    return f"{tree.key} {tree.sign} {values}"


def missing(condition: str, places: Bits) -> Sql:
    """Return the facts that would decide a condition as bits; 0 where it is decided."""
    return case([(is_null(truth(condition)), _missing(tree_of(condition), places))], literal(0))


def all_known(keys: frozenset[str]) -> Sql:
    """Return whether no fact of these is missing."""
    return all_of([is_known(column(key)) for key in sorted(keys)])


def _truth(tree: Tree) -> Sql:
    if isinstance(tree, Comparison):
        return column(_name(tree))
    if isinstance(tree, Negation):
        return negated(_truth(tree.inner))
    parts = [_truth(part) for part in tree.parts]
    return any_of(parts) if tree.decides else all_of(parts)


def _comparison(key: str, sign: str, value: Any) -> Sql:
    if sign == "in":
        return within(column(key), value)
    return compare(column(key), sign, literal(value))


def _missing(tree: Tree, places: Bits) -> Sql:
    """Bits of the unknown parts, for a tree that is itself unknown."""
    if isinstance(tree, Comparison):
        return literal(places.mask(tree.key))
    if isinstance(tree, Negation):
        return _missing(tree.inner, places)
    assert isinstance(tree, Junction)
    return bits([case([(is_null(_truth(part)), _missing(part, places))], literal(0)) for part in tree.parts])
