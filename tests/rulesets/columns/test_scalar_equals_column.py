"""The same tables twice: what ``assess`` says of one question, a column says of every row."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from hengtu.law import benchmarks, discretion, jurisdiction
from hengtu.law.discretion import is_first_offence_path
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
        both_agree(violation, place)


def both_agree(violation: str, place: str, count: int = PER_PLACE) -> list[dict[str, Any]]:
    """Assess the same questions both ways, compare field by field, and return the answers."""
    plan = Plan.of(violation, jurisdiction.resolve(place).chain)
    asked = list(questions(plan, place, count, seed=1))
    found = by_column(plan, asked)
    for question, column in zip(asked, found, strict=True):
        assert column == by_scalar(question), question
    return found


def test_every_state_is_met():
    """The questions reach every kind of answer, so that agreement means something."""
    items = {"overlimit-mass": "350000", "passenger-unlicensed": "331082", "road-occupy-dig": "510000"}
    found = [answer for item, place in items.items() for answer in both_agree(item, place)]
    assert {answer["state"] for answer in found} >= {"decided", "missing", "gap", "statute", "none", "error"}
    assert {answer["kind"] for answer in found} >= {"fine", "none"}


def test_a_list_that_closes_the_path_of_a_first_offence(monkeypatch: pytest.MonkeyPatch):
    closed = [
        (table["violation"], table["division"])
        for table in records("benchmarks").values()
        if table["division"] in records("divisions") and any(map(is_first_offence_path, table["tiers"]))
    ]
    assert closed
    row = {"id": "all", "division": "000000", "violations": [item for item, _ in closed], "source": "清单"}
    monkeypatch.setitem(records("must_penalise"), "all", {**row, "effective_from": "2023-01-01", "confirmed": True})
    discretion._frame.cache_clear()
    try:
        for item, place in closed:
            both_agree(item, place)
    finally:
        monkeypatch.undo()
        discretion._frame.cache_clear()


def test_a_region_counts_for_its_members_from_the_day_they_joined(monkeypatch: pytest.MonkeyPatch):
    table = records("benchmarks")["road-occupy-dig@2"]
    shared = {**table, "id": "shared", "division": "region-chuanyu", "tiers": table["tiers"][:3]}
    monkeypatch.setitem(records("benchmarks"), "shared", shared)
    _forget_tables()
    try:
        used = {answer["benchmark"] for answer in both_agree("road-occupy-dig", "四川", 200)}
    finally:
        monkeypatch.undo()
        _forget_tables()
    assert used >= {"shared", "road-occupy-dig@2"}


def _forget_tables() -> None:
    discretion._frame.cache_clear()
    benchmarks._of.cache_clear()
