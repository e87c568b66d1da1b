"""Which tier of a benchmark the row's facts meet, as SQL: ``law.benchmarks.match_tier`` for columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.benchmarks import FIRST_TIERS, Benchmark, tier_weight
from hengtu.law.conditions import keys_of
from hengtu.law.discretion import is_first_offence_path
from hengtu.rulesets.columns.amounts import Amount, amount_of, limits_of
from hengtu.rulesets.columns.conditions import Bits, all_known, missing, truth
from hengtu.rulesets.columns.sql import Sql, any_of, bits, case, column, compare, is_null, literal

UNKNOWN, GAP = -1, 0


@dataclass(frozen=True)
class TierColumn:
    """A table as a column: the number of the tier met (from 1), 0 where none fits, -1 where facts are missing."""

    table: Benchmark
    places: Bits
    is_strict: bool = False

    @property
    def name(self) -> str:
        """The column of the number."""
        return f"tier_{self.table['id']}{'_strict' if self.is_strict else ''}"

    @property
    def tiers(self) -> tuple[tuple[int, Mapping[str, Any]], ...]:
        """The tiers that count, numbered from 1; where a list of the place closes the path of a first offence
        (``is_strict``), a ladder has none of its tiers."""
        closed = self.is_strict and self.table["role"] != "exemption_list"
        numbered = enumerate(self.table["tiers"], start=1)
        return tuple((number, tier) for number, tier in numbered if not (closed and is_first_offence_path(tier)))

    @property
    def exempting(self) -> tuple[int, ...]:
        """The numbers by which an exemption list spares the row."""
        return tuple(number for number, tier in self.tiers if not (self.is_strict and is_first_offence_path(tier)))

    @property
    def is_local(self) -> bool:
        """Whether the table is a local statute with amounts of its own."""
        return bool(self.table["role"] == "local_statute")

    def number(self) -> Sql:
        """Return the tier: exempting and mitigating ones first, then the lighter of those that fit."""
        first = [pair for pair in self.tiers if pair[1]["tier"] in FIRST_TIERS]
        rest = [pair for pair in self.tiers if pair[1]["tier"] not in FIRST_TIERS]
        met_first = [
            branch
            for number, tier in first
            for branch in (
                (truth(tier["when"]), literal(number)),
                (is_null(truth(tier["when"])), literal(UNKNOWN)),
            )
        ]
        return case(met_first, _lightest(rest))

    @property
    def mask(self) -> Sql:
        """The facts that would decide, as bits: a column filled by :attr:`asks`."""
        return column(f"asks_{self.name}")

    @property
    def asks(self) -> Sql:
        """The facts that would decide, worked out; 0 where a tier is met or none fits."""
        asked = bits([missing(tier["when"], self.places) for _, tier in self.tiers])
        return case([(compare(column(self.name), "==", literal(UNKNOWN)), asked)], literal(0))

    def met(self, number: int) -> Sql:
        """Return whether the row meets this number."""
        return compare(column(self.name), "==", literal(number))


def _lightest(rest: list[tuple[int, Mapping[str, Any]]]) -> Sql:
    """The lightest tier that holds; rows with every fact known are not asked twice."""
    by_weight = sorted(rest, key=lambda pair: tier_weight(pair[1]))
    lightest = case([(truth(tier["when"]), literal(number)) for number, tier in by_weight], literal(GAP))
    keys = frozenset(key for _, tier in rest for key in keys_of(tier["when"]))
    open_ = any_of([is_null(truth(tier["when"])) for _, tier in rest])
    return case([(all_known(keys), lightest), (open_, literal(UNKNOWN))], lightest)


@dataclass(frozen=True)
class TierOutcome:
    """What a tier comes to: ``low`` and ``high`` only for a fine; ``amount`` only by formula."""

    kind: str
    low: Amount | None = None
    high: Amount | None = None
    amount: Amount | None = None

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts it is computed from."""
        amount = self.amount.inputs if self.amount else ()
        return tuple(dict.fromkeys((*amount, *(self.low.inputs if self.low else ()))))


def outcome_of(tier: Mapping[str, Any]) -> TierOutcome:
    """Return a tier's outcome, as ``law.benchmarks.tier_range`` does."""
    outcome = tier["outcome"]
    if outcome["kind"] != "fine":
        return TierOutcome(outcome["kind"])
    low, high = limits_of(outcome)
    return TierOutcome("fine", low, high, amount_of(outcome) if outcome["basis"] == "per_unit_formula" else None)
