"""Over-limit: limits by axles, the two penalties, the common ceiling, and what is not guessed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.errors import LawError
from hengtu.law.overlimit import answer, weigh

DAY = {"violation_on": "2025-06-01", "decided_on": "2025-06-05"}
# (form, axles, single drive axle, gross kg) -> (limit kg, excess kg, kind, yuan)
MASS = [
    ("rigid", 2, False, 18000, 18000, 0, "none", 0),
    ("rigid", 2, False, 18001, 18000, 1, "warning", 0),
    ("rigid", 2, False, 19000, 18000, 1000, "warning", 0),
    ("rigid", 2, False, 19001, 18000, 1001, "fine", 500),
    ("rigid", 2, False, 19999, 18000, 1999, "fine", 500),
    ("rigid", 2, False, 20000, 18000, 2000, "fine", 1000),
    ("rigid", 3, False, 31450, 25000, 6450, "fine", 3000),
    ("train", 3, False, 27800, 27000, 800, "warning", 0),
    ("rigid", 4, False, 47999, 31000, 16999, "fine", 8000),
    ("train", 4, False, 40500, 36000, 4500, "fine", 2000),
    ("train", 5, False, 43999, 43000, 999, "warning", 0),
    ("train", 5, False, 60250, 43000, 17250, "fine", 8500),
    ("train", 6, True, 48500, 46000, 2500, "fine", 1000),
    ("train", 6, False, 48500, 49000, 0, "none", 0),
    ("train", 6, False, 81000, 49000, 32000, "fine", 16000),
    ("train", 6, False, 108999, 49000, 59999, "fine", 29500),
    ("train", 6, False, 109000, 49000, 60000, "fine", 30000),
    ("train", 6, False, 135000, 49000, 86000, "fine", 30000),
    ("train", 7, False, 50500, 49000, 1500, "fine", 500),
]
# (length, width, height) -> (kind, min, max)
SIZE = [
    (18.1, 2.55, 4.0, "none", 0, 0),
    (18.2, 2.55, 4.0, "fine", 0, 200),
    (17, 2.9, 3.9, "fine", 0, 200),
    (20, 3, 4.2, "fine", 0, 200),
    (20.1, 2.5, 3.8, "fine", 200, 1000),
    (16, 3.2, 4.1, "fine", 200, 1000),
    (28, 3.75, 4.5, "fine", 200, 1000),
    (28.1, 2.5, 4, "fine", 1000, 3000),
    (18, 2.55, 4.6, "fine", 1000, 3000),
    (30, 4.1, 4.9, "fine", 1000, 3000),
]


def size(length: float, width: float, height: float) -> dict[str, float]:
    return {"total_length_m": length, "total_width_m": width, "total_height_m": height}


def five_axles(gross: float) -> dict[str, Any]:
    return {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": gross}


@pytest.mark.parametrize(("form", "axles", "single", "gross", "limit", "excess", "kind", "yuan"), MASS)
def test_mass(form: str, axles: int, single: bool, gross: int, limit: int, excess: int, kind: str, yuan: int):
    question = {"vehicle_form": form, "axle_count": axles, "tractor_single_drive_axle": single, "gross_mass_kg": gross}
    found = answer({**question, **DAY})
    assert (found.mass_limit_kg, found.excess_kg) == (limit, excess)
    assert (found.total["kind"], found.total["amount_yuan"]) == (kind, yuan)
    assert "超限运输车辆行驶公路管理规定43" in found.basis


@pytest.mark.parametrize(("length", "width", "height", "kind", "low", "high"), SIZE)
def test_size(length: float, width: float, height: float, kind: str, low: int, high: int):
    total = answer({**size(length, width, height), **DAY}).total
    assert (total["kind"], total["min_yuan"], total["max_yuan"]) == (kind, low, high)


def test_mass_and_size_add_up_under_one_ceiling():
    both = answer({**five_axles(60250), **size(20.1, 2.5, 3.8), **DAY})
    assert (both.total["min_yuan"], both.total["max_yuan"], both.total["amount_yuan"]) == (8700, 9500, None)
    top = answer({**five_axles(103000), **size(30, 4.1, 4.9), **DAY})
    assert (top.total["min_yuan"], top.total["max_yuan"]) == (30000, 30000)


def test_a_warning_for_mass_comes_beside_a_fine_for_size():
    both = answer({**five_axles(43500), **size(20.1, 2.5, 3.8), **DAY})
    assert both.total["kind"] == "fine"
    assert both.total["also"] == [{"kind": "warning", "mandatory": True}]


def test_an_unknown_drive_axle_is_asked_only_where_it_matters():
    question = {"vehicle_form": "train", "axle_count": 6, **DAY}
    open_answer = answer({**question, "gross_mass_kg": 60000})
    assert open_answer.missing_facts == ("tractor_single_drive_axle",)
    assert (open_answer.mass_limit_kg, open_answer.excess_kg) == (None, None)
    assert (open_answer.total["min_yuan"], open_answer.total["max_yuan"]) == (5500, 7000)
    assert answer({**question, "gross_mass_kg": 45000}).missing_facts == ()
    assert answer({**question, "gross_mass_kg": 45000}).total["kind"] == "none"


@pytest.mark.parametrize(("form", "axles"), [("rigid", 5), ("rigid", 1), ("train", 2)])
def test_a_vehicle_without_a_line_in_the_table_has_no_guessed_limit(form: str, axles: int):
    found = answer({"vehicle_form": form, "axle_count": axles, "gross_mass_kg": 60000, **DAY})
    assert (found.mass_limit_kg, found.excess_kg, found.missing_facts) == (None, None, ("mass_limit_kg",))
    assert found.total["amount_yuan"] is None


def test_vehicles_under_rules_not_read_are_asked_about():
    assert answer({**five_axles(60000), "vehicle_class": "low_speed_truck", **DAY}).total["kind"] is None
    assert "complies_with_gb1589" in answer({**five_axles(60000), "vehicle_class": "refrigerated", **DAY}).missing_facts
    single = answer({**five_axles(44500), "single_tyres": True, **DAY})
    assert single.mass_limit_kg == 43000


def test_a_posted_limit_is_no_case_of_the_formula():
    found = answer({**five_axles(40000), "posted_limit_kg": 30000, **DAY})
    assert (found.total["min_yuan"], found.total["max_yuan"], found.total["amount_yuan"]) == (0, 30000, None)
    assert found.basis == ("公路安全保护条例33", "公路安全保护条例64")


def test_a_permit_protects_only_when_everything_matches():
    load = {**five_axles(60000), **DAY}
    assert answer({**load, "permit": {"held": True, "matches": True, "on_route_time": True}}).total["kind"] == "none"
    assert answer({**load, "permit": {"matches": False}}).total["amount_yuan"] == 8500
    assert answer({**load, "permit": True}).missing_facts == ("permit_matches", "on_permitted_route_time")
    assert answer({**load, "permit": False}).total["amount_yuan"] == 8500


def test_nothing_over_the_limit_says_nothing_of_the_mass_alone():
    assert weigh({"vehicle_form": "train", "axle_count": 5}).limit_kg == 43000


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ({}, "nothing_measured"),
        (five_axles(-1), "bad_fact"),
        (five_axles(0), "bad_fact"),
        ({**five_axles(1), "colour": "red"}, "unknown_fact"),
        ({**five_axles(1), "vehicle_class": "spaceship"}, "bad_fact"),
        ({**five_axles(1), "permit": "yes"}, "bad_fact"),
        ({**five_axles(1), "permit": {"hold": True}}, "unknown_fact"),
        ({**five_axles(1), "violation_on": "2010-01-01"}, "no_rule_on_date"),
    ],
)
def test_bad_questions_are_refused(question: dict[str, Any], code: str):
    with pytest.raises(LawError) as refusal:
        answer({**DAY, **question})
    assert refusal.value.code == code


@given(st.sampled_from(["rigid", "train"]), st.integers(1, 9), st.integers(1, 200000))
def test_the_fine_is_half_a_thousand_for_each_full_tonne(form: str, axles: int, gross: int):
    found = answer(
        {"vehicle_form": form, "axle_count": axles, "tractor_single_drive_axle": False, "gross_mass_kg": gross, **DAY}
    )
    if found.mass_limit_kg is not None:
        over = gross - found.mass_limit_kg
        expected = 0 if over <= 1000 else min(30000, over // 1000 * 500)
        assert found.total["amount_yuan"] == expected
