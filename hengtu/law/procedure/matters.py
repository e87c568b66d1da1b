"""Who did what wrong: parties, violations and penalties of one case, read from the payload of its first act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hengtu.law.outcome import CONFISCATIONS
from hengtu.law.severity import Sanction, heavier_in, name_zh

# APL:51 speaks of citizens and of organisations; an individual business answers as the citizen who runs it.
CITIZENS = frozenset({"natural_person", "individual_business"})


@dataclass(frozen=True)
class CaseParty:
    """A party as the law needs it: an id inside the case, the kind of person, the name."""

    id: str
    kind: str
    name: str

    @property
    def is_citizen(self) -> bool:
        return self.kind in CITIZENS


@dataclass(frozen=True)
class Matter:
    """One violation by one party; ``ended_on`` where it lasted or was repeated (APL:36). A case has at least one."""

    id: str
    party: CaseParty
    violation: str
    violation_on: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    ended_on: date | None = None


@dataclass(frozen=True)
class CaseFacts:
    """What the case is about. ``jurisdiction`` is a place name or a division code, ``category`` the 执法门类."""

    jurisdiction: str
    category: str
    matters: tuple[Matter, ...]

    @property
    def parties(self) -> tuple[CaseParty, ...]:
        return tuple({matter.party.id: matter.party for matter in self.matters}.values())


@dataclass(frozen=True)
class Penalty:
    """A proposed, notified or decided penalty. ``kind`` joins kinds with "+": fine, warning, warning+fine, none."""

    kind: str
    amount_yuan: float = 0.0
    confiscate_yuan: float = 0.0

    @property
    def kinds(self) -> frozenset[str]:
        kinds = set(self.kind.split("+")) - {"none", ""}
        return frozenset(kinds | {"confiscate"} if self.confiscate_yuan else kinds)

    @property
    def total_yuan(self) -> float:
        return round(self.amount_yuan + self.confiscate_yuan, 2)

    @property
    def sanction(self) -> Sanction:
        """The penalty as it is compared with another."""
        return Sanction(self.kinds, self.amount_yuan, self.confiscate_yuan)

    @property
    def punishes(self) -> bool:
        return bool(self.kinds)

    def in_words(self) -> str:
        """Say the penalty in a phrase, e.g. 警告、罚款 3000 元、没收违法所得 5.12 元."""
        parts = []
        if "warning" in self.kinds:
            parts.append("警告")
        if "fine" in self.kinds:
            parts.append(f"罚款 {plain(self.amount_yuan)} 元")
        if self.confiscate_yuan:
            parts.append(f"没收违法所得 {plain(self.confiscate_yuan)} 元")
        parts += [name_zh(kind) for kind in sorted(self.kinds - {"warning", "fine", "confiscate"} - CONFISCATIONS)]
        return "、".join(parts) or "不予行政处罚"


def plain(yuan: float) -> str:
    """Write money without idle decimals: 27500, 5.12."""
    return f"{yuan:.2f}".rstrip("0").rstrip(".")


def read_case(case: Mapping[str, Any]) -> CaseFacts:
    """Read the ``case`` block of a first act.

    The short form names one ``party``, one ``violation`` with ``violation_on`` and ``facts``; the long form has
    ``parties`` (list) and ``matters`` (list of ``id, party, violation, violation_on, facts``).

    Raises: KeyError, ValueError where a needed entry is missing or no date.
    """
    if "matters" in case:
        parties = {entry["id"]: _party(entry) for entry in case["parties"]}
        matters = tuple(_matter(entry, parties[entry["party"]]) for entry in case["matters"])
    else:
        matters = (_matter({"id": "m1", **case}, _party({"id": "p1", **case["party"]})),)
    return CaseFacts(case["jurisdiction"], case.get("category", ""), matters)


def _party(entry: Mapping[str, Any]) -> CaseParty:
    return CaseParty(str(entry["id"]), entry["kind"], entry.get("name", ""))


def _matter(entry: Mapping[str, Any], party: CaseParty) -> Matter:
    violation_on = date.fromisoformat(entry["violation_on"])
    ended = entry.get("ended_on")
    ended_on = date.fromisoformat(ended) if ended else None
    return Matter(entry["id"], party, entry["violation"], violation_on, dict(entry.get("facts", {})), ended_on)


def with_facts(case: CaseFacts, found: Mapping[str, Any], matter_id: str | None) -> CaseFacts:
    """Return the case with facts that the investigation established, for one matter or for all."""
    matters = tuple(
        replace(matter, facts={**matter.facts, **found}) if matter_id in (None, matter.id) else matter
        for matter in case.matters
    )
    return replace(case, matters=matters)


def read_penalties(entry: Any, case: CaseFacts) -> dict[str, Penalty]:
    """Read ``{"kind", "amount_yuan", "confiscate_yuan"}`` or a list of such with ``matter``; keyed by matter id."""
    if not entry:
        return {}
    entries = entry if isinstance(entry, list) else [{"matter": case.matters[0].id, **entry}]
    return {
        item["matter"]: Penalty(
            item["kind"], float(item.get("amount_yuan") or 0), float(item.get("confiscate_yuan") or 0)
        )
        for item in entries
    }


def heavier_than(decided: Penalty, notified: Penalty) -> tuple[str, ...]:
    """Say in what the decided penalty is heavier than the notified one; empty when it is not (APL:45p2)."""
    return tuple(heavier_in(decided.sanction, notified.sanction))
