"""Assessments: published decisions agree, unknown facts are asked for, and doubt never works against the party."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.discretion import Assessment, UnknownViolation, assess, violation
from hengtu.law.errors import LawError

DECISIONS = json.loads((Path(__file__).parent / "published_decisions.json").read_text(encoding="utf-8"))
TRAIN = {"vehicle_form": "train", "axle_count": 5}


def ask(
    violation_id: str, place: str = "国家", on: str | None = "2025-06-03", decided: str | None = None, **facts: Any
) -> Assessment:
    party_type = facts.pop("party_type", None)
    return assess(
        {
            "violation": violation_id,
            "jurisdiction": place,
            "party_type": party_type,
            "violation_on": on,
            "decided_on": decided or on,
            "facts": facts,
        }
    )


def code_of(**question: Any) -> str:
    with pytest.raises(LawError) as refusal:
        assess(
            {
                "violation": "overlimit-mass",
                "jurisdiction": "国家",
                "violation_on": "2025-06-03",
                "facts": {},
                **question,
            }
        )
    assert refusal.value.message
    return refusal.value.code


@pytest.mark.parametrize("row", DECISIONS, ids=[row["decision"] for row in DECISIONS])
def test_published_decisions_agree(row: dict[str, Any]):
    answer = ask(row["violation"], row["jurisdiction"], row["date"], **row["facts"])
    expected, outcome = row["expected"], answer.outcome.as_json()
    assert outcome["kind"] == expected["kind"]
    assert list(answer.missing_facts) == expected["missing_facts"]
    if "min_yuan" in expected:
        assert (outcome["min_yuan"], outcome["max_yuan"]) == (expected["min_yuan"], expected["max_yuan"])
    if "amount_yuan" in expected:
        assert outcome["amount_yuan"] == expected["amount_yuan"]
    if "also" in expected:
        assert expected["also"] in {each["kind"] for each in outcome["also"]}
    if "listed_by" in expected:
        assert answer.exemption is not None
        assert answer.exemption.list_item.startswith(expected["listed_by"])
    if expected["kind"] == "fine":
        assert answer.outcome.allows("fine", expected["decided_yuan"], None) == []
    assert (answer.tier is None) or not answer.missing_facts


def test_thirty_thousand_means_sixty_tonnes_over_or_more():
    assert ask("overlimit-mass", "山东邹平", "2020-07-09", excess_kg=59999).outcome.amount_yuan == 29500
    assert ask("overlimit-mass", "山东邹平", "2020-07-09", excess_kg=60000).outcome.amount_yuan == 30000
    assert ask("overlimit-mass", "山东邹平", "2020-07-09", excess_kg=95000).outcome.amount_yuan == 30000


def test_the_formula_leaves_one_amount_and_names_the_article():
    answer = ask("overlimit-mass", "河北", **TRAIN, gross_mass_kg=98940)
    assert answer.is_formula
    assert "超限运输车辆行驶公路管理规定43" in answer.basis
    assert answer.outcome.allows("fine", 27500, None) == []
    assert answer.outcome.allows("fine", 28000, None) == ["罚款数额由公式确定，应当是 27500 元，不是 28000 元"]
    assert answer.outcome.allows("warning", 0, None) != []


@pytest.mark.parametrize(
    ("excess", "kind", "amount"),
    [
        (0, "none", 0),
        (1, "warning", 0),
        (1000, "warning", 0),
        (1001, "fine", 500),
        (1999, "fine", 500),
        (2000, "fine", 1000),
    ],
)
def test_the_edges_of_the_formula(excess: int, kind: str, amount: int):
    answer = ask("overlimit-mass", gross_mass_kg=43000 + excess, **TRAIN)
    assert (answer.outcome.kind, answer.outcome.amount_yuan) == (kind, amount)


@given(st.integers(1, 90000), st.integers(0, 20000), st.sampled_from(["国家", "浙江"]))
def test_a_heavier_load_is_never_fined_less(excess: int, more: int, place: str):
    light = ask("overlimit-mass", place, gross_mass_kg=43000 + excess, **TRAIN)
    heavy = ask("overlimit-mass", place, gross_mass_kg=43000 + excess + more, **TRAIN)
    assert light.outcome.max_yuan <= heavy.outcome.max_yuan <= 30000


def test_warning_and_fine_come_together_and_both_spellings_are_allowed():
    answer = ask("ridehail-vehicle-uncertified", "河北", "2025-12-08", has_vehicle_cert=False, illegal_gains=5.12)
    assert {each["kind"] for each in answer.outcome.also} == {"warning", "confiscate_illegal_gains"}
    assert answer.outcome.allows("warning+fine", 3000, 5.12) == []
    assert answer.outcome.allows("fine", 3000, 5.12) == []
    assert answer.outcome.allows("fine", 2999.99, None) != []
    assert answer.outcome.allows("fine", 10000.01, None) != []
    assert answer.outcome.allows("fine", 3000, 6) != []
    assert answer.outcome.allows("fine+revoke", 3000, None) != []
    assert answer.outcome.allows("warning", 0, None) != []
    assert answer.outcome.allows("none", 0, None) != []


def test_gains_nobody_established_are_not_confiscated():
    assert ask("taxi-unlicensed").outcome.allows("fine", 5000, 80) == ["没有认定违法所得，不能没收"]
    assert ask("taxi-unlicensed", illegal_gains=0).outcome.also == ()


def test_a_fare_is_evidence_of_gains_but_not_their_amount():
    also = ask("taxi-unlicensed", fare_yuan=80).outcome.also
    assert also[0]["amount_yuan"] is None
    assert also[0]["evidence"] == {"fare_yuan": 80}


def test_a_fact_between_two_branches_is_asked_and_the_fixed_range_stands():
    answer = ask("hazmat-unlicensed")
    assert (answer.tier, answer.missing_facts) == (None, ("illegal_gains",))
    assert (answer.outcome.min_yuan, answer.outcome.max_yuan) == (30000, 100000)
    assert {"min_multiple": 2, "max_multiple": 10}.items() <= answer.alternatives[0].items()


@pytest.mark.parametrize(
    ("gains", "expected"), [(19999, (10000, 100000)), (20000, (10000, 100000)), (20001, (40002, 200010))]
)
def test_gains_at_the_edge_stay_in_the_lighter_branch(gains: int, expected: tuple[int, int]):
    answer = ask("passenger-unlicensed", illegal_gains=gains)
    assert (answer.outcome.min_yuan, answer.outcome.max_yuan) == expected


def test_small_gains_are_confiscated_all_the_same():
    kinds = [each["kind"] for each in ask("passenger-unlicensed", illegal_gains=500).outcome.also]
    assert kinds == ["confiscate_illegal_gains"]


def test_no_refusal_to_correct_no_fine():
    assert ask("repair-not-filed", refuses_correction=False).outcome.kind == "none"
    open_question = ask("repair-not-filed")
    assert open_question.missing_facts == ("refuses_correction",)
    assert "none" in {each["kind"] for each in open_question.alternatives}
    assert ask("repair-not-filed", refuses_correction=True).outcome.max_yuan == 10000


def test_the_kind_of_party_changes_the_range_and_is_asked_for_where_it_matters():
    unknown = ask("waterway-fishing-gear", "四川")
    assert unknown.missing_facts == ("party_type",)
    assert unknown.outcome.max_yuan == 2000
    assert ask("waterway-fishing-gear", "四川", party_type="legal_person").outcome.max_yuan == 50000


def test_serious_circumstances_bring_revocation_only_when_found():
    assert ask("passenger-route-stop").outcome.also == ()
    assert ask("passenger-route-stop", circumstances="serious").outcome.also[0]["kind"] == "revoke"


def test_a_matching_permit_removes_the_violation_and_half_a_permit_is_asked_about():
    load = {**TRAIN, "gross_mass_kg": 60000, "permit_held": True}
    assert ask("overlimit-mass", **load).missing_facts == ("permit_matches", "on_permitted_route_time")
    whole = ask("overlimit-mass", **load, permit_matches=True, on_permitted_route_time=True)
    assert whole.outcome.kind == "none"
    assert ask("overlimit-mass", **load, permit_matches=False).outcome.amount_yuan == 8500


def test_grounds_of_the_penalty_law():
    child = ask("underwater-works", age=13)
    assert child.exemption.mandatory
    assert child.outcome.allows("fine", 5000, None) == ["依法不得给予处罚"]
    reported = ask("underwater-works", voluntarily_reported=True)
    assert reported.outcome.allows("fine", 3000, None) == []
    assert reported.outcome.allows("fine", 50001, None) != []
    first = ask("underwater-works", first_offence=True, harm_level="minor", corrected_promptly=True)
    assert first.outcome.kind == "fine"
    assert not first.exemption.mandatory
    assert "APL:33p1" in first.basis


def test_items_that_border_on_a_crime_say_so():
    assert "危险作业罪" in (ask("hazmat-unlicensed").crime_referral or "")
    assert ask("taxi-unlicensed").crime_referral is None


def test_articles_not_read_are_never_printed_by_number():
    item = violation("ridehail-driver-service", "2025-06-03")
    assert item.violated == ("《网络预约出租汽车经营服务管理暂行办法》的有关规定",)
    assert item.penalty_provisions == ("《网络预约出租汽车经营服务管理暂行办法》第三十六条第一款",)


def test_unknown_violations_name_the_nearest():
    with pytest.raises(UnknownViolation) as refusal:
        assess({"violation": "overlimit-mas", "jurisdiction": "国家"})
    assert "overlimit-mass" in refusal.value.message


def test_bad_questions_are_refused_by_code():
    assert code_of(violation=None) == "unknown_violation"
    assert code_of(jurisdiction="火星") == "unknown_jurisdiction"
    assert code_of(facts={"gross_mas_kg": 1}) == "unknown_fact"
    assert code_of(facts={"gross_mass_kg": -1}) == "bad_fact"
    assert code_of(facts={"gross_mass_kg": "98940"}) == "bad_fact"
    assert code_of(facts={"gross_mass_kg": float("nan")}) == "bad_fact"
    assert code_of(facts={"axle_count": 4.5}) == "bad_fact"
    assert code_of(facts={"axle_count": True}) == "bad_fact"
    assert code_of(facts={"vehicle_form": "bus"}) == "bad_fact"
    assert code_of(facts={"evaded_check": "yes"}) == "bad_fact"
    assert code_of(facts=[1]) == "bad_facts"
    assert code_of(party_type="company") == "bad_fact"
    assert code_of(party_type="legal_person", facts={"party_type": "natural_person"}) == "fact_conflict"
    assert code_of(facts={**TRAIN, "gross_mass_kg": 98940, "excess_kg": 100}) == "fact_conflict"
    assert code_of(violation_on="2025-13-01") == "bad_date"
    assert code_of(violation_on="yesterday") == "bad_date"
    assert code_of(violation_on="1999-01-01") == "no_rule_on_date"
    assert code_of(decided_on="2025-01-01") == "dates_reversed"
