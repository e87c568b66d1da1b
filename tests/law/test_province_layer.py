"""A province is rows: the demonstration layer adds its thresholds, others keep what the nation leaves them."""

from datetime import date

import pytest

from hengtu.law.discretion import assess
from hengtu.law.jurisdiction import resolve
from hengtu.law.thresholds import discussion_is_required, hearing_is_required

DAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("party", "amount", "required"),
    [
        ("natural_person", 4999, False),
        ("natural_person", 5000, True),
        ("legal_person", 49999, False),
        ("legal_person", 50000, True),
    ],
)
def test_the_hearing_threshold_of_the_layer_includes_its_number(party, amount, required):
    words = {"jurisdiction": "东陵省", "penalty": "fine", "party_type": party, "amount_yuan": amount, "on": DAY}
    assert hearing_is_required(**words).required is required


def test_without_a_row_the_hearing_is_offered_for_any_fine():
    assert hearing_is_required(
        jurisdiction="河北", penalty="fine", party_type="legal_person", amount_yuan=1, on=DAY
    ).required


def test_the_layer_decides_on_discussion_and_says_which_row():
    answer = discussion_is_required(
        jurisdiction="东陵省", penalty="fine", party_type="natural_person", amount_yuan=20000, on=DAY
    )
    assert (answer.required, answer.source) == (True, "dongling-discussion")


def test_what_the_layer_does_not_say_follows_the_nation():
    assert resolve("东陵省").chain == ("990000", "000000")
    question = {
        "violation": "ridehail-vehicle-uncertified",
        "violation_on": "2026-01-05",
        "decided_on": "2026-01-05",
        "facts": {},
    }
    here, elsewhere = (assess({**question, "jurisdiction": place}) for place in ("东陵省", "国家"))
    assert here.statutory == elsewhere.statutory
