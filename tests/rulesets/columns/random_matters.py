"""Random questions for an item: facts drawn near the numbers its rules name, some missing, dates near every change."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from hengtu.law.conditions import comparisons_of
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.plan import Plan

EDGES = (-1, -0.01, 0, 0, 0.01, 1)
POSITIVE = frozenset({"gross_mass_kg", "mass_limit_kg", "axle_count"})
SHARES = (0, 0.05, 3.3, 250, 1999.99, 20000, 123456.78)


def questions(plan: Plan, place: str, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield ``count`` questions; money to the fen, every second one with all facts that matter known."""
    chance = random.Random(f"{plan.violation} {place} {seed}")
    edges = _edges(plan)
    days = [None, *_days(plan)]
    for number in range(count):
        absent = (0.0, 0.15, 0.5, 0.9)[number % 4]
        facts = {key: _value(key, edges.get(key, []), chance) for key in plan.keys if chance.random() >= absent}
        dates = {name: chance.choice(days) for name in ("violation_on", "decided_on")}
        yield {"violation": plan.violation, "jurisdiction": place, **dates, "facts": _lawful(facts, chance)}


def _edges(plan: Plan) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for condition in plan.conditions():
        for key, value in comparisons_of(condition):
            found.setdefault(key, []).append(value)
    return found


def _days(plan: Plan) -> list[date]:
    return [day + timedelta(days=offset) for day in plan.spans.changes for offset in (-1, 0, 1)]


def _value(key: str, edges: Sequence[Any], chance: random.Random) -> Any:
    fact = records("facts")[key]
    if fact["type"] == "boolean":
        return chance.random() < 0.5
    if fact["type"] == "enum":
        return chance.choice(list(fact["values"]))
    if fact["type"] == "text":
        return chance.choice([*edges, "其他"])
    base = chance.choice([*edges, *SHARES])
    value = max(0, base + chance.choice(EDGES))
    if fact["type"] == "integer":
        return max(1, int(value)) if key in POSITIVE else int(value)
    return max(0.01, round(value, 2)) if key in POSITIVE else round(value, 2)


def _lawful(facts: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Vehicles as they are weighed: figures that contradict the scales only now and then."""
    if "gross_mass_kg" in facts:
        facts["gross_mass_kg"] = chance.choice([18000, 18001, 31000, 43500, 49000, 49999, 60000, 98765])
        facts["axle_count"] = chance.choice([2, 3, 4, 5, 6, 7])
        if chance.random() < 0.9:
            for key in ("excess_kg", "excess_ratio", "mass_limit_kg"):
                facts.pop(key, None)
    return facts
