"""The older law unless the newer is lighter (APL:37), with dates that may be months, years or unknown."""

from typing import Any

import pytest

from hengtu.law.discretion import Assessment, assess


def ask(violation_id: str, on: Any, decided: Any, place: str = "国家", **facts: Any) -> Assessment:
    return assess(
        {"violation": violation_id, "jurisdiction": place, "violation_on": on, "decided_on": decided, "facts": facts}
    )


def span(answer: Assessment) -> tuple[float, float]:
    return answer.outcome.min_yuan, answer.outcome.max_yuan


@pytest.mark.parametrize(
    ("on", "decided", "expected"),
    [
        ("2022-11-29", "2022-11-29", (10000, 30000)),
        ("2022-11-29", "2022-11-30", (3000, 10000)),  # decided under the lighter text
        ("2022-11-30", "2022-11-30", (3000, 10000)),
        ("2022-11-30", "2025-01-01", (3000, 10000)),
    ],
)
def test_the_lighter_new_text_reaches_back(on: str, decided: str, expected: tuple[int, int]):
    assert span(ask("ridehail-vehicle-uncertified", on, decided)) == expected


def test_a_heavier_new_text_does_not_reach_back():
    answer = ask("taxi-driver-service", "2016-08-25", "2016-09-01")
    assert span(answer) == (50, 200)
    assert "并不更轻" in answer.explanation[0]
    assert "APL:37" in answer.basis


def test_a_lower_minimum_alone_makes_the_new_text_lighter():
    assert span(ask("passenger-unlicensed", "2023-07-19", "2023-08-01", illegal_gains=0)) == (10000, 100000)
    assert span(ask("passenger-unlicensed", "2023-07-19", "2023-07-19", illegal_gains=0)) == (30000, 100000)


def test_a_month_or_year_inside_one_text_is_enough():
    assert span(ask("repair-not-filed", "2021", "2021", refuses_correction=True)) == (5000, 20000)
    assert ask("overlimit-mass", "2017-01", "2017-03", excess_kg=5000).outcome.amount_yuan == 2500


def test_a_year_that_straddles_two_texts_asks_for_the_day():
    answer = ask("passenger-route-stop", "2023", "2023-12-01")
    assert answer.missing_facts == ("violation_on",)
    assert answer.tier is None
    assert span(answer) == (1000, 2000)
    assert any(each["max_yuan"] == 3000 for each in answer.alternatives)


@pytest.mark.parametrize("unknown", [None, "", "--07-16"])
def test_an_unknown_day_shows_the_current_text_and_asks(unknown: Any):
    answer = ask("ridehail-vehicle-uncertified", unknown, unknown)
    assert "violation_on" in answer.missing_facts
    assert span(answer) == (3000, 10000)
    assert any(each["max_yuan"] == 30000 and each["effective_to"] == "2022-11-30" for each in answer.alternatives)


def test_an_unknown_decision_day_is_asked_only_where_a_lighter_text_followed():
    assert ask("ridehail-vehicle-uncertified", "2022-01-05", None).missing_facts == ("decided_on",)
    assert ask("taxi-driver-service", "2016-01-05", None).missing_facts == ()
    assert ask("underwater-works", "2022-01-05", None).missing_facts == ()
