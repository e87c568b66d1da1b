"""The fourth finding in a year, more than a tenth of the fleet, and the permit that protects only where all matches."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from hengtu.law.discretion import assess
from hengtu.law.overlimit_repeat import fleet, repeat
from hengtu.law.permits import Passage, Permit, check, permit_class

ON = date(2026, 3, 1)


def days(*before: int) -> list[date]:
    return [ON - timedelta(days=each) for each in before]


@pytest.mark.parametrize("subject", ["vehicle", "driver"])
@pytest.mark.parametrize(
    ("before", "count", "reached"),
    [
        ((0, 1, 2), 3, False),
        ((0, 1, 2, 3), 4, True),
        ((0, 100, 200, 364), 4, True),  # across two calendar years
        ((0, 100, 200, 365), 3, False),  # the same day a year ago lies outside
        ((0, 0, 0, 0), 4, True),  # four on one day are four
        ((-1, 0, 1, 2), 3, False),  # what comes later is not counted yet
        ((), 0, False),
    ],
)
def test_more_than_three_times_means_the_fourth(subject: str, before: tuple[int, ...], count: int, reached: bool):
    found = repeat(subject, days(*before), on=ON)
    assert (found.value, found.reached) == (count, reached)
    kind = assess(
        {"violation": found.violation, "violation_on": str(ON), "jurisdiction": "国家", "facts": {found.fact: count}}
    )
    assert (kind.outcome.kind != "none") == reached


@pytest.mark.parametrize(
    ("caught", "vehicles", "reached"),
    [(1, 10, False), (2, 10, True), (1, 9, True), (10, 100, False), (11, 100, True), (0, 5, False), (3, 30, False)],
)
def test_more_than_a_tenth_of_the_vehicles(caught: int, vehicles: int, reached: bool):
    findings = {f"示A{number}": days(3, 4, 5) for number in range(caught)} | {"示B1": days(400), "示B2": []}
    found = fleet(findings, vehicles=vehicles, on=ON)
    assert found.reached is reached
    answer = assess(
        {
            "violation": found.violation,
            "violation_on": str(ON),
            "jurisdiction": "国家",
            "facts": {found.fact: found.value},
        }
    )
    assert (answer.outcome.kind == "suspend_business") == reached
    if reached:
        assert "核发机关" in found.explanation[0]


def test_more_vehicles_caught_than_there_are_is_refused():
    with pytest.raises(ValueError, match="少于"):
        fleet({"示A1": days(1), "示A2": days(2)}, vehicles=1, on=ON)
    with pytest.raises(ValueError, match="少于"):
        fleet({}, vehicles=0, on=ON)


def test_who_issued_the_certificate_revokes_it():
    answer = assess(
        {
            "violation": "overlimit-repeat-vehicle",
            "jurisdiction": "国家",
            "violation_on": str(ON),
            "facts": {"vehicle_overruns_1y": 4},
        }
    )
    assert answer.outcome.kind == "revoke"
    assert "七个工作日" in repeat("vehicle", days(0, 1, 2, 3), on=ON).explanation[1]


PERMIT = Permit(
    plates=frozenset({"示A12345"}),
    load={"gross_mass_kg": 80_000, "total_width_m": 3.75},
    valid_from=datetime(2026, 3, 1),
    valid_until=datetime(2026, 3, 31, 23, 59),
    hours=(22, 6),
    escort=True,
)
PASSAGE = Passage(
    plate="示A12345",
    at=datetime(2026, 3, 10, 23, 0),
    load={"gross_mass_kg": 80_000, "total_width_m": 3.75},
    divisible=False,
    on_route=True,
    escorted=True,
)


def test_a_permit_that_matches_in_everything_protects():
    assert check(PERMIT, PASSAGE).protects is True


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"divisible": True}, "可分载"),
        ({"plate": "示A54321"}, "不是通行证载明的车辆"),
        ({"at": datetime(2026, 4, 1, 0, 0)}, "有效期"),
        ({"at": datetime(2026, 3, 10, 12, 0)}, "时段"),
        ({"load": {"gross_mass_kg": 80_001, "total_width_m": 3.75}}, "车货总质量"),
        ({"load": {"gross_mass_kg": 80_000, "total_width_m": 3.76}}, "车货总宽"),
        ({"on_route": False}, "路线"),
        ({"escorted": False}, "护送"),
    ],
)
def test_one_thing_that_does_not_match_is_enough(change: dict[str, Any], said: str):
    found = check(PERMIT, replace(PASSAGE, **change))
    assert found.protects is False
    assert said in found.breaches[0]


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"divisible": None}, "divisible_cargo"),
        ({"on_route": None}, "on_permitted_route_time"),
        ({"escorted": None}, "escort_as_permitted"),
        ({"load": {"total_width_m": 3}}, "gross_mass_kg"),
    ],
)
def test_what_was_not_established_is_asked_not_guessed(change: dict[str, Any], missing: str):
    found = check(PERMIT, replace(PASSAGE, **change))
    assert (found.protects, found.missing) == (None, (missing,))
    assert found.as_facts() == {"permit_held": True}


@pytest.mark.parametrize("protects", [True, False])
def test_the_answer_goes_into_the_assessment(protects: bool):
    facts = check(PERMIT, replace(PASSAGE, on_route=protects)).as_facts()
    load = {"vehicle_form": "train", "axle_count": 6, "tractor_single_drive_axle": False, "gross_mass_kg": 80_000}
    answer = assess(
        {
            "violation": "overlimit-mass",
            "jurisdiction": "国家",
            "violation_on": "2026-03-10",
            "facts": {**load, **facts},
        }
    )
    assert (answer.outcome.kind == "none") is protects


@pytest.mark.parametrize(
    ("height", "width", "length", "mass", "excess", "kind"),
    [
        (4.2, 3, 20, 49_000, 0, "I"),
        (4.2, 3, 20, 50_000, 1_000, "II"),
        (4.5, 3.75, 28, 100_000, 51_000, "II"),
        (4.51, 3.75, 28, 100_000, 51_000, "III"),
        (4.0, 2.5, 18, 100_001, 51_001, "III"),
    ],
)
def test_classes_sort_permits(height: float, width: float, length: float, mass: float, excess: float, kind: str):
    load = {"total_height_m": height, "total_width_m": width, "total_length_m": length, "gross_mass_kg": mass}
    assert permit_class(load, excess) == kind
