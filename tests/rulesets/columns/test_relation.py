"""The description of the relations says what the code does."""

import duckdb
import pytest
import yaml

from hengtu.law import jurisdiction
from hengtu.law.rulebook import records
from hengtu.rulesets.columns import alike, decisions, plan, query
from hengtu.rulesets.columns.conditions import type_of
from tests.rulesets.columns.random_matters import questions

DESCRIBED = yaml.safe_load((decisions.Path(decisions.__file__).parent / "relation.yaml").read_text(encoding="utf-8"))


def test_the_columns_of_decisions_are_described():
    described = {name: column["dtype"] for name, column in DESCRIBED["decisions"]["columns"].items()}
    assert described == decisions.KEPT
    assert set(decisions.types()) == {*described, *records("facts")}


def test_the_answers_have_the_columns_and_types_described():
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE matters (violation_on DATE, decided_on DATE)")
        made = plan.Plan.of("overlimit-mass", jurisdiction.resolve("浙江").chain)
        text = query.text_of(query.assessed(made, "matters", {"violation_on", "decided_on"}))
        found = connection.execute(f"DESCRIBE {text}").fetchall()
    described = {name: column["dtype"] for name, column in DESCRIBED["answers"]["columns"].items()}
    assert {name: kind for name, kind, *_ in found} == described
    assert tuple(described) == query.ANSWERS


SOME = [
    ("overlimit-mass", "浙江"), ("passenger-unlicensed", "331082"), ("road-occupy-dig", "四川"),
    ("road-occupy-dig", "浙江"), ("ridehail-vehicle-uncertified", "江苏"),
]  # fmt: skip


def test_both_ways_of_counting_are_tried():
    found = {alike.can_be_counted(plan.Plan.of(item, jurisdiction.resolve(place).chain)) for item, place in SOME}
    assert found == {True, False}


@pytest.mark.parametrize(("violation", "place"), SOME)
def test_totals_and_numbers_say_what_the_rows_say(violation: str, place: str):
    made = plan.Plan.of(violation, jurisdiction.resolve(place).chain)
    types = {"id": "INT", "violation_on": "DATE", "decided_on": "DATE"} | {key: type_of(key) for key in made.keys}
    asked = list(questions(made, place, 120, seed=3))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE matters ({', '.join(f'{name} {kind}' for name, kind in types.items())})")
        for number, each in enumerate(asked):
            cells = [number, each["violation_on"], each["decided_on"], *map(each["facts"].get, made.keys)]
            connection.execute(f"INSERT INTO matters VALUES ({', '.join('?' * len(types))})", cells)
        rows = query.text_of(query.assessed(made, "matters", types, keep=("id",)))
        sums = query.text_of(query.totals(made, "matters", types))
        numbers = query.text_of(query.numbered(made, "matters", types, keep=("id",)))
        leaves = query.text_of(query.leaf_table(made))
        by = "state, error, tier, kind, benchmark, statute_from"
        counted = f"SELECT {by}, count(*), sum(min_yuan), sum(max_yuan) FROM ({{}}) GROUP BY ALL ORDER BY ALL"
        expected = connection.execute(counted.format(rows)).fetchall()
        again = f"SELECT {by}, sum(matters), sum(min_yuan), sum(max_yuan) FROM ({sums}) GROUP BY ALL ORDER BY ALL"
        assert len(expected) > 5
        for told, found in zip(expected, connection.execute(again).fetchall(), strict=True):
            assert found[:7] == told[:7]
            assert found[7:] == pytest.approx(told[7:])
        words = connection.execute(
            f"SELECT n.id, l.tier, n.missing FROM ({numbers}) n JOIN ({leaves}) l USING (leaf) ORDER BY 1"
        ).fetchall()
        assert words == connection.execute(f"SELECT id, tier, missing FROM ({rows}) ORDER BY 1").fetchall()


def test_a_plan_can_be_written_for_the_engine_of_a_larger_site():
    made = plan.Plan.of("road-occupy-dig", jurisdiction.resolve("四川").chain)
    text = query.text_of(query.assessed(made, "matters", {"area_m2"}), "spark")
    assert "CAST(`leaf` AS INT)" in text
