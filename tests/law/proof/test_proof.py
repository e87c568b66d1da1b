"""A table is proved or refused with facts that anyone can try: overlap, gap, reversal, outside the statute."""

from typing import Any

import pytest

from hengtu.law.benchmarks import match_tier
from hengtu.law.errors import LawError
from hengtu.law.proof import Proof, prove, prove_in_force, version_for
from hengtu.law.rulebook import records

PENALTY = {"kind": "fine", "basis": "fixed_range", "mandatory": True}
VERSION = version_for({"violation": "road-occupy-dig"})


def fine(word: str, when: str, low: float, high: float, **more: Any) -> dict[str, Any]:
    outcome = {"kind": "fine", "basis": "fixed_range", "min": low, "max": high, **more}
    return {"tier": word, "when": when, "outcome": outcome}


def proof_of(*tiers: dict[str, Any], version: Any = VERSION, role: str = "ladder") -> Proof:
    return prove({"id": "draft", "role": role, "tiers": list(tiers)}, version, vocabulary=records("facts"))


SOUND = (
    fine("一般", "area_m2 < 5", 0, 1000),
    fine("较重", "area_m2 >= 5 and area_m2 < 10", 1000, 5000),
    fine("严重", "area_m2 >= 10", 5000, 30000),
)


def test_a_sound_table_is_proved():
    proof = proof_of(*SOUND)
    assert proof.sound
    assert (proof.complete, proof.monotone, proof.within_statute, proof.overlaps) == (True, True, True, ())


def test_neighbours_that_share_a_value_overlap_at_the_edge_and_say_where():
    proof = proof_of(SOUND[0], fine("较重", "area_m2 >= 5 and area_m2 <= 10", 1000, 5000), SOUND[2])
    (overlap,) = proof.overlaps
    assert overlap.message == "占用或损坏面积为 10 平方米时，「较重」和「严重」都符合。"
    assert (overlap.edge, overlap.facts) == (True, {"area_m2": 10})
    assert (proof.complete, proof.monotone, proof.sound) == (True, True, False)


def test_a_hole_is_found_and_said_in_the_words_of_the_vocabulary():
    road = "road_class in ['national', 'provincial', 'expressway']"
    proof = proof_of(fine("一般", "road_class in ['village', 'township']", 0, 1000), fine("严重", road, 1000, 30000))
    (gap,) = proof.gaps
    assert gap.message == "公路等级为县道时，没有一个档次符合。"
    assert (proof.complete, proof.overlaps, proof.sound) == (False, (), False)


def test_the_lighter_act_punished_harder_is_found_with_both_acts():
    proof = proof_of(fine("一般", "area_m2 < 5", 1000, 5000), fine("较重", "area_m2 >= 5", 0, 1000))
    (example,) = proof.counter_examples
    assert (example.check, example.positions, proof.monotone) == ("monotone", (0, 1), False)
    assert example.facts["area_m2"] < 5 <= example.other["area_m2"]
    assert "反而罚得更轻" in example.message


def test_words_count_where_a_fact_has_no_direction():
    kinds = ("pipeline_kind == 'telecom'", "pipeline_kind != 'telecom'")
    assert proof_of(fine("一般", kinds[0], 0, 500), fine("较重", kinds[1], 500, 1000)).sound
    turned = proof_of(fine("一般", kinds[0], 500, 1000), fine("较重", kinds[1], 0, 500))
    assert [each.check for each in turned.counter_examples] == ["word"]


@pytest.mark.parametrize(
    ("tier", "said"),
    [
        (fine("严重", "area_m2 >= 10", 5000, 30001), "超出法定幅度 0 元至 30000 元"),
        ({"tier": "严重", "when": "area_m2 >= 10", "outcome": {"kind": "warning"}}, "没有规定警告"),
        (fine("严重", "area_m2 >= 10", 5000, 30000, plus=[{"kind": "suspend_business"}]), "没有规定这种处罚"),
    ],
)
def test_what_the_statute_does_not_allow_is_named(tier: dict[str, Any], said: str):
    proof = proof_of(SOUND[0], SOUND[1], tier)
    assert proof.within_statute is False
    (example,) = (each for each in proof.counter_examples if each.check == "statute")
    assert said in example.message
    assert "在占用或损坏面积为 10 平方米时" in example.message


def test_an_outcome_that_makes_no_sense_is_refused_before_anything_else():
    proof = proof_of(SOUND[0], fine("较重", "area_m2 >= 5", 5000, 1000))
    assert ([each.check for each in proof.counter_examples], proof.sound) == (["outcome"], False)
    assert "下限 5000 大于上限 1000" in proof.findings[0]


def test_exempting_tiers_are_read_first_and_never_overlap():
    exempt = {"tier": "不予处罚", "when": "area_m2 < 2 and harm_level == 'none'", "outcome": {"kind": "none"}}
    assert proof_of(exempt, *SOUND).sound


def test_a_gap_that_is_always_exempt_is_none():
    exempt = {"tier": "不予处罚", "when": "area_m2 < 5", "outcome": {"kind": "none"}}
    assert proof_of(exempt, *SOUND[1:]).sound


def test_cells_that_cannot_occur_are_no_gaps():
    version = version_for({"violation": "passenger-route-stop"})
    proof = proof_of(
        fine("一般", "nth_time_caught == 1", 1000, 1200),
        fine("较重", "nth_time_caught > 1 and prior_violations_within_1y <= 1", 1200, 1500),
        fine("严重", "prior_violations_within_1y > 1", 1500, 2000),
        version=version,
    )
    assert proof.sound, "nobody is caught for the first time with two violations in the year"


def test_nothing_of_a_measure_is_no_act_and_needs_no_tier():
    proof = proof_of(fine("一般", "area_m2 > 0 and area_m2 < 5", 0, 1000), fine("较重", "area_m2 >= 5", 1000, 5000))
    assert proof.sound
    missing = proof_of(fine("一般", "casualties > 0", 0, 1000))
    assert [each.facts for each in missing.gaps] == [{"casualties": 0}], "nobody hurt is a case of its own"


def test_where_the_statute_changes_its_range_a_table_is_blamed_only_for_what_it_could_avoid():
    lighter = {**PENALTY, "min": 600, "max": 1000, "when": "harm_level != 'serious'"}
    heavier = {**PENALTY, "min": 500, "max": 1200, "when": "harm_level == 'serious'"}
    version = {"effective_from": "2025-01-01", "penalties": [lighter, heavier]}
    tiers = [fine("一般", "harm_level != 'serious'", 600, 1000), fine("严重", "harm_level == 'serious'", 500, 1000)]
    assert proof_of(*tiers, version=version).sound, "the lighter act is at its minimum already"
    tiers[0] = fine("一般", "harm_level != 'serious'", 700, 1000)
    assert proof_of(*tiers, version=version).monotone is False
    tiers = [fine("一般", "harm_level != 'serious'", 600, 1000), fine("严重", "harm_level == 'serious'", 600, 900)]
    assert proof_of(*tiers, version=version).monotone is False
    lower = {**version, "penalties": [lighter, {**heavier, "max": 900}]}
    assert proof_of(*tiers, version=lower).sound, "the heavier act is at its maximum already"


def test_amounts_that_do_not_meet_where_the_law_changes_its_measure_are_only_a_finding():
    fixed = {**PENALTY, "min": 30000, "max": 100000, "when": "illegal_gains < 20000"}
    times = {**PENALTY, "basis": "multiple_of_illegal_gains", "min": 2, "max": 10, "when": "illegal_gains > 20000"}
    version = {"effective_from": "2025-01-01", "penalties": [fixed, times]}
    high = fine("一般", "illegal_gains < 20000", 90000, 100000)
    low = fine("一般", "illegal_gains >= 20000", 2, 3, basis="multiple_of_illegal_gains")
    proof = proof_of(high, low, version=version)
    assert (proof.sound, len(proof.findings)) == (True, 1)
    assert "法律在两者之间换了计算方法" in proof.findings[0]


def test_a_table_too_large_is_said_to_be_undecided_and_how_to_split_it():
    numbers = ["area_m2", "depth_cm", "length_m", "duration_days", "polluted_area_m2", "economic_loss", "casualties"]
    parity = " or ".join(f"({a} == {n} and {b} != {n})" for n in range(9) for a in numbers for b in numbers if a != b)
    proof = proof_of(fine("一般", parity, 0, 1000), fine("较重", f"not ({parity})", 1000, 2000))
    assert (proof.sound, proof.complete, proof.monotone, proof.within_statute) == (False, None, None, None)
    assert "拆成几张表" in str(proof.undecided)


def test_an_unknown_fact_or_table_is_named():
    with pytest.raises(LawError) as refusal:
        proof_of(fine("一般", "area < 5", 0, 1000))
    assert refusal.value.code == "unknown_fact"
    with pytest.raises(LawError) as refusal:
        prove_in_force("road-occupy-dig@77")
    assert refusal.value.code == "unknown_table"


def test_a_counter_example_is_what_the_engine_meets_in_a_table_in_force():
    table = records("benchmarks")["road-occupy-dig@1"]
    for example in prove_in_force("road-occupy-dig@1").overlaps:
        match = match_tier(table["tiers"], example.facts)
        assert len(match.alternatives) >= 1
        assert match.gap is False
