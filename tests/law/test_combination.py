"""One act one fine, several acts each, mass plus size under one ceiling, gains apart, unit and person two parties."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.citations import cite, printable
from hengtu.law.combination import (
    Part,
    add_under,
    after_another_fine,
    capped_sum,
    combine,
    confiscated,
    known_rule,
    liable_parties,
    one_act,
    part_of,
    set_off,
    several_acts,
)
from hengtu.law.discretion import assess
from hengtu.law.outcome import Range
from hengtu.law.overlimit import answer
from hengtu.law.rulebook import records

DAY = "2025-06-03"


def part(violation: str, low: float, high: float, *kinds: str) -> Part:
    return Part(violation, violation, Range(low, high), kinds)


def judged(violation: str, facts: dict[str, Any], **rest: Any) -> Part:
    question = {"violation": violation, "jurisdiction": "国家", "violation_on": DAY, "decided_on": DAY, "facts": facts}
    return part_of(assess({**question, **rest}))


def test_car_and_driver_without_certificates_are_one_act_under_the_item_of_the_car():
    found = combine([judged("ridehail-driver-uncertified", {}), judged("ridehail-vehicle-uncertified", {})])
    assert found is not None
    assert (found.rule, found.decides) == ("one_act", ("ridehail-vehicle-uncertified",))
    assert (found.fine.min_yuan, found.fine.max_yuan) == (3000, 10000)
    assert found.kinds == ("warning",)
    assert found.basis == ("APL:29",)


def test_the_provision_with_the_higher_maximum_decides_and_other_kinds_are_added():
    found = one_act([part("a", 100, 5000, "revoke"), part("b", 1000, 3000, "suspend_business"), part("c", 200, 5000)])
    assert found.decides == ("c",)  # the same maximum, the higher minimum
    assert found.kinds == ("revoke", "suspend_business")


def test_one_act_without_any_fine_keeps_its_other_kinds():
    found = one_act([Part("a", "甲", None, ("revoke",)), Part("b", "乙", None)])
    assert (found.fine, found.decides, found.kinds) == (Range(0, 0), (), ("revoke",))


def test_a_missing_fact_is_named_since_it_may_change_which_is_higher():
    found = one_act([part("a", 0, 10), Part("b", "乙", None, (), ("illegal_gains",))])
    assert found.missing == ("illegal_gains",)
    assert any("可能改变" in line for line in found.explanation)


def test_several_acts_stand_beside_one_another():
    found = several_acts([part("a", 100, 200), part("b", 1, 3)])
    assert (found.fine, found.decides) == (Range(101, 203), ("a", "b"))


@pytest.mark.parametrize(
    ("pair", "rule"),
    [
        (("overlimit-mass", "overlimit-evade-check"), "separate"),
        (("vehicle-modified", "overlimit-mass"), "separate"),
        (("overlimit-dimension", "overlimit-mass"), "sum_capped"),
        (("ridehail-vehicle-uncertified", "ridehail-dispatch-vehicle"), "separate"),
    ],
)
def test_known_meetings_are_known_in_either_order(pair: tuple[str, str], rule: str):
    found = known_rule(pair)
    assert found is not None
    assert found["rule"] == rule


def test_what_the_rulebook_does_not_know_is_left_to_the_officer():
    assert combine([part("road-spill", 0, 5000), part("cargo-not-secured", 1000, 3000)]) is None
    assert combine([part("road-spill", 0, 5000)]) is None


@pytest.mark.parametrize(("mass", "size", "total"), [(29000, 1000, 30000), (29000, 1001, 30000), (28999, 1000, 29999)])
def test_mass_and_size_are_added_up_to_thirty_thousand(mass: float, size: float, total: float):
    found = combine([part("overlimit-mass", mass, mass), part("overlimit-dimension", size, size)])
    assert found is not None
    assert found.fine == Range(total, total)
    assert found.basis == ("超限运输车辆行驶公路管理规定43p2",)


def test_the_command_adds_as_the_rule_does():
    load = {"vehicle_form": "train", "axle_count": 6, "tractor_single_drive_axle": False, "gross_mass_kg": 107500}
    size = {"total_length_m": 30, "total_width_m": 4.1, "total_height_m": 4.9}
    total = answer({**load, **size, "violation_on": DAY, "decided_on": DAY}).total
    found = capped_sum([part("overlimit-mass", 29000, 29000), part("overlimit-dimension", 1000, 3000)], 30000, "", ())
    assert (total["min_yuan"], total["max_yuan"]) == (found.fine.min_yuan, found.fine.max_yuan) == (30000, 30000)


@given(st.lists(st.integers(0, 40000), max_size=5), st.none() | st.integers(0, 40000))
def test_a_sum_never_passes_its_ceiling(amounts: list[int], cap: int | None):
    total = add_under(amounts, cap)
    assert total <= sum(amounts)
    assert cap is None or total <= cap


def test_gains_are_confiscated_apart_and_less_what_was_given_back():
    assert confiscated(5.12).amount_yuan == 5.12
    assert confiscated(1000, 400).amount_yuan == 600
    assert confiscated(1000, 1000).amount_yuan == 0
    assert confiscated(1000).basis == ("APL:28p2",)
    with pytest.raises(ValueError, match="退赔"):
        confiscated(1000, 1001)


@pytest.mark.parametrize(("fined", "criminal", "rest"), [(3000, 10000, 7000), (10000, 10000, 0), (12000, 10000, 0)])
def test_a_fine_is_set_off_against_a_criminal_fine(fined: float, criminal: float, rest: float):
    assert set_off(fined, criminal).amount_yuan == rest


def test_what_the_police_fined_is_not_fined_again_but_other_kinds_remain():
    found = after_another_fine(part("overlimit-mass", 500, 500, "revoke"), "公安机关交通管理部门")
    assert (found.fine, found.kinds) == (Range(0, 0), ("revoke",))


def test_the_unit_and_the_responsible_person_are_two_parties_each_with_a_range_of_its_own():
    question = {"violation": "safety-equipment", "jurisdiction": "国家", "violation_on": DAY, "decided_on": DAY}
    found = liable_parties(assess({**question, "party_type": "legal_person", "facts": {"refuses_correction": True}}))
    assert [each.who for each in found] == ["party", "responsible_person"]
    assert found[0].penalties[0]["max_yuan"] == 200_000
    assert (found[1].penalties[0]["min_yuan"], found[1].penalties[0]["max_yuan"]) == (10_000, 20_000)


@pytest.mark.parametrize("rule", sorted(records("combinations")))
def test_every_rule_speaks_of_known_items_and_cites_what_can_be_printed(rule: str):
    found = records("combinations")[rule]
    assert set(found["violations"]) <= set(records("violations"))
    assert found.get("decides", found["violations"][0]) in found["violations"]
    assert all(printable(basis) and cite(basis) != basis for basis in found["basis"])
