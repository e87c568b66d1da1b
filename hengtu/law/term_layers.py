"""Terms as a province, city or agency fixes them: dated rows that go before the national number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records, rule_cache

Row = Mapping[str, Any]


def layer_for(term_id: str, place: str, on: date) -> Row | None:
    """Return the row of the nearest layer in force for a term at a place, None where the nation's number stands.

    Args:
        place: name or division code; resolved only where any layer has a row for the term.
        on: day of the starting event.
    Raises: LawError ``unknown_jurisdiction``.
    """
    rows = _by_term().get(term_id)
    if not rows:
        return None
    chain = places.resolve(place).chain
    found = [row for row in rows if row["division"] in chain and in_force(row, on)]
    return min(found, key=lambda row: chain.index(row["division"]), default=None)


def has_layers(term_id: str) -> bool:
    """Whether any layer has a row for the term: only then does the place matter."""
    return term_id in _by_term()


@rule_cache
def _by_term() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in records("term_layers").values():
        found.setdefault(row["term"], []).append(row)
    return found


def problems_of(row: Row, term: Row | None) -> Iterator[tuple[str, str]]:
    """Yield ``(field, what is wrong)`` of a layer's row.

    A layer fills in what the nation leaves open (a setting). A legal number it may only make stricter for the agency
    or kinder to the party; where the law itself leaves a choice the term says so (``least_amount``).
    """
    if term is None:
        yield "term", f"没有编号为 {row['term']} 的期限"
        return
    if term["kind"] == "setting":
        return
    if row["unit"] != term["unit"]:
        yield "unit", f"「{term['name']}」由法律规定，单位应当是 {term['unit']}"
        return
    least = term.get("least_amount", term["amount"])
    if term["binds"] == "agency" and term["kind"] == "deadline" and row["amount"] > term["amount"]:
        yield "amount", f"「{term['name']}」约束机关，不能长于法律规定的 {term['amount']}"
    elif (term["binds"] == "party" or term["kind"] == "earliest") and row["amount"] < least:
        yield "amount", f"「{term['name']}」保护当事人，不能短于 {least}"
