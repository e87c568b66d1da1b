"""The ways of measuring a fine: each computed from its own fact, which is asked for where it is not known."""

from typing import Any

import pytest

from hengtu.law.measures import BASES, amount_of, described, inputs_of, leaves_no_choice, range_of
from hengtu.law.outcome import Range
from hengtu.law.statute import read_version


def fine(basis: str, **rest: Any) -> dict[str, Any]:
    return {"kind": "fine", "basis": basis, "min": 2, "max": 4, **rest}


@pytest.mark.parametrize("basis", sorted(BASES))
def test_a_share_is_taken_of_its_own_fact_and_asks_for_it(basis: str):
    base = BASES[basis]
    assert range_of(fine(basis), {}) is None
    assert inputs_of(fine(basis), {}) == (base.fact,)
    assert range_of(fine(basis), {base.fact: 1000}) == Range(2 * 1000 / base.per, 4 * 1000 / base.per)
    assert inputs_of(fine(basis), {base.fact: 0}) == ()


def test_two_to_four_percent_of_a_contract_of_a_million_is_twenty_to_forty_thousand():
    assert range_of(fine("percent_of_contract_price"), {"contract_price": 1_000_000}) == Range(20_000, 40_000)


def test_a_fixed_range_needs_nothing_and_chooses_nothing():
    assert range_of(fine("fixed_range", min=0, max=30000), {}) == Range(0, 30000)
    assert amount_of(fine("fixed_range"), {}) is None
    assert not leaves_no_choice(fine("fixed_range"))


def test_a_fixed_amount_is_the_amount_unless_it_only_may_be_imposed():
    assert amount_of({"kind": "fine", "basis": "fixed_amount", "amount": 3000, "mandatory": True}, {}) == 3000
    assert amount_of({"kind": "fine", "basis": "fixed_amount", "amount": 3000, "mandatory": False}, {}) is None


@pytest.mark.parametrize(("area", "amount"), [(0.4, 0), (0.5, 50), (2.49, 100), (2.5, 150), (99.6, 5000), (400, 5000)])
def test_square_metres_are_rounded_half_up_and_capped(area: float, amount: float):
    formula = {"name": "whole_square_metres", "rate_yuan": 50, "cap_yuan": 5000}
    assert amount_of(fine("per_unit_formula", formula=formula), {"polluted_area_m2": area}) == amount
    assert inputs_of(fine("per_unit_formula", formula=formula), {}) == ("polluted_area_m2",)


def test_an_alternative_says_what_its_share_is_taken_of():
    assert described(fine("percent_of_unit_fine")) == {
        "kind": "fine",
        "min_percent": 2,
        "max_percent": 4,
        "of": "unit_fine",
    }
    assert described(fine("multiple_of_timber_value"))["max_multiple"] == 4
    assert described({"kind": "revoke", "when": "casualties > 0"}) == {"kind": "revoke", "when": "casualties > 0"}


def version(*penalties: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"penalties": list(penalties), "penalty_provision": ["APL:9"], **rest}


REVOKE = {"kind": "revoke", "when": "circumstances == 'serious'"}


def test_an_item_without_a_fine_is_punished_by_its_other_kind_or_only_corrected():
    assert read_version(version(REVOKE), {"circumstances": "serious"}).kind == "revoke"
    assert read_version(version(REVOKE), {"circumstances": "minor"}).kind == "none"
    open_reading = read_version(version(REVOKE), {})
    assert (open_reading.kind, open_reading.missing) == ("none", ("circumstances",))
    assert open_reading.alternatives[0]["kind"] == "revoke"
    assert read_version(version(), {}).kind == "none"


def test_a_provision_that_is_not_loaded_is_not_taken_for_impunity():
    assert read_version(version(penalty_loaded=False), {}).kind == "unknown"


UNIT = fine("fixed_range", min=0, max=50000, when="party_type == 'legal_person'")
PERSON = fine("fixed_range", min=0, max=2000, when="party_type == 'natural_person'")


def test_the_kind_of_party_chooses_the_branch_and_unknown_leaves_the_lighter():
    assert read_version(version(UNIT, PERSON), {"party_type": "legal_person"}).range == Range(0, 50000)
    reading = read_version(version(UNIT, PERSON), {})
    assert (reading.range, reading.missing) == (Range(0, 2000), ("party_type",))


def test_open_branches_that_cannot_be_told_ask_for_what_they_rest_on():
    builder = fine("percent_of_contract_price", when="contract_price > 0")
    planner = fine("percent_of_design_fee", when="fee > 0")
    reading = read_version(version(builder, planner), {})
    assert reading.range is None
    assert set(reading.missing) == {"contract_price", "fee"}
    assert read_version(version(builder, planner), {"contract_price": 500}).range == Range(10, 20)
