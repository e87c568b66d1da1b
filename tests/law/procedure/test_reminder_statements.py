"""What the party says to a reminder is its own act; nothing is enforced before it was rechecked and answered."""

from dataclasses import replace
from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.party_ways import WayKind, ways_of
from hengtu.law.procedure.reminders import unanswered_reminder_statements
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.after_decision import PEOPLE, Hand, act, codes, done, history_of, reminder

SERVED = history_of("demo-1")
REMINDED = done(SERVED, reminder(SERVED, "2025-12-12"))
OFFER = {"exhibits": [{"uid": "e-1", "title": "转账回单"}]}


def stated(**more):
    return act("reminder_statement_received", "2025-12-15", statement="已经转账", mode="ONLINE", **more)


def answered(statement, **more):
    payload = {"of_statement": statement.uid, "adopted": "no", "recheck": "银行没有入账", **more}
    return replace(act("reminder_answered", "2025-12-16", **payload), by=PEOPLE[Hand.OFFICER])


def to_court(**more):
    return act("court_applied", "2025-12-29", court="某区人民法院", **more)


def test_the_court_is_not_asked_before_the_statement_was_answered_and_the_way_out_is_a_task():
    history = done(REMINDED, stated())
    assert codes(history, to_court()) == {"reminder_statement_unanswered"}
    assert "reminder_answered" in [todo.kind for todo in todos_of(history)]
    assert "court_applied" not in [todo.kind for todo in todos_of(history)]
    free = done(history, answered(stated()))
    assert codes(free, to_court()) == set()
    assert "reminder_answered" not in [todo.kind for todo in todos_of(free)]


def test_a_new_reminder_does_not_answer_what_was_said_to_the_old_one():
    history = done(REMINDED, stated(), reminder(SERVED, "2025-12-18"))
    assert [each.uid for each in unanswered_reminder_statements(Situation.of(history))] == [stated().uid]


@pytest.mark.parametrize(
    ("defect", "code"),
    [
        ({"adopted": None}, "adopted_missing"),
        ({"recheck": " "}, "recheck_missing"),
        ({"of_statement": "another"}, "statement_unknown"),
    ],
)
def test_an_answer_says_whether_it_agrees_and_why(defect, code):
    history = done(REMINDED, stated())
    assert codes(history, answered(stated(), **defect)) == {code}


def test_proof_that_was_offered_is_looked_at():
    history = done(REMINDED, stated(**OFFER))
    assert codes(history, answered(stated())) == {"offered_evidence_unseen"}
    assert codes(history, answered(stated(), evidence_seen=["e-1"])) == set()


def test_the_answer_is_the_officers_and_the_statement_is_the_partys():
    history = done(REMINDED, stated())
    by_party = replace(answered(stated()), by=PEOPLE[Hand.PARTY])
    assert codes(history, by_party) == {"certified_officer_required"}
    assert codes(REMINDED, replace(stated(), by=PEOPLE[Hand.OFFICER])) == {"party_required"}


def test_who_agrees_with_the_party_says_why_it_is_enforced_all_the_same_or_reminds_anew():
    history = done(REMINDED, stated(), answered(stated(), adopted="partly", recheck="缴过一部分"))
    assert codes(history, to_court()) == {"adopted_answer_passed_over"}
    assert codes(history, to_court(despite_answer="其余部分仍未缴")) == set()
    anew = done(history, reminder(SERVED, "2025-12-17"))
    assert "adopted_answer_passed_over" not in codes(anew, to_court())


def test_the_party_may_add_to_what_it_said_until_something_is_enforced():
    history = done(REMINDED, stated())
    kinds = [way.kind for way in ways_of(Situation.of(history), "demo-1-p", date(2025, 12, 16))]
    assert WayKind.ANSWER_REMINDER in kinds
    applied = done(history, answered(stated()), to_court())
    kinds = [way.kind for way in ways_of(Situation.of(applied), "demo-1-p", date(2025, 12, 30))]
    assert WayKind.ANSWER_REMINDER not in kinds
