"""Benchmarks: of the place and the date, within the statute, asked when unclear, refused when stale."""

from typing import Any

import pytest

from hengtu.law.discretion import Assessment, assess

OCCUPY = {"act_form": "occupy", "road_class": "national"}


def ask(violation_id: str, place: str, on: str = "2025-06-03", decided: str | None = None, **facts: Any) -> Assessment:
    return assess(
        {
            "violation": violation_id,
            "jurisdiction": place,
            "violation_on": on,
            "decided_on": decided or on,
            "facts": facts,
        }
    )


def span(answer: Assessment) -> tuple[float, float]:
    return answer.outcome.min_yuan, answer.outcome.max_yuan


@pytest.mark.parametrize(
    ("area", "tier", "expected"),
    [
        (10, "轻微", (0, 500)),
        (10.01, "一般", (500, 5000)),
        (50, "一般", (500, 5000)),
        (200, "较重", (5000, 10000)),
        (201, "严重", (10000, 30000)),
    ],
)
def test_a_city_table_wins_in_its_city(area: float, tier: str, expected: tuple[int, int]):
    answer = ask("road-occupy-dig", "河北石家庄", area_m2=area, **OCCUPY)
    assert (answer.tier, span(answer)) == (tier, expected)
    assert answer.statutory.max_yuan == 30000
    assert answer.benchmark["jurisdiction"] == "石家庄"


def test_the_same_facts_elsewhere_in_the_province_have_the_statutory_range():
    answer = ask("road-occupy-dig", "河北沧州", area_m2=10, **OCCUPY)
    assert (answer.tier, answer.benchmark, span(answer)) == (None, None, (0, 30000))


def test_facts_that_would_decide_between_tiers_are_asked():
    answer = ask("road-occupy-dig", "浙江", area_m2=6.08)
    assert answer.tier is None
    assert answer.missing_facts == ("depth_cm", "harm_level")
    assert span(answer) == (0, 30000)
    assert {each["tier"] for each in answer.alternatives} == {"轻微", "一般", "较重", "特别严重"}


def test_two_tiers_that_both_fit_leave_the_lighter_and_say_so():
    answer = ask("road-occupy-dig", "浙江", area_m2=6.08, depth_cm=20, harm_level="none")
    assert (answer.tier, span(answer)) == ("轻微", (0, 3000))
    assert [each["tier"] for each in answer.alternatives] == ["较重"]
    assert any("较轻" in sentence for sentence in answer.explanation)


def test_a_gap_is_not_interpolated():
    answer = ask("road-occupy-dig", "四川", area_m2=60, road_class="expressway", harm_level="minor")
    assert (answer.tier, span(answer)) == (None, (0, 30000))
    assert any("不推算" in sentence for sentence in answer.explanation)


def test_exempting_tiers_are_tested_first():
    facts = {
        "area_m2": 4,
        "road_class": "county",
        "stopped_when_told": True,
        "restored_on_spot": True,
        "harm_level": "none",
    }
    answer = ask("road-occupy-dig", "四川", **facts)
    assert (answer.tier, answer.outcome.kind) == ("不予处罚", "none")
    refused = ask("road-occupy-dig", "四川", **{**facts, "harm_level": "minor"})
    assert (refused.tier, span(refused)) == ("一般", (0, 200))


def test_an_exemption_list_counts_only_in_its_place_and_from_its_day():
    facts = {
        "has_vehicle_cert": False,
        "prior_violations_within_180d": 0,
        "harm_level": "minor",
        "corrected_promptly": True,
    }
    item = "ridehail-vehicle-uncertified"
    assert ask(item, "江苏", "2025-12-02", **facts).exemption.list_item == "江苏 21"
    assert ask(item, "江苏", "2025-11-18", "2025-12-02", **facts).outcome.kind == "none", "a lighter rule reaches back"
    assert ask(item, "江苏", "2025-11-18", "2025-11-30", **facts).outcome.kind == "fine"
    assert ask(item, "浙江", "2025-12-02", **facts).outcome.kind == "fine"
    repeated = ask(item, "江苏", "2025-12-02", **{**facts, "prior_violations_within_180d": 1})
    assert (repeated.outcome.kind, repeated.exemption) == ("fine", None)


def test_not_punishing_by_a_list_stays_a_choice():
    facts = {"prior_violations_within_180d": 0, "harm_level": "none", "corrected_promptly": True}
    outcome = ask("ridehail-vehicle-uncertified", "江苏", "2025-12-02", **facts).outcome
    assert outcome.allows("none", None, None) == []
    assert outcome.allows("warning+fine", 3000, None) == []
    assert outcome.allows("fine", 30000, None) != []


@pytest.mark.parametrize(
    ("item", "place", "before", "after", "facts"),
    [
        (
            "passenger-unlicensed",
            "甘肃",
            "2023-07-19",
            "2023-07-20",
            {"duration_days": 30, "refuses_correction": False, "circumstances": "general", "illegal_gains": 0},
        ),
        (
            "passenger-unlicensed",
            "浙江临海",
            "2023-07-19",
            "2023-07-20",
            {"duration_days": 30, "vehicles_involved": 1, "illegal_gains": 0, "first_offence": False},
        ),
        (
            "passenger-unlicensed",
            "河南",
            "2023-07-19",
            "2023-07-20",
            {"duration_days": 30, "nth_time_caught": 1, "circumstances": "general", "illegal_gains": 0},
        ),
        (
            "passenger-route-stop",
            "河南",
            "2023-07-19",
            "2023-07-20",
            {"force_majeure": False, "nth_time_caught": 1, "prior_violations_within_1y": 0},
        ),
        (
            "taxi-driver-service",
            "江西",
            "2016-08-25",
            "2016-08-26",
            {"nth_time_caught": 1, "violent_resistance": False},
        ),
    ],
)
def test_a_table_built_on_an_amended_range_ends_with_it(item: str, place: str, before: str, after: str, facts: dict):
    assert ask(item, place, before, **facts).tier is not None
    stale = ask(item, place, after, **facts)
    assert (stale.tier, stale.benchmark) == (None, None)
    assert any("不适用" in sentence for sentence in stale.explanation)


def test_a_stale_table_is_refused_also_for_an_old_act_decided_under_the_lighter_text():
    facts = {"duration_days": 30, "refuses_correction": False, "circumstances": "general", "illegal_gains": 0}
    answer = ask("passenger-unlicensed", "甘肃", "2023-07-01", "2023-08-01", **facts)
    assert (answer.tier, span(answer)) == (None, (10000, 100000))


@pytest.mark.parametrize(
    ("ratio", "kind", "amount"), [(0.1, "none", 0), (0.3, "fine", 1200), (0.5, "fine", 3600), (0.6, "fine", 5600)]
)
def test_zhejiang_fines_by_bands_and_may_leave_the_first_unpunished(ratio: float, kind: str, amount: int):
    gross = 43000 + round(43000 * ratio)
    answer = ask("overlimit-mass", "浙江", vehicle_form="train", axle_count=5, gross_mass_kg=gross)
    assert (answer.outcome.kind, answer.outcome.amount_yuan) == (kind, amount)
    assert "浙江省公路条例53" in answer.basis or kind == "none"


def test_fujian_has_its_own_rate_only_where_its_text_was_read_and_from_its_day():
    load = {"vehicle_form": "train", "axle_count": 5}
    assert ask("overlimit-mass", "福建", **load, gross_mass_kg=56000).outcome.amount_yuan == 3900
    assert ask("overlimit-mass", "福建", "2023-12-31", **load, gross_mass_kg=56000).outcome.amount_yuan == 6500
    assert (
        ask("overlimit-mass", "福建", "2023-12-31", "2024-01-02", **load, gross_mass_kg=56000).outcome.amount_yuan
        == 3900
    )
    unread = ask("overlimit-mass", "福建", **load, gross_mass_kg=98940)
    assert (unread.tier, unread.outcome.amount_yuan, span(unread)) == (None, None, (0, 27500))
