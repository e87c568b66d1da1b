"""The space of facts, cut only as far as the answer needs: a partition into boxes on which every condition is decided.

A condition of three values says, for the facts known so far, true, false or what it still needs; so the space is split
by one fact at a time until all that was asked is decided. Neighbours with equal answers are joined again. Nothing
is sampled: the boxes cover every possible cell exactly once, or the space is refused as too large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hengtu.law.proof.axes import Atom, Axis
from hengtu.law.proof.relations import possible

Box = tuple[tuple[str, int], ...]  # fact -> mask of its atoms; a fact that is not named is free
Label = Any
MOST_WORK = 4_000_000  # comparisons: a second or two


class TooManyCells(Exception):
    """The space needs more work than the bound; nothing is claimed about it."""


@dataclass(frozen=True)
class Ask:
    """The fact that must be known next."""

    key: str


Judge = Callable[[Mapping[str, Any]], Label | Ask | None]


@dataclass
class Space:
    """The axes of a table. ``done`` counts the work, ``cost`` comparisons a step, against ``most``."""

    axes: Mapping[str, Axis]
    cost: int = 1
    most: int = MOST_WORK
    done: int = field(default=0)

    def regions(self, judge: Judge) -> list[tuple[Box, Label]]:
        """Return the partition of the space: boxes with what ``judge`` says there.

        Args:
            judge: facts known -> a label (hashable), :class:`Ask` for a further fact, or None outside the domain.
        Raises: TooManyCells.
        """
        return self._joined(list(self._split({}, {}, judge)))

    def _split(self, facts: dict[str, Any], cell: dict[str, Atom], judge: Judge) -> tuple[tuple[Box, Label], ...]:
        self.spend(self.cost)
        verdict = judge(facts)
        if verdict is None:
            return ()
        if not isinstance(verdict, Ask):
            return (((), verdict),)
        key = verdict.key
        masks: dict[tuple[tuple[Box, Label], ...], int] = {}
        for position, atom in enumerate(self.axes[key].atoms):
            if possible({**cell, key: atom}):
                below = self._split({**facts, key: atom.value}, {**cell, key: atom}, judge)
                masks[below] = masks.get(below, 0) | 1 << position
        return tuple((self._named(key, mask, box), label) for below, mask in masks.items() for box, label in below)

    def _joined(self, regions: list[tuple[Box, Label]]) -> list[tuple[Box, Label]]:
        """Join boxes with equal labels that differ in one fact only, as long as there are any."""
        while True:
            count = len(regions)
            for key in self.axes:
                masks: dict[tuple[Box, Label], int] = {}
                for box, label in regions:
                    rest = (tuple(each for each in box if each[0] != key), label)
                    masks[rest] = masks.get(rest, 0) | self.mask(box, key)
                regions = [(self._named(key, mask, box), label) for (box, label), mask in masks.items()]
            if len(regions) == count:
                return regions

    def _named(self, key: str, mask: int, box: Box) -> Box:
        return box if mask == self.axes[key].full else tuple(sorted(((key, mask), *box)))

    def spend(self, work: int) -> None:
        """Count work done. Raises: TooManyCells when it is more than the bound."""
        self.done += work
        if self.done > self.most:
            raise TooManyCells

    def mask(self, box: Box, key: str) -> int:
        """Return the atoms of a fact inside a box."""
        return dict(box).get(key, self.axes[key].full)

    def cells(self, box: Box, judge: Judge) -> Iterator[dict[str, int]]:
        """Yield cells (fact -> atom, all facts named) of a box where ``judge`` answers with a true label."""
        yield from self._cells(dict(box), {}, judge)

    def _cells(self, box: dict[str, int], chosen: dict[str, int], judge: Judge) -> Iterator[dict[str, int]]:
        self.spend(self.cost)
        cell = self.atoms(chosen)
        if not possible(cell):
            return
        verdict = judge({key: atom.value for key, atom in cell.items()})
        if not verdict:
            return
        key = (
            verdict.key if isinstance(verdict, Ask) else next((each for each in self.axes if each not in chosen), None)
        )
        if key is None:
            yield chosen
            return
        mask = box.get(key, self.axes[key].full)
        for position in range(len(self.axes[key].atoms)):
            if mask >> position & 1:
                yield from self._cells(box, {**chosen, key: position}, judge)

    def atoms(self, chosen: Mapping[str, int]) -> dict[str, Atom]:
        """Return the atoms of a cell."""
        return {key: self.axes[key].atoms[position] for key, position in chosen.items()}

    def pairs(self, lighter: Box, heavier: Box, judge: Judge) -> Iterator[tuple[dict[str, int], dict[str, int]]]:
        """Yield cells of two boxes, the second in no respect lighter than the first, both true for ``judge``."""
        yield from self._pairs(dict(lighter), dict(heavier), {}, {}, judge)

    def _pairs(
        self,
        lighter: dict[str, int],
        heavier: dict[str, int],
        first: dict[str, int],
        second: dict[str, int],
        judge: Judge,
    ) -> Iterator[tuple[dict[str, int], dict[str, int]]]:
        self.spend(self.cost)
        cells = (self.atoms(first), self.atoms(second))
        if not all(possible(cell) and judge({key: atom.value for key, atom in cell.items()}) for cell in cells):
            return
        axis = next((axis for key, axis in self.axes.items() if key not in first), None)
        if axis is None:
            yield first, second
            return
        masks = (lighter.get(axis.key, axis.full), heavier.get(axis.key, axis.full))
        for one, other in _steps(axis, *masks):
            chosen = ({**first, axis.key: one}, {**second, axis.key: other})
            yield from self._pairs(lighter, heavier, *chosen, judge)

    def comparable(self, lighter: Box, heavier: Box) -> bool:
        """Whether some cell of the second box is in no respect lighter than some cell of the first."""
        one, other = dict(lighter), dict(heavier)
        for key in {**one, **other}:
            axis = self.axes[key]
            low, high = one.get(key, axis.full), other.get(key, axis.full)
            if axis.directed and _lowest(low) > high.bit_length() - 1:
                return False
            if not axis.directed and not low & high:
                return False
        return True

    def apart(self, one: Box, other: Box) -> list[str]:
        """Return the facts on which two boxes have nothing in common."""
        first, second = dict(one), dict(other)
        return [key for key in first if key in second and not first[key] & second[key]]


def _steps(axis: Axis, low: int, high: int) -> list[tuple[int, int]]:
    """Return pairs of atoms, the second not lighter, the nearest first."""
    ones = [each for each in range(len(axis.atoms)) if low >> each & 1]
    others = [each for each in range(len(axis.atoms)) if high >> each & 1]
    found = [(one, other) for one in ones for other in others if one == other or (axis.directed and one < other)]
    return sorted(found, key=lambda pair: (pair[1] - pair[0], pair))


def _lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1
