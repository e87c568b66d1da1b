"""Drift: milder conduct punished, new kinds of conduct, fewer spared; no chance and no trifle is called drift."""

from __future__ import annotations

from datetime import date
from itertools import count
from random import Random

import pytest

from hengtu.law.rulebook import records
from hengtu.rulesets.columns.decisions import from_rows
from hengtu.rulesets.columns.drift import FEWEST, Drift, DriftKind, drift, weight_of
from tests.rulesets.columns.decided import decided

CUT = date(2025, 6, 1)
EARLY, LATE = "2025-01-10", "2025-07-10"


def found(early: list[dict], late: list[dict]) -> Drift:
    numbers = count(1)
    rows = [
        decided(next(numbers), **{"yuan": 500, "decided_on": day, **more})
        for day, group in ((EARLY, early), (LATE, late))
        for more in group
    ]
    with from_rows(rows) as given:
        return drift(given, CUT)


def kinds(drifted: Drift) -> set[tuple[DriftKind, str]]:
    return {(each.kind, each.fact) for each in drifted.findings}


def areas(low: int, high: int, matters: int = 60, seed: int = 1) -> list[dict]:
    random = Random(seed)
    return [{"area_m2": random.randint(low, high)} for _ in range(matters)]


def test_milder_conduct_punished_than_the_year_before_is_named_with_the_cases_that_show_it():
    drifted = found(areas(5, 30), areas(1, 12))
    assert kinds(drifted) == {(DriftKind.LOWERED, "area_m2")}
    (finding,) = drifted.findings
    assert finding.sentence.startswith("受处罚的案件里，占用或损坏面积比上一年轻：最轻的一成由")
    assert len(finding.examples) == 5
    assert all(number.startswith("川交罚") for _, number in finding.examples)
    assert kinds(found(areas(1, 12), areas(5, 30))) == {(DriftKind.RAISED, "area_m2")}


def test_the_same_practice_in_both_years_is_no_drift():
    for seed in range(20):
        assert not found(areas(5, 30, seed=seed), areas(5, 30, seed=seed + 100)).findings


def test_a_trifle_among_many_is_no_drift_though_it_is_no_chance():
    early = [{"area_m2": value} for value in range(100, 1100)]
    late = [{"area_m2": value - 30} for value in range(100, 1100)]
    assert not found(early, late).findings


def test_a_kind_of_conduct_that_was_never_met_widens_the_item():
    early = [{"act_form": "dig"}] * 60
    assert kinds(found(early, [{"act_form": "dig"}] * 48 + [{"act_form": "dry_crops"}] * 12)) == {
        (DriftKind.WIDENED, "act_form")
    }
    few = found(early, [{"act_form": "dig"}] * 56 + [{"act_form": "dry_crops"}] * 4)
    assert not few.findings
    known = found([*early, {"act_form": "dry_crops"}], [{"act_form": "dig"}] * 48 + [{"act_form": "dry_crops"}] * 12)
    assert not known.findings


def test_fewer_spared_than_before_is_told_with_both_shares():
    early = [{"yuan": None}] * 30 + [{}] * 30
    drifted = found(early, [{"yuan": None}] * 5 + [{}] * 55)
    assert kinds(drifted) == {(DriftKind.SPARED_LESS, "")}
    assert drifted.findings[0].sentence == "不予处罚的占比由 50%（60 件里 30 件）变为 8%（60 件里 5 件）"


def test_what_was_not_punished_says_nothing_about_what_is_punished():
    early = areas(5, 30)
    late = [*areas(5, 30, seed=2), *({"area_m2": 1, "yuan": None} for _ in range(8))]
    assert (DriftKind.LOWERED, "area_m2") not in kinds(found(early, late))


def test_a_circumstance_and_an_order_of_degrees_drift_too():
    early = [{"stopped_when_told": False, "harm_level": "serious"}] * 40
    late = [{"stopped_when_told": True, "harm_level": "minor"}] * 40
    drifted = found(early, late)
    assert kinds(drifted) == {(DriftKind.LOWERED, "stopped_when_told"), (DriftKind.LOWERED, "harm_level")}
    said = {each.fact: each.sentence for each in drifted.findings}
    assert "由否变为是" in said["stopped_when_told"]
    assert "由严重变为轻微" in said["harm_level"]


@pytest.mark.parametrize(("matters", "is_compared"), [(FEWEST - 1, False), (FEWEST, True)])
def test_below_so_many_decisions_nothing_is_said(matters: int, is_compared: bool):
    drifted = found(areas(20, 30, matters), areas(1, 5, matters))
    (item,) = drifted.items
    assert (item.before, item.after, item.is_compared) == (matters, matters, is_compared)
    assert bool(drifted.findings) == is_compared


def test_an_item_is_compared_with_itself_only():
    early = [*areas(5, 30), *({"violation": "overlimit-mass", "excess_kg": 9000} for _ in range(40))]
    late = [*areas(5, 30, seed=3), *({"violation": "overlimit-mass", "excess_kg": 1200} for _ in range(40))]
    assert {each.violation for each in found(early, late).findings} == {"overlimit-mass"}


def test_nothing_decided_nothing_drifts():
    assert found([], []) == Drift((), ())


def test_every_fact_with_a_worse_direction_has_a_weight():
    known = {key for key, fact in records("facts").items() if fact["worse"] != "none"}
    assert {key for key in records("facts") if weight_of(key)} == known
