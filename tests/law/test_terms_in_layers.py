"""A province fills in what the nation leaves open; interruption, suspension and effects are data that speak."""

from datetime import date

import pytest

from hengtu.law import rulebook
from hengtu.law.deadlines import Deadline, due, term_named
from hengtu.law.errors import LawError
from hengtu.law.term_layers import has_layers, layer_for, problems_of

DAY = date(2026, 1, 5)


def words(deadline: Deadline) -> str:
    return "".join(deadline.explanation)


def test_the_number_of_the_province_goes_before_the_setting_and_says_since_when():
    here = due("legal_review", DAY, province="东陵省")
    assert (here.due_on, here.layer) == (date(2026, 1, 9), "dongling-legal-review-2024")
    assert "4 个工作日，自2024年1月1日起施行" in words(here)
    elsewhere = due("legal_review", DAY, province="河北")
    assert (elsewhere.due_on, elsewhere.layer) == (date(2026, 1, 12), None)
    assert "河北没有另行规定" in words(elsewhere)


def test_an_older_row_of_the_layer_holds_for_older_days():
    assert due("legal_review", date(2023, 12, 29), province="990000").layer == "dongling-legal-review"
    assert due("legal_review", date(2024, 1, 1), province="990000").layer == "dongling-legal-review-2024"
    assert due("legal_review", date(2021, 7, 14), province="990000").layer is None


def test_a_layer_gives_a_day_where_the_nation_has_none():
    assert due("hearing_hold", DAY).due_on is None
    assert due("hearing_hold", DAY, province="东陵省").due_on == date(2026, 2, 2)


def test_a_place_nobody_knows_is_refused_only_where_it_matters():
    assert not has_layers("seizure")
    assert layer_for("seizure", "火星", DAY) is None
    with pytest.raises(LawError) as refusal:
        layer_for("legal_review", "火星", DAY)
    assert refusal.value.code == "unknown_jurisdiction"


def row(term: str, amount: int, unit: str = "calendar_day") -> dict:
    return {"id": "x", "term": term, "division": "990000", "amount": amount, "unit": unit}


@pytest.mark.parametrize(
    ("term", "amount", "unit", "field"),
    [
        ("case_decision", 91, "calendar_day", "amount"),
        ("seizure", 31, "calendar_day", "amount"),
        ("seizure", 30, "working_day", "unit"),
        ("pay_fine", 14, "calendar_day", "amount"),
        ("announcement_service", 29, "calendar_day", "amount"),
        ("additional_fine_then_enforce", 29, "calendar_day", "amount"),
        ("case_decison", 60, "calendar_day", "term"),
    ],
)
def test_a_layer_never_relaxes_a_limit_on_the_agency_nor_shortens_one_of_the_party(term, amount, unit, field):
    known = rulebook.records("terms").get(term)
    assert [name for name, _ in problems_of(row(term, amount, unit), known)] == [field]


@pytest.mark.parametrize(
    ("term", "amount"), [("case_decision", 90), ("seizure", 15), ("pay_fine", 15), ("announcement_service", 30)]
)
def test_a_layer_may_be_stricter_for_the_agency_and_kinder_to_the_party(term: str, amount: int):
    assert list(problems_of(row(term, amount), term_named(term))) == []


def test_every_row_of_the_rulebook_keeps_to_that():
    terms = rulebook.records("terms")
    assert [list(problems_of(each, terms.get(each["term"]))) for each in rulebook.records("term_layers").values()] == [
        [],
        [],
        [],
    ]


def test_an_event_of_the_law_starts_the_count_anew():
    answer = due("hearing_request", date(2026, 1, 5), restarts=[date(2026, 1, 12), date(2026, 1, 8)])
    assert answer.due_on == due("hearing_request", date(2026, 1, 12)).due_on
    assert "原自2026年1月5日起算" in words(answer)
    assert answer.asked is not None
    assert answer.asked.start == date(2026, 1, 12)


def test_an_event_before_the_start_changes_nothing():
    assert due("hearing_request", DAY, restarts=[date(2025, 1, 1)]).due_on == due("hearing_request", DAY).due_on


def test_what_the_law_does_not_interrupt_runs_on():
    with pytest.raises(LawError) as refusal:
        due("case_decision", DAY, restarts=[date(2026, 2, 1)])
    assert refusal.value.code == "not_interruptible"


def test_leaving_days_out_names_the_rule_or_asks_for_one():
    span = (date(2026, 1, 8), date(2026, 1, 9))
    assert "书面告知的，不计入" in words(due("seizure", DAY, suspensions=[span]))
    assert "没有可以扣除期间的规定" in words(due("case_decision", DAY, suspensions=[span]))


BY_KIND = {
    "lapse": "hearing_request",
    "deemed": "announcement_service",
    "lift_and_return": "seizure",
    "late": "publish_penalty",
    "opens": "reminder",
}


@pytest.mark.parametrize("kind", sorted(BY_KIND))
def test_a_term_says_what_follows_on_the_day_after_and_not_before(kind: str):
    deadline = due(BY_KIND[kind], DAY)
    last = deadline.due_on or date(2026, 1, 19)
    after = date.fromordinal(last.toordinal() + 1)
    assert deadline.state_on(last) == "running"
    assert deadline.state_on(after) == kind
    assert deadline.as_json()["effect"]["kind"] == kind


def test_what_bound_the_agency_and_was_done_afterwards_is_late_what_bound_the_party_is_kept():
    publish, hearing = due("publish_penalty", DAY), due("hearing_request", DAY)
    assert publish.state_on(DAY, ended_on=date(2026, 1, 14)) == "kept"
    assert publish.state_on(DAY, ended_on=date(2026, 1, 15)) == "late"
    assert hearing.state_on(DAY, ended_on=date(2026, 3, 1)) == "kept"


def test_a_term_that_passes_names_the_next_one():
    assert due("pay_fine", DAY).effect.starts == "additional_fine"
    assert due("announcement_service", DAY).effect.deemed == "视为送达"
