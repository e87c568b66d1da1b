"""One version of an item as people and documents need it: its name, and its provisions as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengtu.law.citations import cite_in_full, printable
from hengtu.law.measures import leaves_no_choice
from hengtu.law.periods import read_period
from hengtu.law.rulebook import rule_cache
from hengtu.law.statute import Choice, choose_version, item_of


@dataclass(frozen=True)
class Violation:
    """One version of an item as people and documents need it. Provisions are sentences, those not read left vague."""

    id: str
    code: str
    name_zh: str
    category: str
    effective_from: str
    effective_to: str | None
    violated: tuple[str, ...]
    penalty_provisions: tuple[str, ...]
    must_order_correction: bool
    order_kind: str
    crime_referral: str | None
    is_formula: bool
    hearing_zh: str = ""
    enforcer: str = ""
    measures: tuple[str, ...] = ()
    concurrent_with: tuple[str, ...] = ()


def violation(violation_id: str, on: Any) -> Violation:
    """Return the version of an item in force on a day.

    Args:
        violation_id: e.g. ``overlimit-mass``.
        on: date or ISO day; None for the current text.
    Raises: UnknownViolation; LawError ``no_rule_on_date``, ``bad_date``.
    """
    item = item_of(violation_id)
    period = read_period(on, "on")
    choice = choose_version(item, period, None, {}) if period else Choice(item["versions"][-1], "")
    return violation_of(violation_id, choice.version["effective_from"])


@rule_cache
def violation_of(violation_id: str, effective_from: str) -> Violation:
    """Return the version of an item that begins on a day, ISO. Raises: UnknownViolation."""
    item = item_of(violation_id)
    version = next(each for each in item["versions"] if each["effective_from"] == effective_from)
    return Violation(
        id=item["id"],
        code=item["code"],
        name_zh=item["name_zh"],
        category=item["category"],
        effective_from=version["effective_from"],
        effective_to=version.get("effective_to"),
        violated=_sentences(version["violated"]),
        penalty_provisions=_sentences(version["penalty_provision"]),
        must_order_correction=version["must_order_correction"],
        order_kind=version.get("order_kind", ""),
        crime_referral=item.get("crime_referral"),
        is_formula=_is_computed(version),
        hearing_zh=version.get("hearing_special", ""),
        enforcer=item.get("enforcer", ""),
        measures=tuple(each["zh"] for each in version.get("measures", ())),
        concurrent_with=tuple(item.get("concurrent_with", ())),
    )


def _is_computed(version: Mapping[str, Any]) -> bool:
    """Whether every fine of the item is computed or fixed, so that nothing is left to choose."""
    fines = [each for each in version["penalties"] if each["kind"] == "fine"]
    return bool(fines) and all(leaves_no_choice(each) for each in fines)


def _sentences(provisions: Sequence[Any]) -> tuple[str, ...]:
    """Return provisions as a document prints them; an article that was not read is not printed by number."""
    found: dict[str, None] = {}
    vague: dict[str, None] = {}
    for each in provisions:
        basis, confirmed = (each["cite"], each.get("confirmed", True)) if isinstance(each, Mapping) else (each, True)
        if confirmed and printable(basis):
            found[cite_in_full(basis)] = None
        else:
            vague[f"{cite_in_full(basis.rstrip('0123456789pi'))}的有关规定"] = None
    return tuple(found or vague)
