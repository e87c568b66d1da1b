"""What a version of the statute says, as SQL: ``law.statute.read_version`` for a column of facts at once.

Every outcome the version can have is a :class:`Reading`; an expression gives each row the number of its reading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengtu.law.facts import COMPUTED
from hengtu.law.measures import leaves_no_choice
from hengtu.law.statute import Version, main_penalties
from hengtu.rulesets.columns.amounts import (
    ZERO,
    Amount,
    Weight,
    amount_of,
    less,
    lighter,
    limits_of,
    simplified_or,
)
from hengtu.rulesets.columns.conditions import Bits, missing, truth
from hengtu.rulesets.columns.sql import (
    TRUE,
    Sql,
    all_of,
    any_of,
    bits,
    case,
    column,
    compare,
    is_false,
    is_known,
    is_null,
    is_true,
    literal,
    negated,
    switch,
    within,
)

Penalty = Mapping[str, Any]


@dataclass(frozen=True)
class Reading:
    """One thing a version can say; ``low`` and ``high`` None where no range can be told.

    ``is_missing``: facts are asked for. ``origin`` tells apart readings that look alike but ask for different facts.
    """

    kind: str
    low: Amount | None = None
    high: Amount | None = None
    amount: Amount | None = None
    is_missing: bool = False
    origin: str = ""

    @property
    def statutory(self) -> tuple[Amount, Amount]:
        """The range, nothing where none can be told."""
        return self.low or ZERO, self.high or ZERO

    @property
    def weight(self) -> Weight:
        """What is compared to say which law is lighter."""
        return self.statutory[1], self.statutory[0]


@dataclass
class VersionReading:
    """The readings of one version, with the number of the row's reading and the facts it asks for."""

    version: Version
    places: Bits
    readings: list[Reading] = field(default_factory=list)
    masks: dict[int, Sql] = field(default_factory=dict)
    number: Sql = None

    def __post_init__(self) -> None:
        self.number = self._read()

    @property
    def name(self) -> str:
        """The column of the number."""
        return f"reading_{self.version['effective_from']}"

    @property
    def mask(self) -> Sql:
        """The facts the row's reading asks for, as bits: a column filled by :attr:`asks`."""
        return column(f"asks_{self.name}")

    @property
    def asks(self) -> Sql:
        """The facts the row's reading asks for, worked out."""
        return switch(column(self.name), list(self.masks.items()), literal(0))

    @property
    def weights(self) -> dict[str, Sql]:
        """The ends of the row's range as columns, for texts that are compared; nothing where no row can change them."""
        if self._fixed is not None:
            return {}
        return {f"{end}_{self.name}": self._end(place) for place, end in enumerate(("high", "low"))}

    def is_lighter_than(self, other: VersionReading) -> Sql:
        """Return whether this version is lighter for the row (APL:37)."""
        if self._fixed is not None and other._fixed is not None:
            return lighter(self._fixed, other._fixed)
        (high, low), (other_high, other_low) = self._ends(), other._ends()
        same = all_of([compare(high, "==", other_high), compare(low, "<", other_low)])
        return any_of([compare(high, "<", other_high), same])

    @property
    def _fixed(self) -> Weight | None:
        """The one range that every row has, if there is one."""
        weights = {reading.weight for reading in self.readings}
        only = next(iter(weights))
        return only if len(weights) == 1 and all(end.is_constant for end in only) else None

    def _ends(self) -> tuple[Sql, Sql]:
        if self._fixed is not None:
            return self._fixed[0].sql(), self._fixed[1].sql()
        return column(f"high_{self.name}"), column(f"low_{self.name}")

    def _end(self, place: int) -> Sql:
        """One end of the range by the number of the reading; readings that share it share a branch."""
        shared: dict[Amount, list[int]] = {}
        for number, reading in enumerate(self.readings):
            shared.setdefault(reading.weight[place], []).append(number)
        *others, last = shared.items()
        return case([(within(column(self.name), numbers), end.sql()) for end, numbers in others], last[0].sql())

    def _read(self) -> Sql:
        for name in ("precondition", "fine_precondition"):
            if self.version.get(name):
                return self._after(self.version[name])
        return self._branches("", literal(0))

    def _after(self, condition: str) -> Sql:
        none = self._add(Reading("none", origin="precondition"))
        asking = self._branches("asking ", missing(condition, self.places))
        holds = truth(condition)
        return case([(is_false(holds), none), (is_null(holds), asking)], self._branches("", literal(0)))

    def _add(self, reading: Reading, mask: Sql | None = None) -> Sql:
        if reading not in self.readings:
            self.readings.append(reading)
        number = self.readings.index(reading)
        if mask is not None and reading.is_missing:
            self.masks[number] = mask
        return literal(number)

    def _branches(self, asking: str, asked: Sql) -> Sql:
        if not self.version.get("penalty_loaded", True):
            return self._add(Reading("unknown", is_missing=bool(asking), origin=asking), asked)
        main = main_penalties(self.version)
        holding = [is_true(truth(each["when"])) if "when" in each else TRUE for each in main]
        unknown = [is_null(truth(each["when"])) if "when" in each else literal(False) for each in main]
        if holding == [TRUE]:
            return self._single(main[0], f"{asking}0", asked)
        alone = [
            (all_of([held, *(negated(other) for other in holding if other is not held)]), position)
            for position, held in enumerate(holding)
        ]
        singles = [(test, self._single(main[place], f"{asking}{place}", asked)) for test, place in alone]
        mask = bits([asked, *(missing(each["when"], self.places) for each in main if "when" in each)])
        open_facts = any_of(unknown)
        several = self._undecided(main, holding, f"{asking}several", mask, open_facts)
        undecided = self._undecided(main, unknown, f"{asking}open", mask, TRUE)
        return case(
            [*singles, (any_of(holding), several), (open_facts, undecided)], self._without_fine(main, asking, asked)
        )

    def _single(self, penalty: Penalty, origin: str, asked: Sql) -> Sql:
        asking = origin.startswith("asking")
        if penalty["kind"] == "warning":
            return self._add(Reading("warning", is_missing=asking, origin=origin), asked)
        (low, high), amount = limits_of(penalty), amount_of(penalty)
        reading = Reading("fine", low, high, None if asking else amount, asking, origin)
        told = self._add(reading, asked)
        inputs = dict.fromkeys((*low.inputs, *(amount.inputs if amount else ())))
        if not inputs:
            return told
        low_known, high_known = (None, None) if low.inputs else (low, high)
        mask = bits([asked, *(self._if_null(key) for key in inputs)])
        untold = self._add(Reading("fine", low_known, high_known, None, True, f"{origin} untold"), mask)
        return case([(all_of([is_known(column(key)) for key in inputs]), told)], untold)

    def _if_null(self, key: str) -> Sql:
        return case([(is_null(column(key)), literal(self.places.mask(key)))], literal(0))

    def _undecided(
        self, main: Sequence[Penalty], candidates: Sequence[Sql], origin: str, mask: Sql, open_facts: Sql
    ) -> Sql:
        """Several branches are open: the lightest that can be told stands; without one only the ceiling is certain."""
        fines = [(each, open_) for each, open_ in zip(main, candidates, strict=True) if each["kind"] == "fine"]
        told = [(limits_of(each), _told(each, open_)) for each, open_ in fines if not leaves_no_choice(each)]
        branches = []
        for place, ((low, high), can_be_told) in enumerate(told):
            lightest = [can_be_told, *_not_heavier(place, told)]
            reading = self._asked_or_not(Reading("fine", low, high, origin=f"{origin} {place}"), mask, open_facts)
            branches.append((all_of(lightest), reading))
        return case(branches, self._ceiling(fines, origin, mask, open_facts))

    def _ceiling(self, fines: Sequence[tuple[Penalty, Sql]], origin: str, mask: Sql, open_facts: Sql) -> Sql:
        bases = [(key, open_) for each, open_ in fines for key in _bases(each)]
        asked = bits([mask, *(case([(open_, self._if_null(key))], literal(0)) for key, open_ in bases)])
        is_open = simplified_or(open_facts, *(all_of([open_, is_null(column(key))]) for key, open_ in bases))
        fixed = sorted(
            ((limits_of(each)[1], open_) for each, open_ in fines if leaves_no_choice(each)),
            key=lambda pair: -pair[0].factor,
        )
        branches = [
            (
                open_,
                self._asked_or_not(Reading("fine", ZERO, high, origin=f"{origin} up to {high.factor}"), asked, is_open),
            )
            for high, open_ in fixed
        ]
        return case(branches, self._asked_or_not(Reading("fine", origin=f"{origin} untold"), asked, is_open))

    def _asked_or_not(self, reading: Reading, mask: Sql, open_facts: Sql) -> Sql:
        asking = reading.origin.startswith("asking")
        asked = self._add(Reading(reading.kind, reading.low, reading.high, None, True, reading.origin), mask)
        if asking or open_facts == TRUE:
            return asked
        return case([(open_facts, asked)], self._add(reading))

    def _without_fine(self, main: Sequence[Penalty], asking: str, asked: Sql) -> Sql:
        """No fine is provided for the row's facts: another kind of penalty, or only the order to correct."""
        others = [
            each
            for each in self.version["penalties"]
            if each not in main and each["kind"] != "confiscate_illegal_gains" and not each.get("beside")
        ]
        conditions = [each["when"] for each in others if "when" in each]
        holding = [
            (
                is_true(truth(each["when"])) if "when" in each else TRUE,
                self._add(Reading(each["kind"], is_missing=bool(asking), origin=f"{asking}other"), asked),
            )
            for each in others
        ]
        mask = bits([asked, *(missing(each, self.places) for each in conditions)])
        none = Reading("none", origin=f"{asking}none")
        return case(holding, self._asked_or_not(none, mask, any_of([is_null(truth(each)) for each in conditions])))


def _bases(penalty: Penalty) -> tuple[str, ...]:
    amount = amount_of(penalty)
    return tuple(key for key in (amount or limits_of(penalty)[0]).inputs if key not in COMPUTED)


def _told(penalty: Penalty, is_open: Sql) -> Sql:
    inputs = limits_of(penalty)[0].inputs
    return all_of([is_open, *(is_known(column(key)) for key in inputs)])


def _not_heavier(place: int, told: Sequence[tuple[tuple[Amount, Amount], Sql]]) -> list[Sql]:
    """Whether the range at ``place`` is the lightest of those that can be told, the first of equal ones."""
    low, high = told[place][0]
    tests = []
    for position, ((other_low, other_high), other_told) in enumerate(told):
        if position == place:
            continue
        mine, theirs = (high, low), (other_high, other_low)
        wins = lighter(mine, theirs)
        if position > place:
            tie = all_of([less(high, other_high, "=="), less(low, other_low, "==")])
            wins = simplified_or(wins, _folded(tie))
        tests.append(TRUE if wins == TRUE else any_of([negated(other_told), wins]))
    return [test for test in tests if test != TRUE]


def _folded(test: Sql) -> Sql:
    """Fold a conjunction of constants."""
    parts = list(test.flatten()) if test.key == "and" else [test]
    if any(part == literal(False) for part in parts):
        return literal(False)
    kept = [part for part in parts if part != TRUE]
    return all_of(kept)
