"""The same tables twice: what ``assess`` says of one question, a column says of every row."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from hengtu.law import discretion, jurisdiction
from hengtu.law.errors import LawError
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.conditions import type_of
from hengtu.rulesets.columns.plan import Plan
from hengtu.rulesets.columns.query import ANSWERS, assessed, text_of
from tests.rulesets.columns.random_matters import questions

PER_PLACE = 24
REFUSED, NO_TABLE = "档不适用", "没有载入现行有效的裁量基准"


def places_of(violation: str) -> list[str]:
    """Every division that has a table of the item; their chains end in the nation, which stands for the rest."""
    divisions = {each["division"] for each in records("benchmarks").values() if each["violation"] == violation}
    known = divisions & set(records("divisions"))
    return sorted(known) or ["国家"]


def by_column(plan: Plan, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Assess questions as rows of a table."""
    types = {"id": "INT", "violation_on": "DATE", "decided_on": "DATE"} | {key: type_of(key) for key in plan.keys}
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE matters ({', '.join(f'{name} {kind}' for name, kind in types.items())})")
        row = f"({', '.join('?' * len(types))})"
        cells = [
            cell
            for number, each in enumerate(asked)
            for cell in (number, each["violation_on"], each["decided_on"], *map(each["facts"].get, plan.keys))
        ]
        connection.execute(f"INSERT INTO matters VALUES {', '.join([row] * len(asked))}", cells)
        query = text_of(assessed(plan, "matters", types, keep=("id",)))
        found = sorted(connection.execute(query).fetchall())
    assert [row[0] for row in found] == list(range(len(asked)))
    answers = [dict(zip(ANSWERS, row[1:], strict=True)) for row in found]
    return [{**each, "missing": sorted(plan.places.names(each["missing"]))} for each in answers]


def by_scalar(question: dict[str, Any]) -> dict[str, Any]:
    """The answer of ``assess`` in the words of a column."""
    try:
        found = discretion.assess(question)
    except LawError as error:
        return {**dict.fromkeys(ANSWERS), "state": "error", "error": error.code, "missing": []}
    statutory = found.statutory
    return {
        "state": state_of(found),
        "error": None,
        "tier": found.tier,
        "kind": found.outcome.kind,
        "benchmark": found.benchmark["id"] if found.benchmark else None,
        "statute_from": found.statute_from,
        "min_yuan": found.outcome.min_yuan,
        "max_yuan": found.outcome.max_yuan,
        "amount_yuan": found.outcome.amount_yuan,
        "statutory_min_yuan": statutory.min_yuan if statutory else None,
        "statutory_max_yuan": statutory.max_yuan if statutory else None,
        "missing": sorted(found.missing_facts),
    }


def state_of(found: discretion.Assessment) -> str:
    """The state a column gives an answer."""
    if found.missing_facts:
        return "missing"
    if found.tier:
        return "decided"
    if found.benchmark:
        return "gap"
    said = "".join(found.explanation)
    return "refused" if REFUSED in said else "statute" if NO_TABLE in said else "none"


@pytest.mark.parametrize("violation", sorted(records("violations")))
def test_every_item_is_assessed_by_column_as_one_by_one(violation: str):
    for place in places_of(violation):
        plan = Plan.of(violation, jurisdiction.resolve(place).chain)
        asked = list(questions(plan, place, PER_PLACE, seed=1))
        for question, column in zip(asked, by_column(plan, asked), strict=True):
            assert column == by_scalar(question), question
