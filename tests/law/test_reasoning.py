"""Why this item, this text, this tier: told only where the facts decide, in the words of a decision."""

from datetime import date

import pytest

from hengtu.law.discretion import assess
from hengtu.law.fact_words import YES_AND_NO, fact_phrase, fact_phrases, words_for
from hengtu.law.reasoning import grounds_looked_at, how_reckoned, neighbours_of, tier_facts, which_text
from hengtu.law.rulebook import records


def assessed(violation, place="河北", on="2025-06-03", **facts):
    question = {"violation": violation, "jurisdiction": place, "violation_on": on, "decided_on": on, "facts": facts}
    return assess(question)


def test_every_yes_and_no_of_the_vocabulary_has_its_two_phrases():
    asked = {key for key, fact in records("facts").items() if fact["type"] == "boolean"}
    assert set(YES_AND_NO) == asked
    assert all(yes != no for yes, no in YES_AND_NO.values())


def test_what_was_found_reads_as_a_decision_does():
    assert fact_phrase("nth_time_caught", 3) == "系第3次被查处"
    assert fact_phrase("harm_level", "none") == "没有造成危害后果"
    assert fact_phrase("company_overrun_ratio_1y", 0.12) == "企业一年内违法超限车辆占比为12%"
    assert fact_phrase("gross_mass_kg", 18860.0) == "车货总质量为18860千克"
    assert fact_phrases({"permit_held": False, "axle_count": 5, "no_such_fact": 1, "age": None}) == [
        "轴数为5轴",
        "没有持有超限运输车辆通行证",
    ]
    assert fact_phrase("no_such_fact", 1) == fact_phrase("age", None) == ""


def test_words_for_a_fact_name_it_whatever_its_value():
    assert "车辆没有取得运输证" in words_for("has_vehicle_cert")
    assert words_for("no_such_fact") == ()


def test_a_neighbouring_item_is_ruled_out_only_by_a_fact_that_was_found():
    (taxi,) = neighbours_of("ridehail-vehicle-uncertified", {"operation_kind": "ride_hailing"})
    assert taxi.item == "taxi-unlicensed"
    assert taxi.why == "当事人通过网络预约平台接单经营，不是巡游揽客"
    assert neighbours_of("ridehail-vehicle-uncertified", {}) == ()
    assert neighbours_of("ridehail-vehicle-uncertified", {"operation_kind": "freight"}) == ()


def test_every_neighbour_is_another_item_and_cites_what_may_be_printed():
    for rule in records("neighbours").values():
        assert rule["violations"][0] != rule["violations"][1]
        assert not any("~" in basis for basis in rule["basis"])


def test_one_text_needs_no_reason_and_of_two_the_lighter_is_named_with_its_reason():
    same = which_text("overlimit-mass", date(2025, 6, 3), date(2025, 6, 10), {})
    assert same == ""
    lighter = which_text("freight-unlicensed", date(2023, 3, 1), date(2023, 9, 1), {"illegal_gains": 0})
    assert lighter.endswith("处罚较轻，适用作出决定时的规定")


def test_a_newer_text_that_is_not_lighter_leaves_the_older_one():
    found = {
        (violation, which_text(violation, date.fromisoformat(str(old["effective_from"])), date(2026, 1, 5), {})[-14:])
        for violation, item in records("violations").items()
        for old in item["versions"][:-1]
        if str(old["effective_from"]) <= "2025-01-01"
    }
    assert any(words.endswith("适用违法行为发生时的规定") for _, words in found)


def test_the_reckoning_of_a_formula_can_be_followed():
    weighed = assessed("overlimit-mass", vehicle_form="train", axle_count=5, gross_mass_kg=98940)
    assert how_reckoned(weighed) == (
        "超限质量55940千克，每满1000千克罚款500元，不足1000千克的部分不计，计55个1000千克，最高不超过30000元"
    )
    assert how_reckoned(assessed("ridehail-vehicle-uncertified")) == ""


def test_the_facts_of_the_tier_are_those_its_condition_asks_for():
    light = assessed("overlimit-mass", vehicle_form="rigid", axle_count=2, gross_mass_kg=18860)
    assert dict(tier_facts(light)) == {"excess_kg": 860}


@pytest.mark.parametrize(
    ("facts", "count"), [({}, 0), ({"voluntarily_reported": True}, 1), ({"meritorious": False}, 1)]
)
def test_a_ground_was_looked_at_when_its_facts_are_known(facts, count):
    looked = [each for each in grounds_looked_at("road_transport", facts) if set(each.keys) & set(facts)]
    assert len(looked) == count
    assert all(each.found is next(iter(facts.values())) for each in looked)


def test_a_ground_of_one_field_is_not_looked_at_in_another():
    facts = {"prior_same_act_penalised_1y": True}
    assert not list(grounds_looked_at("road_transport", facts))
    assert [each.result for each in grounds_looked_at("local_maritime", facts)] == ["aggravate"]
