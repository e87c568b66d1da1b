"""When a way without penalty is open: by the facts, by the party's record where it counts, never past a strict list."""

from datetime import date

import pytest

from hengtu.law.first_offence import PastDecision
from hengtu.law.leniency import CLOSED, MAY, MUST, NONE, OPEN, lenient_way

FOUND = date(2026, 1, 10)
ITEM = "ridehail-vehicle-uncertified"
MINOR = {"harm_level": "minor", "corrected_promptly": True, "circumstances": "minor"}


def asked(place="江苏", violation=ITEM, past=(), **facts):
    question = {
        "violation": violation, "jurisdiction": place, "party_type": "natural_person",
        "violation_on": "2026-01-10", "decided_on": "2026-01-20", "facts": facts,
    }  # fmt: skip
    return lenient_way(question, found_on=FOUND, past=past)


def test_a_first_minor_corrected_violation_may_go_unpunished():
    way = asked(**MINOR)
    assert (way.way, way.first.first) == (MAY, True)
    assert "可以不予处罚" in way.sentence


def test_what_is_still_to_be_found_out_is_named():
    way = asked()
    assert way.way == OPEN
    assert "及时改正" in way.missing


@pytest.mark.parametrize(("days_before", "first"), [(180, False), (181, True)])
def test_the_window_of_the_place_counts(days_before, first):
    past = (PastDecision(ITEM, date.fromordinal(FOUND.toordinal() - days_before)),)
    way = asked(past=past, **MINOR)
    assert way.first.first is first
    assert way.way == (MAY if first else NONE)


def test_a_decision_for_something_else_does_not_count():
    way = asked(past=(PastDecision("passenger-unlicensed", date(2026, 1, 1)),), **MINOR)
    assert way.way == MAY


def test_a_strict_list_closes_the_choice_and_says_which():
    way = asked("东陵省", "hazmat-unlicensed", **MINOR)
    assert way.way == CLOSED
    assert "首查必罚" in way.sentence


def test_a_strict_list_never_closes_what_must_go_unpunished():
    way = asked("东陵省", "hazmat-unlicensed", **{**MINOR, "harm_level": "none"})
    assert way.way == MUST
    assert "应当不予处罚" in way.sentence


def test_without_a_list_the_record_alone_opens_nothing():
    assert asked("河北", "underwater-works").way == NONE
