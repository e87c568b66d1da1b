"""The answer to a question of the law: what follows from the facts, why, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hengtu.law import facts
from hengtu.law.outcome import Outcome, Range


@dataclass(frozen=True)
class Exemption:
    """A ground not to punish that the facts meet. ``mandatory``: must, otherwise may."""

    list_item: str
    document: str
    mandatory: bool
    basis: tuple[str, ...]
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return all fields."""
        return {**self.__dict__, "basis": list(self.basis)}


@dataclass(frozen=True)
class Assessment:
    """What the law lets follow from the facts, why, and what is still missing."""

    violation: str
    violation_name: str
    tier: str | None
    outcome: Outcome
    statutory: Range | None
    benchmark: Mapping[str, Any] | None
    missing_facts: tuple[str, ...]
    alternatives: tuple[Mapping[str, Any], ...]
    basis: tuple[str, ...]
    explanation: tuple[str, ...]
    exemption: Exemption | None = None
    adjustments: tuple[Mapping[str, Any], ...] = ()
    is_formula: bool = False
    must_order_correction: bool = False
    order_kind: str = ""
    crime_referral: str | None = None
    violated: tuple[str, ...] = ()
    penalty_provisions: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    trace: tuple[tuple[str, bool | None], ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    other_parties: tuple[Mapping[str, Any], ...] = ()
    measures: tuple[Mapping[str, Any], ...] = ()
    statute_from: str = ""  # the first day of the text that was applied
    # texts and hashes that are the same in every receipt of this answer, written when first asked for
    written: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def missing_zh(self) -> tuple[str, ...]:
        """The missing facts as people call them."""
        return tuple(facts.name_of(key) for key in self.missing_facts)

    def about(self, known: Mapping[str, Any]) -> Assessment:
        """Return this answer for other facts that no rule tells apart from its own; everything else is shared."""
        made = object.__new__(Assessment)
        made.__dict__.update(self.__dict__, facts=known)
        return made

    def as_json(self) -> dict[str, Any]:
        """Return the shape fixed by the contract, and more beside it; what few items have stands only where they do."""
        beside = {"other_parties": self.other_parties, "not_a_penalty": self.measures}
        return {
            "violation": self.violation,
            "tier": self.tier,
            "outcome": self.outcome.as_json(),
            "statutory": self.statutory.as_json() if self.statutory else None,
            "benchmark": dict(self.benchmark) if self.benchmark else None,
            "missing_facts": list(self.missing_facts),
            "alternatives": [dict(each) for each in self.alternatives],
            "exemption": self.exemption.as_json() if self.exemption else None,
            "adjustments": [dict(each) for each in self.adjustments],
            "must_order_correction": self.must_order_correction,
            "crime_referral": self.crime_referral,
            "basis": list(self.basis),
            "explanation": list(self.explanation),
            **{key: [dict(each) for each in found] for key, found in beside.items() if found},
        }
