"""Every point of the party is answered before the review passes and before anything is decided (APL:45)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.statements import open_points, points_as_answered, statements_of, unseen_evidence
from hengtu.law.procedure.todo import todos_of
from hengtu.web.commandline.scripts import legal_acts
from tests.fixtures import scripts

FILE = scripts()
PARTY = Actor("party-1", frozenset({"party"}), None, "某甲")
OFFICER = Actor("officer-a", frozenset({"officer"}), True, "陈屿")
POINTS = [{"no": 1, "point": "当天是去修车"}, {"no": 2, "point": "没有收钱"}]


def history_until(kind, case_id="demo-7"):
    acts = legal_acts(FILE, FILE.script(case_id))
    position = next(index for index, act in enumerate(acts) if act.kind == kind)
    return tuple(acts[:position]), acts[position]


def told():
    """A file up to the notice, nobody has spoken yet; and the moment after it."""
    acts, _ = history_until("statement_heard")
    return acts, acts[-1].occurred_at + timedelta(hours=1)


def received(at, **payload):
    return LegalAct("statement_received", at, (PARTY,), {"mode": "ONLINE", "points": POINTS, **payload}, uid="s-1")


def answer(at, *points, by=(OFFICER,), **payload):
    content = {"of_statement": "s-1", "points": list(points), **payload}
    return LegalAct("statement_heard", at, by, content, uid="a-1")


def answered(no, adopted="no", **more):
    point = next(point for point in POINTS if point["no"] == no)
    return {**point, "adopted": adopted, "answer": "查过维修单", "reason": "维修单是前一天的", **more}


def codes(history, act):
    return {objection.code for objection in objections_to(history, act)}


def deciding(history, at, **payload):
    """The decision as it would be tried after this history; the waiting terms are not what is looked at here."""
    _, act = history_until("decided")
    return codes(history, replace(act, occurred_at=at + timedelta(days=20), payload={**act.payload, **payload}))


def test_a_party_hands_in_points_alone_and_no_officer_is_needed():
    history, at = told()
    assert codes(history, received(at)) == set()


def test_a_statement_without_a_word_is_not_taken_in():
    history, at = told()
    assert "statement_missing" in codes(history, received(at, points=[]))
    assert "point_empty" in codes(history, received(at, points=[{"no": 1, "point": " "}]))


def test_nobody_but_the_party_hands_in_a_statement():
    history, at = told()
    assert "party_required" in codes(history, replace(received(at), by=(OFFICER,)))


def test_an_agent_shows_the_mandate():
    history, at = told()
    agent = {"name": "某乙", "relation": "律师"}
    assert "agent_without_authority" in codes(history, received(at, agent=agent))
    assert codes(history, received(at, agent={**agent, "authorisation": "exhibit-1"})) == set()


def test_unanswered_points_are_named_before_the_decision():
    history, at = told()
    history = (*history, received(at))
    _, decision = history_until("decided")
    found = [each for each in objections_to(history, decision) if each.code == "points_unanswered"]
    assert [each.message for each in found] == [
        "当事人的第1条意见还没有答复：“当天是去修车”",
        "当事人的第2条意见还没有答复：“没有收钱”",
    ]
    assert found[0].basis == ("APL:45p1", "APL:62")


def test_a_review_does_not_pass_while_a_point_is_open_but_may_send_the_file_back():
    history, at = told()
    history = (*history, received(at))
    _, review = history_until("legal_reviewed")
    later = replace(review, occurred_at=at + timedelta(days=10))
    assert "points_unanswered" in codes(history, later)
    assert "points_unanswered" not in codes(history, replace(later, payload={"opinion": "change"}))


def test_half_an_answer_leaves_the_other_point_open():
    history, at = told()
    history = (*history, received(at), answer(at + timedelta(hours=1), answered(1)))
    assert [point.no for point in open_points(Situation.of(history))] == ["2"]
    again = replace(answer(at + timedelta(hours=2), answered(2)), uid="a-2")
    assert open_points(Situation.of((*history, again))) == ()


def test_an_answer_is_the_officers_act_and_names_a_statement_of_this_case():
    history, at = told()
    history = (*history, received(at))
    later = at + timedelta(hours=1)
    assert codes(history, answer(later, answered(1))) == set()
    assert "certified_officer_required" in codes(history, answer(later, answered(1), by=(PARTY,)))
    assert "statement_unknown" in codes(history, answer(later, answered(1), of_statement="elsewhere"))


@pytest.mark.parametrize("adopted", ["no", "partly"])
def test_what_is_not_wholly_adopted_says_why(adopted):
    history, at = told()
    history = (*history, received(at))
    assert "point_reason_missing" in codes(history, answer(at + timedelta(hours=1), answered(1, adopted, reason="")))


def test_evidence_the_party_offered_is_looked_at():
    history, at = told()
    history = (*history, received(at, exhibits=[{"uid": "e-1", "sm3": "00", "title": "维修单照片"}]))
    done = answer(at + timedelta(hours=1), answered(1), answered(2))
    assert [each.title for each in unseen_evidence(Situation.of((*history, done)))] == ["维修单照片"]
    assert "offered_evidence_unseen" in deciding((*history, done), at)
    seen = replace(done, payload={**done.payload, "evidence_seen": ["e-1"]})
    assert "offered_evidence_unseen" not in deciding((*history, seen), at)


def test_an_adopted_point_shows_in_the_outcome_or_the_decision_says_why_not():
    history, at = told()
    notified = next(act for act in reversed(history) if act.kind == "notice_served").payload["proposed"]
    history = (*history, received(at), answer(at + timedelta(hours=1), answered(1, "yes"), answered(2)))
    lighter = {**notified, "amount_yuan": notified["amount_yuan"] - 1}
    assert "adopted_without_effect" in deciding(history, at, decided=notified)
    assert "adopted_without_effect" not in deciding(history, at, decided=lighter)
    assert "adopted_without_effect" not in deciding(history, at, decided=notified, unchanged_because="只影响改正期限")


def test_a_statement_after_the_decision_comes_too_late():
    acts = tuple(legal_acts(FILE, FILE.script("demo-7")))
    decided = next(act for act in acts if act.kind == "decided")
    late = received(decided.occurred_at + timedelta(hours=1))
    assert "act_too_late_in_order" in codes(acts, late)


def test_a_late_statement_before_the_decision_is_still_heard():
    history, at = told()
    assert codes(history, received(at + timedelta(days=30))) == set()


def test_a_review_that_a_statement_has_outrun_is_done_again():
    acts, decision = history_until("decided")
    late = received(decision.occurred_at - timedelta(minutes=1))
    assert "review_outdated" in codes((*acts, late), decision)


def test_points_recorded_with_their_answers_are_answered_at_once():
    history, at = told()
    record = LegalAct(
        "statement_heard", at, (PARTY, OFFICER), {"mode": "ORAL", "statement": "两条意见", "points": [answered(1)]}
    )
    assert codes(history, record) == set()
    situation = Situation.of((*history, record))
    assert open_points(situation) == ()
    (statement,) = statements_of(situation)
    assert points_as_answered(situation, statement)[0]["adopted"] == "no"


def test_an_unanswered_statement_is_on_the_list_of_what_is_to_do():
    history, at = told()
    history = (*history, received(at))
    assert "statement_heard" in {todo.kind for todo in todos_of(history)}
    done = (*history, answer(at + timedelta(hours=1), answered(1), answered(2)))
    assert "statement_heard" not in {todo.kind for todo in todos_of(done)}
