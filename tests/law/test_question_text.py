"""A question whose values are put in the places of its shape reads and hashes as one that is written anew."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengtu.law.discretion import assess
from hengtu.law.question_text import TEXTS, _written_anew, field_hashes, text_of
from hengtu.law.receipt import as_line, issue, verify

QUESTION = {
    "violation": "road-occupy-dig", "jurisdiction": "四川", "violation_on": "2025-06-03", "decided_on": "2025-07-01",
    "facts": {"area_m2": 8, "road_class": "county", "harm_level": "minor", "stopped_when_told": False},
}  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=[]), max_size=6) | st.sampled_from(
    ["%s", '"', "\\", "\ud800", "\x001\x00"]
)
SCALARS = st.one_of(WORDS, st.floats(), st.integers(), st.booleans(), st.none(), st.dates(), st.lists(st.integers()))
KEYS = st.sampled_from(["area_m2", "road_class", "harm_level", "100%", "面积", "a.b", '"'])


@given(st.dictionaries(KEYS, SCALARS), st.dictionaries(KEYS, SCALARS, max_size=3), st.booleans())
def test_it_reads_and_hashes_as_one_written_anew(told: dict[str, Any], more: dict[str, Any], first: bool):
    question = {"facts": told, **more} if first else {**more, "facts": told}
    assert text_of(question) == _written_anew(question)


@pytest.mark.parametrize("value", [8, 8.0, -0.0, 1e300, float("nan"), float("inf"), True, None, date(2025, 6, 3), "8"])
def test_every_type_that_is_put_in_place_is_tried(value: Any):
    assert type(value) in TEXTS
    question = {**QUESTION, "facts": {**QUESTION["facts"], "area_m2": value}}
    assert text_of(question) == _written_anew(question)


@pytest.mark.parametrize("value", [[8], {"of": 8}, datetime(2025, 6, 3), type("Word", (str,), {})("8")])
def test_any_other_type_is_written_anew(value: Any):
    question = {**QUESTION, "facts": {**QUESTION["facts"], "area_m2": value}}
    assert text_of(question) == _written_anew(question)


def test_values_that_python_takes_for_equal_keep_their_own_hash():
    told = [{**QUESTION, "facts": {"area_m2": value}} for value in (1, 1.0, True, "1")]
    assert len({field_hashes(each)["question.facts.area_m2"] for each in told}) == 4
    assert len({text_of(each).fields_canonical for each in told}) == 4


def test_a_line_is_the_answer_with_its_receipt_and_the_receipt_stands():
    for area in (8, 15, 15.5, 8):
        question = {**QUESTION, "facts": {**QUESTION["facts"], "area_m2": area}}
        line = json.loads(as_line(question, assess(question)))
        receipt = line.pop("receipt")
        assert line == receipt["answer"] == json.loads(json.dumps(assess(question).as_json(), ensure_ascii=False))
        assert receipt == issue(question, assess(question))
        assert receipt["question"] == question
        assert verify(receipt) == []


def test_what_one_reader_does_to_a_receipt_another_does_not_see():
    receipt = issue(QUESTION, assess(QUESTION))
    receipt["answer"]["explanation"].clear()
    receipt["rules"].clear()
    assert issue(QUESTION, assess(QUESTION))["answer"]["explanation"]
    assert verify(issue(QUESTION, assess(QUESTION))) == []
