"""What a case is about when it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.subjects.models import Party


@dataclass(frozen=True)
class Suspicion:
    """One suspected violation by one party. ``facts`` by fact key of the rulebook; ``ended_on`` where it lasted."""

    party: Party
    violation: str
    violation_on: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    ended_on: date | None = None


@dataclass(frozen=True)
class CaseOpening:
    """The case block of a first act: where, which field, who, what. ``agency`` is the unit that handles it."""

    agency: Agency
    title: str
    category: str
    jurisdiction: str
    suspicions: tuple[Suspicion, ...]
    plate: str = ""

    def as_payload(self) -> dict[str, Any]:
        """Return the block as acts store it: parties by uid and name, no personal number."""
        parties = {str(item.party.uid): item.party for item in self.suspicions}
        return {
            "agency": self.agency.code,
            "title": self.title,
            "category": self.category,
            "jurisdiction": self.jurisdiction,
            "plate": self.plate,
            "parties": [{"id": uid, "kind": party.kind.lower(), "name": party.name} for uid, party in parties.items()],
            "matters": [
                {
                    "id": f"m{position}",
                    "party": str(item.party.uid),
                    "violation": item.violation,
                    "violation_on": item.violation_on.isoformat(),
                    "facts": dict(item.facts),
                    **({"ended_on": item.ended_on.isoformat()} if item.ended_on else {}),
                }
                for position, item in enumerate(self.suspicions, start=1)
            ],
        }
