"""What there is to do: read along the eight cases, act by act."""

from dataclasses import replace
from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.hands import Hand
from hengtu.law.procedure.todo import handler_ids, todos_of
from hengtu.web.commandline.scripts import legal_acts
from tests.fixtures import scripts

FILE = scripts()


def after(case_id, kind):
    """The history up to and including the first act of a kind."""
    acts = legal_acts(FILE, FILE.script(case_id))
    return acts[: next(index for index, act in enumerate(acts) if act.kind == kind) + 1]


def kinds(history):
    return [todo.kind for todo in todos_of(history)]


def todo_for(history, kind):
    return next(todo for todo in todos_of(history) if todo.kind == kind)


@pytest.mark.parametrize(
    ("case_id", "done", "to_do"),
    [
        ("demo-1", "lead_registered", ["case_filed"]),
        ("demo-1", "case_filed", ["investigated"]),
        ("demo-1", "investigated", ["correction_ordered", "report_submitted"]),
        ("demo-1", "report_submitted", ["report_approved"]),
        ("demo-1", "report_approved", ["notice_served"]),
        ("demo-1", "statement_heard", ["legal_reviewed"]),
        ("demo-1", "legal_reviewed", ["decided"]),
        ("demo-1", "decided", ["decision_issued"]),
        ("demo-1", "decision_issued", ["decision_served", "decision_published"]),
        ("demo-1", "decision_served", ["decision_published", "paid", "reminder_served"]),
        ("demo-1", "paid", ["decision_published", "case_closed"]),
        ("demo-1", "case_closed", ["decision_published", "archived"]),
        ("demo-5", "report_approved", ["legal_reviewed"]),
        ("demo-5", "legal_reviewed", ["not_punished"]),
        ("demo-5", "not_punished", ["decision_served"]),
        ("demo-5", "decision_served", ["case_closed"]),
        ("demo-5", "archived", []),
        ("demo-6", "measure_taken", ["measure_lifted", "property_taken_in", "investigated"]),
        ("demo-8", "legal_reviewed", ["discussed"]),
        ("demo-8", "discussed", ["decided"]),
        ("demo-2", "spot_decided", ["spot_acknowledged", "decision_published"]),
    ],
)
def test_each_act_brings_about_what_follows(case_id, done, to_do):
    assert kinds(after(case_id, done)) == to_do


def test_a_case_nobody_began_has_nothing_to_do():
    assert todos_of(()) == ()


def test_the_review_waits_until_the_party_can_no_longer_ask_for_a_hearing():
    review = todo_for(after("demo-1", "notice_served"), "legal_reviewed")
    assert (review.hand, review.ready_on) == (Hand.REVIEWER, date(2025, 6, 17))


def test_a_requested_hearing_goes_first_and_the_review_after_its_report():
    assert kinds(after("demo-6", "hearing_requested"))[0] == "hearing_appointed"
    assert "legal_reviewed" not in kinds(after("demo-6", "hearing_held"))
    assert "legal_reviewed" in kinds(after("demo-6", "hearing_reported"))


def test_the_hearing_is_due_on_the_day_that_was_announced():
    hearing = todo_for(after("demo-6", "hearing_notice_served"), "hearing_held")
    assert (hearing.hand, hearing.ready_on, hearing.due_on) == (Hand.HOST, date(2025, 8, 22), date(2025, 8, 22))


def test_what_the_reviewer_sends_back_is_mended_before_anything_else():
    history = after("demo-1", "legal_reviewed")
    returned = (*history[:-1], replace(history[-1], payload={**history[-1].payload, "opinion": "change"}))
    assert kinds(returned) == ["report_submitted"]


def test_each_act_is_due_when_the_clock_it_ends_runs_out():
    assert todo_for(after("demo-1", "lead_registered"), "case_filed").due_on == date(2025, 6, 12)
    assert todo_for(after("demo-1", "case_filed"), "investigated").due_on == date(2025, 9, 1)
    assert todo_for(after("demo-1", "decision_served"), "paid").due_on == date(2025, 6, 26)
    seizure = todo_for(after("demo-6", "measure_taken"), "measure_lifted")
    assert (seizure.term, seizure.due_on) == ("seizure", date(2025, 8, 14))


def test_each_act_names_what_brought_it_about():
    assert todo_for(after("demo-1", "decision_served"), "paid").cause.kind == "decision_served"


def test_a_lead_belongs_to_those_it_was_given_to_and_a_case_to_those_who_investigate():
    history = after("demo-1", "lead_registered")
    given = replace(history[0], kind="lead_assigned", payload={"officers": ["officer-c"]})
    assert handler_ids(Situation((*history, given))) == {"officer-c"}
    filed = after("demo-1", "investigated")
    assert handler_ids(Situation(filed)) == {"officer-a", "officer-b"}
