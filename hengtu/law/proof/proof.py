"""What a proof says: frozen values, with the shape the command prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class CounterExample:
    """Facts for which a table does what it must not.

    ``check`` is ``overlap``, ``gap``, ``monotone``, ``word``, ``statute`` or ``outcome``; ``positions`` are the tiers
    concerned, counted from 0; ``other`` are the facts of the heavier act where two are compared; ``edge`` is True where
    two neighbours only share a value.
    """

    check: str
    message: str
    tiers: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    other: Mapping[str, Any] | None = None
    edge: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return all fields."""
        found: dict[str, Any] = {"check": self.check, "message": self.message, "tiers": list(self.tiers)}
        found |= {"positions": list(self.positions), "facts": dict(self.facts)}
        if self.other is not None:
            found["other"] = dict(self.other)
        return {**found, "edge": True} if self.edge else found


@dataclass(frozen=True)
class Proof:
    """What was proved of a table. None: not decided (``undecided`` says why), never guessed.

    ``findings`` are sentences a table in force is loaded with; a draft with any counter-example is refused.
    """

    table: str
    complete: bool | None
    overlaps: tuple[CounterExample, ...]
    gaps: tuple[CounterExample, ...]
    monotone: bool | None
    within_statute: bool | None
    counter_examples: tuple[CounterExample, ...]
    findings: tuple[str, ...] = ()
    undecided: str | None = None

    @property
    def sound(self) -> bool:
        """Whether everything was proved; only then may a draft be published."""
        return not self.counter_examples and self.undecided is None

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract, and more beside it."""
        found = {
            "table": self.table,
            "complete": self.complete,
            "overlaps": [each.as_json() for each in self.overlaps],
            "gaps": [each.as_json() for each in self.gaps],
            "monotone": self.monotone,
            "within_statute": self.within_statute,
            "counter_examples": [each.as_json() for each in self.counter_examples],
            "findings": list(self.findings),
        }
        return {**found, "undecided": self.undecided} if self.undecided else found
