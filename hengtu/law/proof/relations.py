"""Facts that hang together: cells that cannot occur are neither gaps nor overlaps.

A mass over the limit, its share and the limit itself are one weighing; what happened in half a year happened in the
year too; a party with an earlier violation is not caught for the first time; a false record was looked at; and
whatever ``contradictions`` refuses where facts are told.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from hengtu.law.conditions import comparisons_of, evaluate, keys_of
from hengtu.law.contradictions import IMPOSSIBLE
from hengtu.law.proof.axes import FAR, Atom, between, plain
from hengtu.law.rulebook import records

# (fact, fact that is at least as large, by how much)
ORDERED = (
    ("prior_violations_within_180d", "prior_violations_within_1y", 0),
    ("prior_violations_within_180d", "nth_time_caught", 1),
    ("prior_violations_within_1y", "nth_time_caught", 1),
    ("records_falsified", "records_checked", 0),
)
CONTRADICTIONS = tuple((condition, keys_of(condition)) for condition, _ in IMPOSSIBLE)
WEIGHED = ("excess_kg", "excess_ratio", "mass_limit_kg", "gross_mass_kg")
VEHICLE = ("vehicle_form", "axle_count", "tractor_single_drive_axle")
Cell = Mapping[str, Atom]


@dataclass(frozen=True)
class Weighing:
    """A lawful limit and the kilograms over it, both included, that a cell leaves open."""

    limit_kg: int
    first_kg: int
    last_kg: int
    vehicle: tuple[tuple[str, Any], ...] = ()

    def facts(self, kg: int) -> dict[str, Any]:
        """Return everything that follows from the mass over the limit."""
        found = {"mass_limit_kg": self.limit_kg, "excess_kg": kg, "gross_mass_kg": self.limit_kg + kg}
        return {**found, "excess_ratio": kg / self.limit_kg, **dict(self.vehicle)}

    @property
    def points(self) -> tuple[int, ...]:
        """Kilograms to try: a round one, both ends and, where there is no bound, larger ones."""
        top = min(self.last_kg, self.first_kg + 200_000)
        near = min(top, self.first_kg + 9999)
        round_one = between(Fraction(self.first_kg - 1), Fraction(near + 1), low_open=True, step=Fraction(1))
        return tuple(dict.fromkeys((int(round_one), self.first_kg, top)))


def possible(cell: Cell) -> bool:
    """Whether facts can lie in these atoms together; facts that are not named are free."""
    for lower, upper, by in ORDERED:
        if lower in cell and upper in cell and cell[lower].ends[0] + by > cell[upper].ends[1]:
            return False
    if any(keys <= cell.keys() and _holds(condition, cell) for condition, keys in CONTRADICTIONS):
        return False
    return not needs_weighing(cell) or next(weighings(cell), None) is not None


def _holds(condition: str, cell: Cell) -> bool:
    return evaluate(condition, {key: atom.value for key, atom in cell.items()}).value is True


def cuts_of_contradictions(keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield what the contradictions among some facts compare them with: atoms must not straddle it."""
    known = set(keys)
    for condition, needed in CONTRADICTIONS:
        if needed <= known:
            yield from comparisons_of(condition)


def needs_weighing(cell: Cell) -> bool:
    """Whether the cell speaks of two things that one weighing decides, or of one and the vehicle."""
    weighed = sum(key in cell for key in WEIGHED)
    return weighed > 1 or (weighed == 1 and any(key in cell for key in VEHICLE))


def weighings(cell: Cell) -> Iterator[Weighing]:
    """Yield the lawful limits that fit a cell, each with the kilograms it leaves open."""
    named = {atom.value for key, atom in cell.items() if key == "mass_limit_kg"}
    rows: list[Mapping[str, Any]] = list(records("mass_limits").values())
    known = {row["mass_limit_kg"] for row in rows}
    rows += [{"mass_limit_kg": limit} for limit in sorted(named - known)]
    for row in sorted(rows, key=lambda each: int(each["mass_limit_kg"])):
        vehicle = _vehicle(row, cell)
        limit = int(row["mass_limit_kg"])
        if vehicle is None or not _limit_fits(limit, cell):
            continue
        first, last = _kilograms(limit, cell)
        if first <= last:
            yield Weighing(limit, first, last, vehicle)


def _vehicle(row: Mapping[str, Any], cell: Cell) -> tuple[tuple[str, Any], ...] | None:
    """Return the vehicle facts of a line of the table that a cell asks for; None where they contradict it."""
    found: dict[str, Any] = {}
    for key in VEHICLE:
        if key not in cell:
            continue
        if key == "axle_count":
            low, high = cell[key].ends
            axles = max(math.ceil(low), row.get("axles_from", 0))
            if axles > min(high, row.get("axles_to", FAR)):
                return None
            found[key] = axles
        elif row.get(key, cell[key].value) != cell[key].value:
            return None
        else:
            found[key] = cell[key].value
    return tuple(found.items())


def _limit_fits(limit: int, cell: Cell) -> bool:
    return "mass_limit_kg" not in cell or cell["mass_limit_kg"].holds(Fraction(limit))


def _kilograms(limit: int, cell: Cell) -> tuple[int, int]:
    first, last = -limit + 1, int(FAR)
    for key, scale, shift in (("excess_kg", 1, 0), ("excess_ratio", limit, 0), ("gross_mass_kg", 1, -limit)):
        if key not in cell:
            continue
        atom = cell[key]
        if atom.low is not None:
            low = atom.low * scale + shift
            first = max(first, math.floor(low) + 1 if atom.low_open else math.ceil(low))
        if atom.high is not None:
            high = atom.high * scale + shift
            last = min(last, math.ceil(high) - 1 if atom.high_open else math.floor(high))
    return first, last


def concrete(cell: Cell, varied: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """Yield facts that lie in a cell and hang together.

    Args:
        cell: one atom per fact.
        varied: facts of which several values are wanted: a plain one first, then the ends of the atom.
    """
    bound = {*WEIGHED, *VEHICLE} if needs_weighing(cell) else set()
    free = [key for key in cell if key not in bound]
    choices = [cell[key].points if key in varied else (cell[key].value,) for key in free]
    for values in product(*choices):
        facts = _in_order(cell, dict(zip(free, values, strict=True)))
        if not needs_weighing(cell):
            yield facts
            continue
        for weighing in weighings(cell):
            for kg in weighing.points if set(varied) & set(WEIGHED) else weighing.points[:1]:
                yield {**facts, **weighing.facts(kg)}


def _in_order(cell: Cell, facts: dict[str, Any]) -> dict[str, Any]:
    """Lift what must be larger: the later of two ordered facts follows the earlier."""
    pairs = [each for each in ORDERED if each[0] in facts and each[1] in facts]
    if not pairs:
        return facts
    for key in {key for pair in pairs for key in pair[:2]}:
        facts[key] = plain(cell[key].ends[0])
    for lower, upper, by in pairs:
        facts[upper] = max(facts[upper], facts[lower] + by)
    return facts
