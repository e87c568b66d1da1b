"""Questions that no rule tells apart: one number for the facts, the same wherever every comparison comes out the same.

The tiers of a table draw a few lines through the facts (``area_m2 < 10``); whatever lies on the same side of all of
them gets the same answer, worked out only once. Facts from which an amount is computed have no number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from hengtu.law.conditions import Comparison, comparisons_in, holds
from hengtu.law.facts import COMPUTED
from hengtu.law.formulas import INPUTS
from hengtu.law.measures import BASES
from hengtu.law.rulebook import records, rule_cache

# Read as they are, beside the conditions; a test holds these two lists to what an assessment really reads.
AS_TOLD = frozenset(
    {"party_type", "permit_held", "permit_matches", "on_permitted_route_time", "vehicle_form"}
    | {"tractor_single_drive_axle"}
)
COUNTED = frozenset(
    {"illegal_gains", "fare_yuan", "gross_mass_kg", "axle_count", *COMPUTED}
    | {base.fact for base in BASES.values()}
    | {key for keys in INPUTS.values() for key in keys}
)

Share = Callable[[Any], int | None]


@dataclass(frozen=True)
class Lines:
    """The lines that some conditions draw; ``shares`` holds what each fact adds to the number."""

    shares: Mapping[str, Share]

    def number(self, facts: Any, party_type: Any) -> int | None:
        """Return the number of these facts, unchecked as a question gives them.

        Returns: None where they must be checked and assessed by themselves: anything unusual, and amounts to compute.
        """
        if type(facts) is not dict:
            return None
        shares, number = self.shares, 0
        for key, value in facts.items():
            share = shares.get(key)
            if share is None:
                return None
            if value is not None:
                part = share(value)
                if part is None:
                    return None
                number += part
        if party_type is None:
            return number
        part = shares["party_type"](party_type) if facts.get("party_type") is None else None
        return None if part is None else number + part


def conditions_of(rules: Any) -> Iterator[str]:
    """Yield every condition that stands anywhere in a rule of the rulebook."""
    named = ("when", "if", "precondition", "fine_precondition")
    if isinstance(rules, Mapping):
        yield from (rules[name] for name in named if isinstance(rules.get(name), str))
        rules = rules.values()
    elif not isinstance(rules, list | tuple):
        return
    for each in rules:
        yield from conditions_of(each)


@rule_cache
def lines_of(conditions: tuple[str, ...]) -> Lines:
    """Return the lines that conditions draw through the facts of the vocabulary.

    The number is written with one digit per fact: 0 where it is absent or nothing asks for it.
    """
    asked: dict[str, dict[Comparison, None]] = {}
    for condition in dict.fromkeys(conditions):
        for each in comparisons_in(condition):
            asked.setdefault(each.key, {})[each] = None
    shares: dict[str, Share] = {}
    weight = 1
    for key, fact in records("facts").items():
        shares[key], sides = _share(fact, tuple(asked.get(key, ())), weight)
        weight *= sides + 1
    return Lines(shares)


def _share(fact: Mapping[str, Any], asked: Sequence[Comparison], weight: int) -> tuple[Share, int]:
    """Return what a fact adds to the number, and on how many sides of the lines its values can lie."""
    key, kind = fact["key"], fact["type"]
    if key in COUNTED:
        return _by_itself, 0
    if kind == "boolean":
        (yes, no), sides = _sides((True, False), asked, weight, apart=key in AS_TOLD)
        return lambda value: yes if value is True else (no if value is False else None), sides
    if kind == "enum":
        return _of_words(tuple(fact["values"]), asked, weight, apart=key in AS_TOLD)
    if kind == "text":
        return _of_texts(asked, weight)
    return _of_numbers(asked, weight, whole=kind == "integer")


def _by_itself(value: Any) -> None:
    """A fact from which an amount is computed: every value may have an answer of its own."""


def _sides(values: Iterable[Any], asked: Sequence[Comparison], weight: int, *, apart: bool) -> tuple[list[int], int]:
    """Return the side of each value times the weight; values of which all comparisons say the same share one."""
    told = [(value if apart else None, *(holds(each, value) for each in asked)) for value in values]
    if not asked and not apart:
        return [0] * len(told), 0
    sides = {each: number for number, each in enumerate(dict.fromkeys(told), start=1)}
    return [sides[each] * weight for each in told], len(sides)


def _of_words(words: Sequence[str], asked: Sequence[Comparison], weight: int, *, apart: bool) -> tuple[Share, int]:
    found, sides = _sides(words, asked, weight, apart=apart)
    shares = dict(zip(words, found, strict=True))
    return lambda value: shares.get(value) if type(value) is str else None, sides


def _of_texts(asked: Sequence[Comparison], weight: int) -> tuple[Share, int]:
    """A text is one of those that conditions name, or another."""
    named = texts_named(asked)
    (*found, other), sides = _sides((*named, object()), asked, weight, apart=False)
    shares = dict(zip(named, found, strict=True))
    return lambda value: shares.get(value, other) if type(value) is str else None, sides


def _of_numbers(asked: Sequence[Comparison], weight: int, *, whole: bool) -> tuple[Share, int]:
    """A number lies below, on, between or above the numbers that conditions name."""
    named = _numbers_named(asked)
    shares, sides = _sides(_beside(named), asked, weight, apart=False)

    def share(value: Any) -> int | None:
        usual = type(value) is int or (type(value) is float and not whole)
        if not usual or not 0 <= value < inf:
            return None
        return shares[bisect_left(named, value) + bisect_right(named, value)]

    return share, sides


def _beside(named: Sequence[float]) -> Iterator[float]:
    """Yield one number below the first, then by turns each number and one between it and the next."""
    yield named[0] - 1 if named else 0
    for place, number in enumerate(named, start=1):
        yield number
        yield (number + named[place]) / 2 if place < len(named) else number + 1


def texts_named(asked: Iterable[Comparison]) -> tuple[Any, ...]:
    """Return the texts that comparisons name."""
    return tuple(dict.fromkeys(text for each in asked for text in _values(each)))


def _numbers_named(asked: Iterable[Comparison]) -> list[float]:
    return sorted({value for each in asked for value in _values(each)})


@dataclass(frozen=True)
class Sides:
    """The sides of all lines from the lowest: a number that stands for a side, and the line up to which it reaches.

    ``below``: number, ``<`` or ``<=``, line; ``last`` stands for what lies above them all.
    """

    below: tuple[tuple[float, str, float], ...]
    last: float


def sides_of_numbers(asked: Sequence[Comparison]) -> Sides:
    """Return on which sides a number can lie; neighbours of which all comparisons say the same are one side."""
    named = _numbers_named(asked)
    steps = list(_beside(named))
    told = [tuple(holds(each, number) for each in asked) for number in steps]
    below = tuple(
        (steps[place], "<=" if place % 2 else "<", named[place // 2])
        for place in range(len(steps) - 1)
        if told[place] != told[place + 1]
    )
    return Sides(below, steps[-1])


def _values(comparison: Comparison) -> tuple[Any, ...]:
    return tuple(comparison.value) if comparison.sign == "in" else (comparison.value,)
