"""What counts as a first offence differs by place; a list of must-penalise items closes only what is discretionary."""

from datetime import date, timedelta
from typing import Any

import pytest

from hengtu.law.discretion import Assessment, assess
from hengtu.law.errors import LawError
from hengtu.law.first_offence import PastDecision, facts_of_history, first_offence, must_be_penalised, read_past

FOUND = date(2026, 6, 1)
ITEM = "ridehail-vehicle-uncertified"


def past(*days_before: int, violation: str = ITEM) -> tuple[PastDecision, ...]:
    return tuple(PastDecision(violation, FOUND - timedelta(days=days)) for days in days_before)


def is_first(place: str, *days_before: int, violation: str = ITEM, on: date = FOUND) -> bool | None:
    found = first_offence(jurisdiction=place, violation=ITEM, found_on=on, past=past(*days_before, violation=violation))
    assert found.basis == ("APL:33p1",)
    assert found.reason
    return found.first


@pytest.mark.parametrize(
    ("days", "first"), [((), True), ((181,), True), ((180,), False), ((179,), False), ((1,), False), ((900, 181), True)]
)
def test_jiangsu_looks_back_one_hundred_and_eighty_days(days: tuple[int, ...], first: bool):
    assert is_first("江苏淮安", *days) is first


def test_before_its_list_began_jiangsu_has_no_window_of_its_own():
    early = date(2025, 11, 30)
    assert first_offence(jurisdiction="江苏", violation=ITEM, found_on=early, past=past(400)).first is None


@pytest.mark.parametrize(("days", "first"), [((), True), ((1,), False), ((3000,), False)])
def test_hunan_looks_at_every_record(days: tuple[int, ...], first: bool):
    assert is_first("湖南", *days) is first


@pytest.mark.parametrize("place", ["国家", "甘肃", "620000"])
def test_where_no_window_is_stated_a_record_leaves_it_to_the_agency(place: str):
    assert is_first(place) is True
    assert is_first(place, 400) is None
    assert "first_offence" not in facts_of_history(jurisdiction=place, violation=ITEM, found_on=FOUND, past=past(400))


def test_another_cause_and_a_later_decision_do_not_count():
    assert is_first("江苏", 10, violation="taxi-unlicensed") is True
    assert is_first("江苏", -1, 0) is True  # the day of discovery itself is no earlier decision


def test_the_record_settles_the_facts_of_the_vocabulary():
    found = facts_of_history(jurisdiction="江苏", violation=ITEM, found_on=FOUND, past=past(10, 180, 200, 364, 366))
    assert found == {
        "first_offence": False,
        "prior_violations_within_180d": 2,
        "prior_violations_within_1y": 4,
        "nth_time_caught": 6,
    }


def test_a_record_is_read_from_plain_data():
    assert read_past([{"violation": ITEM, "on": "2026-01-02"}]) == (PastDecision(ITEM, date(2026, 1, 2)),)
    with pytest.raises(ValueError, match="isoformat"):
        read_past([{"violation": ITEM, "on": "昨天"}])


def test_an_unknown_place_is_refused():
    with pytest.raises(LawError):
        first_offence(jurisdiction="火星", violation=ITEM, found_on=FOUND, past=())


# --- must-penalise lists ----------------------------------------------------------------------------------------------

MILD = {"first_offence": True, "harm_level": "minor", "corrected_promptly": True, "illegal_gains": 100}
DONGLING = "990000"


def ask(place: str, on: str = "2025-06-03", **facts: Any) -> Assessment:
    question = {"violation": "hazmat-unlicensed", "jurisdiction": place, "violation_on": on, "decided_on": on}
    return assess({**question, "facts": facts})


def test_a_listed_item_loses_the_discretionary_path_and_says_why():
    assert ask("河北", **MILD).exemption is not None
    listed = ask(DONGLING, **MILD)
    assert listed.exemption is None
    assert listed.outcome.kind == "fine"
    assert any("首查必罚" in line for line in listed.explanation)


def test_what_must_go_unpunished_stays_so_on_a_listed_item():
    slight = {**MILD, "harm_level": "none", "circumstances": "minor"}
    for facts in (slight, {"age": 13}, {"subjective_fault": False}):
        answer = ask(DONGLING, **facts)
        assert answer.exemption is not None
        assert answer.exemption.mandatory
        assert answer.outcome.kind == "none"


def test_before_the_list_began_nothing_is_closed():
    assert ask(DONGLING, on="2023-12-31", **MILD).exemption is not None
    assert must_be_penalised(layers=(DONGLING,), violation="hazmat-unlicensed", on=date(2023, 12, 31)) is None
    assert must_be_penalised(layers=(DONGLING,), violation="hazmat-unlicensed", on=date(2024, 1, 1)) is not None
    assert must_be_penalised(layers=("130000",), violation="hazmat-unlicensed", on=date(2025, 1, 1)) is None


# --- grounds for and against ------------------------------------------------------------------------------------------


def test_grounds_for_and_against_are_weighed_not_added():
    answer = ask("河北", eliminated_harm=True, during_emergency=True, illegal_gains=100)
    assert {each["result"] for each in answer.adjustments} == {"lighten_or_mitigate", "aggravate", "weigh"}
    assert any("没有互相抵销的算法" in line for line in answer.explanation)
    assert answer.outcome.lawful is not None
    assert answer.outcome.lawful.max_yuan == 100_000  # never above the maximum


@pytest.mark.parametrize(
    "ground", [{"harm_level": "serious"}, {"coerced_others": True}, {"prior_same_act_penalised_1y": True}]
)
def test_the_grounds_of_the_maritime_rule_count_in_inland_maritime_cases_only(ground: dict[str, Any]):
    question = {"jurisdiction": "国家", "violation_on": "2025-06-03", "decided_on": "2025-06-03", "facts": ground}
    ship = assess({**question, "violation": "underwater-works"})
    assert [each["result"] for each in ship.adjustments] == ["aggravate"]
    assert "内河海事行政处罚规定12" in ship.basis
    assert assess({**question, "violation": "road-obstruct"}).adjustments == ()


def test_a_ground_that_nobody_read_in_its_source_does_not_count_by_itself():
    question = {"jurisdiction": "国家", "violation_on": "2025-06-03", "facts": {"violent_resistance": True}}
    assert assess({**question, "violation": "road-obstruct"}).adjustments == ()
