"""One axis per fact: every value a condition can tell apart, as points and the open intervals between them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

STEPS: dict[str, Fraction | None] = {"integer": Fraction(1), "money": Fraction(1, 100), "number": None}
SIGNED = frozenset({"excess_kg", "excess_ratio"})
FAR = Fraction(10**9)
ANYTHING_ELSE = "其他"


@dataclass(frozen=True)
class Atom:
    """Values that no condition tells apart. ``value`` stands for them; numbers have ends, ``None`` without bound."""

    value: Any
    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    step: Fraction | None = None

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The smallest and the largest value that is written down (a far one where there is no bound)."""
        low = -FAR if self.low is None else self.low
        high = FAR if self.high is None else self.high
        step = self.step or min(Fraction(1, 1000), (high - low) / 4)
        return (low + step if self.low_open else low, high - step if self.high_open else high)

    def holds(self, number: Fraction) -> bool:
        """Whether a number belongs to the atom."""
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = self.high is None or number < self.high or (number == self.high and not self.high_open)
        return above and below

    @property
    def points(self) -> tuple[Any, ...]:
        """Values to try, the plain one first, both ends among them; without bound also ever larger ones."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            return (self.value,)
        low, high = self.ends
        tens = [Fraction(str(self.value)) * 10**power for power in range(1, 6)] if self.high is None else []
        tried = [Fraction(str(self.value)), low, *(each for each in tens if low < each < high), high]
        return tuple(dict.fromkeys(plain(each) for each in tried))


@dataclass(frozen=True)
class Axis:
    """The atoms of a fact, the lighter before the heavier where the fact has a direction (``directed``)."""

    key: str
    atoms: tuple[Atom, ...]
    directed: bool

    @property
    def full(self) -> int:
        """The mask of all atoms."""
        return (1 << len(self.atoms)) - 1


def axis_of(fact: Mapping[str, Any], compared: Iterable[Any]) -> Axis:
    """Return the axis of a fact.

    Args:
        fact: its entry in the vocabulary: type, values, ``worse``, ``order``, ``min``, ``positive``.
        compared: the values that conditions compare it with.
    """
    worse = fact.get("worse", "none")
    if fact["type"] == "boolean":
        order: tuple[Any, ...] = (True, False) if worse == "false" else (False, True)
        return Axis(fact["key"], tuple(map(Atom, order)), worse in {"true", "false"})
    if fact["type"] == "enum":
        values = fact.get("order") or list(fact["values"])
        return Axis(fact["key"], tuple(map(Atom, values)), worse == "more")
    if fact["type"] == "text":
        return Axis(fact["key"], tuple(map(Atom, (*dict.fromkeys(compared), ANYTHING_ELSE))), False)
    atoms = tuple(_numbers(fact, sorted({Fraction(str(each)) for each in compared})))
    return Axis(fact["key"], atoms[::-1] if worse == "less" else atoms, worse in {"more", "less"})


def _numbers(fact: Mapping[str, Any], cuts: list[Fraction]) -> Iterable[Atom]:
    lowest = None if fact["key"] in SIGNED else Fraction(str(fact.get("min", 0)))
    step, is_open = STEPS[fact["type"]], bool(fact.get("positive"))
    inside = [each for each in cuts if lowest is None or each > lowest or (each == lowest and not is_open)]
    inside = [each for each in inside if step is None or each % step == 0]
    before = lowest
    for cut in (*inside, None):
        if cut is None or before is None or before < cut:
            value = between(before, cut, low_open=is_open, step=step)
            if value is not None:
                yield Atom(value, before, cut, is_open, cut is not None, step)
        if cut is not None:
            yield Atom(plain(cut), cut, cut, step=step)
            before, is_open = cut, True


def between(low: Fraction | None, high: Fraction | None, *, low_open: bool, step: Fraction | None) -> Any:
    """Return a plain number between the ends, None where the step leaves none."""
    if low is None:
        return plain(Fraction(0) if high is None else high - _unit(high))
    if high is None:
        return plain(low + _unit(low)) if low_open else plain(low + _unit(max(low, Fraction(1))))
    if step and (high - low) <= step and low_open:
        return None
    middle = (low + high) / 2
    size = _unit(high)
    for unit in (size / 10**power for power in range(12)):
        found = Fraction(round(middle / unit)) * unit
        if low < found < high and (step is None or found % step == 0):
            return plain(found)
    return plain(low) if not low_open else plain(middle)


def _unit(number: Fraction) -> Fraction:
    """Return the power of ten of a number's first digit: 1000 for 5000; 1 for nothing."""
    return Fraction(10) ** math.floor(math.log10(abs(number))) if number else Fraction(1)


def plain(number: Fraction) -> int | float:
    """Return a number as facts hold it."""
    return int(number) if number.denominator == 1 else float(number)
