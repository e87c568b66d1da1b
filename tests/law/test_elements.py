"""What must be proved follows from the rules, cited, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from hengtu.law.citations import printable
from hengtu.law.elements import Element, elements_of, is_claimed
from hengtu.law.errors import LawError
from hengtu.law.rulebook import records
from hengtu.law.statute import UnknownViolation

DAY = date(2025, 6, 3)


def ids(violation: str, on: date | None = DAY, place: str = "") -> list[str]:
    return [element.id for element in elements_of(violation, on, place=place)]


def element(violation: str, identity: str) -> Element:
    return next(each for each in elements_of(violation, DAY) if each.id == identity)


@pytest.mark.parametrize("violation", sorted(records("violations")))
def test_every_item_names_who_did_what_and_what_speaks_for_the_party(violation: str) -> None:
    found = elements_of(violation, None)
    assert [each.id for each in found[:2]] == ["party", "conduct"]
    assert [each.id for each in found[-4:]] == ["heavier", "lighter", "not_excused", "favour"]
    assert len({each.id for each in found}) == len(found)
    assert all(each.needed for each in found[:2])


@pytest.mark.parametrize("violation", sorted(records("violations")))
def test_every_element_rests_on_an_article_that_may_be_printed(violation: str) -> None:
    for version in records("violations")[violation]["versions"]:
        for each in elements_of(violation, version["effective_from"]):
            assert any(printable(basis) for basis in each.basis), (violation, each.id, each.basis)


def test_an_overload_is_proved_by_what_was_weighed_and_counted_not_by_the_computed_excess() -> None:
    found = ids("overlimit-mass")
    assert found[2:7] == [
        "fact:vehicle_form",
        "fact:axle_count",
        "fact:tractor_single_drive_axle",
        "fact:gross_mass_kg",
        "permit",
    ]
    assert not any("excess" in each for each in found)
    assert element("overlimit-mass", "fact:gross_mass_kg").needed
    assert not element("overlimit-mass", "fact:tractor_single_drive_axle").needed


def test_a_permit_is_asked_for_only_where_one_would_make_it_lawful() -> None:
    assert "permit" in ids("overlimit-dimension")
    assert "permit" not in ids("passenger-unlicensed")


def test_a_fact_that_only_brings_a_further_penalty_is_not_needed() -> None:
    assert element("passenger-unlicensed", "fact:illegal_gains").needed
    assert not element("charter-plate", "fact:circumstances").needed


def test_the_version_of_the_day_is_the_one_that_is_cited() -> None:
    old = {each.id: each.basis for each in elements_of("passenger-unlicensed", date(2020, 1, 1))}
    new = {each.id: each.basis for each in elements_of("passenger-unlicensed", DAY)}
    assert new["conduct"] == ("道路运输条例10", "APL:40")
    assert old["conduct"] == ("APL:40",), "the article of the old text was not read and is not printed"
    assert new["fact:illegal_gains"] == ("道路运输条例63p1i2",)


def test_the_benchmark_of_the_place_adds_the_facts_it_weighs() -> None:
    ladders = {
        each["violation"]: each["division"]
        for each in records("benchmarks").values()
        if each["role"] == "ladder" and not each.get("example")
    }
    more = {
        violation: set(ids(violation, None, division)) - set(ids(violation, None))
        for violation, division in ladders.items()
    }
    assert any(more.values())
    for added in more.values():
        assert all(each.startswith("fact:") for each in added)


def test_an_unknown_item_or_a_day_without_a_rule_is_refused() -> None:
    with pytest.raises(UnknownViolation):
        elements_of("no-such-thing", DAY)
    with pytest.raises(LawError):
        elements_of("overlimit-mass", date(1990, 1, 1))


@pytest.mark.parametrize(
    ("identity", "facts", "claimed"),
    [
        ("heavier", {"during_emergency": True}, True),
        ("heavier", {"during_emergency": False}, False),
        ("heavier", {}, False),
        ("not_excused", {"first_offence": True}, False),
        ("not_excused", {"first_offence": True, "harm_level": "minor", "corrected_promptly": True}, True),
        ("lighter", {"age": 17}, True),
        ("lighter", {"age": 18}, False),
        ("fact:axle_count", {"axle_count": 6}, True),
        ("fact:axle_count", {}, False),
        ("favour", {"axle_count": 6}, False),
    ],
)
def test_a_ground_is_claimed_when_the_facts_meet_it(identity: str, facts: dict[str, object], claimed: bool) -> None:
    assert is_claimed(element("overlimit-mass", identity), facts) is claimed
