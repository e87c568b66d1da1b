"""Which facts to ask for: those that the applicable text and benchmark look at, and those already known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law import benchmarks, jurisdiction
from hengtu.law.conditions import keys_of
from hengtu.law.facts import COMPUTED
from hengtu.law.formulas import INPUTS
from hengtu.law.measures import BASES, FORMULA
from hengtu.law.periods import read_period
from hengtu.law.rulebook import records
from hengtu.law.statute import choose_version, item_of

# Who the party is stands in the case; what is computed from a weighing is not typed.
NOT_ASKED = frozenset({"party_type", "violation_on", "decided_on", *COMPUTED})
WEIGHED = ("vehicle_form", "axle_count", "gross_mass_kg")


def facts_asked(question: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fact keys that can change the answer to a question of ``law assess``, in a steady order.

    Args:
        question: as for ``discretion.assess``.
    Returns: keys of the vocabulary: known ones, those of the statute's branches, of the benchmark of the place.
    Raises: LawError for an item or place the rulebook does not have.
    """
    known = tuple(question.get("facts") or {})
    asked = [*known, *(WEIGHED if question["violation"] == "overlimit-mass" else ()), *_of_rules(question)]
    vocabulary = records("facts")
    return tuple(key for key in dict.fromkeys(asked) if key in vocabulary and key not in NOT_ASKED)


def _of_rules(question: Mapping[str, Any]) -> Iterator[str]:
    item = item_of(question["violation"])
    on = read_period(question.get("violation_on"), "violation_on")
    decided = read_period(question.get("decided_on"), "decided_on")
    version = choose_version(item, on, decided, dict(question.get("facts") or {})).version
    for name in ("precondition", "fine_precondition"):
        yield from _keys(version.get(name))
    for penalty in version["penalties"]:
        yield from _keys(penalty.get("when"))
        yield from _measured_by(penalty)
    place = jurisdiction.resolve(question.get("jurisdiction") or "")
    decisive = decided or on
    layers = jurisdiction.layers(place, decisive.last if decisive else None)
    selection = benchmarks.select(item["id"], version, layers, on, decided)
    tables = [*selection.lists, *([selection.ladder] if selection.ladder else [])]
    for table in tables:
        for tier in table["tiers"]:
            yield from _keys(tier.get("when"))
            yield from _measured_by(tier["outcome"])


def _measured_by(penalty: Mapping[str, Any]) -> Iterator[str]:
    """The fact a fine is a share of; gains also where they are confiscated."""
    if penalty["kind"] == "confiscate_illegal_gains":
        yield "illegal_gains"
    if base := BASES.get(str(penalty.get("basis"))):
        yield base.fact
    if penalty.get("basis") == FORMULA:
        yield from INPUTS[penalty["formula"]["name"]]


def _keys(condition: str | None) -> list[str]:
    return sorted(keys_of(condition)) if condition else []
