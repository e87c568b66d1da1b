"""The description of the relations says what the code does."""

import duckdb
import yaml

from hengtu.law import jurisdiction
from hengtu.law.rulebook import records
from hengtu.rulesets.columns import decisions, plan, query

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


def test_a_plan_can_be_written_for_the_engine_of_a_larger_site():
    made = plan.Plan.of("road-occupy-dig", jurisdiction.resolve("四川").chain)
    text = query.text_of(query.assessed(made, "matters", {"area_m2"}), "spark")
    assert "CAST(`leaf` AS INT)" in text
