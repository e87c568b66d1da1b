"""Cells and rows: what is typed without programming means a condition, and a table in force can be typed again."""

import pytest

from hengtu.law.rulebook import records
from hengtu.rulesets.drafting.cells import typed
from hengtu.rulesets.drafting.content import (
    condition_of,
    content_of,
    empty_row,
    head_problems,
    problem_in_words,
    rule_of,
    said,
    tiers_of,
)
from hengtu.rulesets.drafting.starting import equal_parts
from tests.rulesets.make import AT, filled


@pytest.mark.parametrize(
    ("key", "cell", "condition"),
    [
        ("area_m2", {"low": "2", "low_op": ">=", "high": "10", "high_op": "<"}, "area_m2 >= 2 and area_m2 < 10"),
        ("area_m2", {"low": "2平方米"}, "area_m2 >= 2"),
        ("area_m2", {"high": "2.50", "high_op": "<="}, "area_m2 <= 2.5"),
        ("area_m2", {"low": "3", "low_op": ">=", "high": "3", "high_op": "<="}, "area_m2 == 3"),
        ("area_m2", {}, ""),
        ("excess_ratio", {"low": "20%", "low_op": ">"}, "excess_ratio > 0.2"),
        ("excess_ratio", {"low": "12.5"}, "excess_ratio >= 0.125"),
        ("first_offence", {"is": ["true"]}, "first_offence == true"),
        ("harm_level", {"is": ["serious"]}, "harm_level == 'serious'"),
        ("harm_level", {"is": ["none", "general"]}, "harm_level in ['general', 'none']"),
    ],
)
def test_a_cell_means_a_condition(key: str, cell: dict, condition: str) -> None:
    found = typed(cell, key, records("facts")[key])
    assert (found.condition, found.problem) == (condition, "")


@pytest.mark.parametrize(
    ("key", "cell", "part"),
    [
        ("area_m2", {"low": "二"}, "不是数"),
        ("area_m2", {"low": "-1"}, "不小于零"),
        ("area_m2", {"low": "inf"}, "不小于零"),
        ("area_m2", {"low": "10", "high": "2"}, "下限比上限大"),
        ("area_m2", {"low": "2", "high": "2"}, "没有一个数符合"),
        ("nth_time_caught", {"low": "1.5"}, "应当是整数"),
        ("harm_level", {"is": ["huge"]}, "没有这个选项"),
        ("first_offence", {"is": ["true", "false"]}, "等于不论"),
    ],
)
def test_what_a_cell_cannot_mean_is_said(key: str, cell: dict, part: str) -> None:
    found = typed(cell, key, records("facts")[key])
    assert part in found.problem
    assert found.condition == ""


def test_free_text_goes_before_the_cells_and_its_mistakes_are_placed() -> None:
    facts, row = records("facts"), empty_row("n0", 1, free="area_m2 >= 2 or depth_cm >= 30")
    assert condition_of(row, ["area_m2"], facts) == ("area_m2 >= 2 or depth_cm >= 30", [])
    assert "或者挖掘深度达到 30 厘米" in said(row, ["area_m2"], facts)
    wrong = (
        ("area_m2 >> 2", "应当是"),
        ("aera_m2 >= 2", "area_m2"),
        ("area_m2 >= 'x'", "比较"),
        ("面积 > 2", "第 1 个"),
    )
    for text, part in wrong:
        (field, message), *_ = condition_of({**row, "free": text}, ["area_m2"], facts)[1]
        assert field == "free"
        assert part in message


def test_a_row_without_circumstances_tier_or_amount_is_named_in_words() -> None:
    facts = records("facts")
    content = filled(rows=[empty_row("n0", 1)])
    tiers, problems = tiers_of(content, facts)
    assert tiers == []
    assert [problem.anchor for problem in problems] == ["r0-c0", "r0-punish", "r0-tier"]
    assert problem_in_words(problems[0], content).startswith("第 1 行（未选档次）：没有写明情节")


def test_the_head_asks_for_number_evaluation_and_a_day_to_come() -> None:
    content = filled(number="", evaluate_by="", effective_from="2026-03-01")
    said_of = [problem.field for problem in head_problems(content, AT.date())]
    assert said_of == ["number", "effective_from", "evaluate_by"]
    assert list(head_problems(filled(), AT.date())) == []
    assert [each.field for each in head_problems(filled(evaluate_by="2026-04-01"), AT.date())] == ["evaluate_by"]


@pytest.mark.parametrize("identity", sorted(records("benchmarks")))
def test_every_table_in_force_can_be_typed_again_without_changing_its_meaning(identity: str) -> None:
    rule, facts = records("benchmarks")[identity], records("facts")
    tiers, problems = tiers_of(content_of(rule, facts), facts)
    assert problems == []
    again, _ = tiers_of(content_of({**rule, "tiers": tiers}, facts), facts)
    assert again == tiers
    assert [tier["tier"] for tier in tiers] == [tier["tier"] for tier in rule["tiers"]]


def test_the_statutory_range_in_equal_parts_leaves_the_circumstances_open() -> None:
    version = records("violations")["road-occupy-dig"]["versions"][-1]
    content = equal_parts(version, 3)
    assert content is not None
    assert [(row["min"], row["max"]) for row in content["rows"]] == [
        ("0", "10000"),
        ("10000", "20000"),
        ("20000", "30000"),
    ]
    uneven = equal_parts(records("violations")["waterway-fishing-gear"]["versions"][-1], 3)
    assert [row["max"] for row in (uneven or {})["rows"]] == ["16700", "33300", "50000"], "sums to the hundred"
    _, problems = tiers_of({**content, "columns": ["area_m2"]}, records("facts"))
    assert {problem.field for problem in problems} == {"c0"}


def test_a_rule_without_dates_can_be_proved_and_one_with_them_carries_them() -> None:
    tiers, _ = tiers_of(filled(), records("facts"))
    names = {"identity": "x", "violation": "v", "division": "1", "tiers": tiers}
    bare = rule_of(filled(effective_from="", evaluate_by="", filing_number=""), **names)
    assert not {"effective_from", "evaluate_by", "filing_number"} & set(bare)
    whole = rule_of(filled(), **names)
    assert (whole["effective_from"], whole["evaluate_by"]) == ("2026-04-01", "2028-04-01")
    assert whole["filing_number"] == "备〔2026〕1号"
