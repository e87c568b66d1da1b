"""The answers a plan can give, one row each of a small table; a million rows carry only the number of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengtu.rulesets.columns.amounts import Amount
from hengtu.rulesets.columns.sql import Sql, column, literal, switch

AMOUNTS = ("min_yuan", "max_yuan", "amount_yuan", "statutory_min_yuan", "statutory_max_yuan")
WORDS = ("state", "error", "tier", "kind", "benchmark", "statute_from")


@dataclass(frozen=True)
class Leaf:
    """One answer. ``state``: decided, missing, gap, refused, statute, none, error; amounts None where there is none."""

    state: str
    kind: str | None = None
    tier: str | None = None
    benchmark: str | None = None
    statute_from: str | None = None
    error: str | None = None
    min_yuan: Amount | None = None
    max_yuan: Amount | None = None
    amount_yuan: Amount | None = None
    statutory_min_yuan: Amount | None = None
    statutory_max_yuan: Amount | None = None
    asks: str = ""


@dataclass
class Leaves:
    """Every answer met while a plan is made; equal answers share a number."""

    numbers: dict[Leaf, int] = field(default_factory=dict)

    def number(self, leaf: Leaf) -> Sql:
        """Return a leaf's number, new or known."""
        return literal(self.numbers.setdefault(leaf, len(self.numbers)))

    @property
    def sources(self) -> dict[str, tuple[Amount, ...]]:
        """For each amount what it is a share of or computed by, beside constants."""
        return {name: _sources(getattr(leaf, name) for leaf in self.numbers) for name in AMOUNTS}

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the small table: number, words, the group of facts asked for, and per amount factor and source."""
        sources = self.sources
        return [
            (
                number,
                *(getattr(leaf, name) for name in WORDS),
                leaf.asks,
                *(cell for name in AMOUNTS for cell in _cells(getattr(leaf, name), sources[name])),
            )
            for leaf, number in self.numbers.items()
        ]

    def amounts(self) -> list[tuple[str, Sql]]:
        """Return each amount as an expression over the small table and the row's facts."""
        found = []
        for name, sources in self.sources.items():
            factor = column(name, "leaf")
            shares = [(place, source.times(factor)) for place, source in enumerate(sources, start=1)]
            found.append((name, switch(column(f"{name}_of", "leaf"), shares, factor) if shares else factor))
        return found


def _sources(amounts: Iterable[Amount | None]) -> tuple[Amount, ...]:
    found = dict.fromkeys(amount.source for amount in amounts if amount is not None and amount.source is not None)
    return tuple(found)


def _cells(amount: Amount | None, sources: Sequence[Amount]) -> tuple[float | None, int]:
    if amount is None:
        return None, 0
    source = amount.source
    return float(amount.factor), 0 if source is None else sources.index(source) + 1
