"""Forms in which a benchmark table may be handed in for proof: that of the rulebook, or a list of plain entries.

A plain entry names its place in words, has no dates, says ``range_source`` and ``statute_version``, and writes formulas
out: ``500 * floor(excess_kg / 1000)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hengtu.law.benchmarks import FIRST_TIERS
from hengtu.law.errors import LawError
from hengtu.law.proof.arithmetic import names_in
from hengtu.law.statute import item_of
from hengtu.lib.rule_schema import BENCHMARK, FORMULA, OUTCOME_FIELDS, PENALTY, TIER
from hengtu.lib.rule_shapes import Path, Problem, Record, Shape, flag, list_of, one_of, text, whole

NO_CAP = 1e12
CHECKED: dict[str, Shape] = {"min_confirmed": flag, "max_confirmed": flag}


def written_formula(value: Any, path: Path) -> Iterator[Problem]:
    """A named formula of the rulebook, or one written out."""
    if not isinstance(value, str):
        yield from FORMULA(value, path)
        return
    try:
        names_in(value)
    except LawError as error:
        yield path, error.message


OUTCOME = Record(
    {"kind": one_of("none", "warning", "fine", "mitigate")},
    {**OUTCOME_FIELDS, "formula": written_formula, "plus": list_of(PENALTY), **CHECKED},
)
ENTRY: dict[str, Shape] = {
    "jurisdiction": text,
    "level": text,
    "range_source": one_of("national", "local_statute"),
    "statute_version": one_of("current", "superseded"),
    "conflicts_with_current_statute": flag,
    "document": Record(
        {"name": text}, {"year": whole, "name_confirmed": flag, "number": text, "cite": text, "item": text}
    ),
}
NEEDED: dict[str, Shape] = {
    "violation": text,
    "tiers": list_of(Record({**TIER.needed, "outcome": OUTCOME}, TIER.optional)),
}
KNOWN = {**BENCHMARK.needed, **BENCHMARK.optional, **ENTRY}
TABLE = Record(NEEDED, {name: shape for name, shape in KNOWN.items() if name not in NEEDED})


def as_table(entry: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return an entry as the rulebook holds tables; ``name`` where it has no id."""
    tiers = [{**tier, "outcome": _outcome(tier["outcome"])} for tier in entry["tiers"]]
    table = {"id": name, **entry, "tiers": tiers}
    table.setdefault("role", _role(entry))
    return table


def _outcome(outcome: Mapping[str, Any]) -> dict[str, Any]:
    formula = outcome.get("formula")
    if not isinstance(formula, str):
        return dict(outcome)
    return {**outcome, "formula": {"text": formula, "cap_yuan": outcome.get("max", NO_CAP)}}


def _role(entry: Mapping[str, Any]) -> str:
    if entry.get("range_source") == "local_statute":
        return "local_statute"
    return "exemption_list" if all(tier["tier"] in FIRST_TIERS for tier in entry["tiers"]) else "ladder"


def older_versions(table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the texts a table may rest on that says of itself only that its text is superseded, the latest first."""
    if table.get("statute_version") != "superseded" or "statute_from" in table:
        return []
    older: list[Mapping[str, Any]] = item_of(table["violation"])["versions"][:-1]
    return older[::-1]
