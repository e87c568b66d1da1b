"""Between reviewer and handler: points answered one by one, who has the file, what really changed, advisers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hengtu.law.acts import Actor
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.grades import CAREFUL, GRAVE, PLAIN, grade_of
from hengtu.law.procedure.reviewing import answers_to, holder_of, last_return, open_points, rounds_of, target_on
from hengtu.law.procedure.since import changes_since, reopening
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import (
    ARCHIVIST,
    HEAD,
    PARTY,
    REVIEWER,
    TWO,
    A,
    act,
    codes,
    filed,
    lawful,
    reported,
    when,
)

FINE = {"kind": "fine", "amount_yuan": 30000}
OTHER = Actor("other-reviewer", frozenset({"legal_reviewer"}), None, "另一名审核员")
SENIOR = Actor("senior", frozenset({"legal_reviewer", "senior_reviewer"}), None, "资深审核员")
ADVISER = Actor("account:lawyer", frozenset({"legal_adviser"}), None, "顾问律师")
POINTS = [
    {"no": 1, "point": "补充询问笔录", "article": "行政处罚法第四十条", "kind": "evidence"},
    {"no": 2, "point": "罚款偏高，请说明", "article": "", "kind": "discretion"},
]


def told():
    return lawful(
        reported(filed(), FINE),
        act("notice_served", "03-11", *TWO, proposed=FINE, served="direct", hearing_offered=True),
    )


def returned():
    return lawful(told(), act("legal_reviewed", "03-20", REVIEWER, opinion="change", points=POINTS))


def passed():
    return lawful(told(), act("legal_reviewed", "03-20", REVIEWER, opinion="pass"))


def answered(*answers, at="03-23"):
    return act("review_answered", at, A, answers=list(answers))


DONE = {"no": 1, "done": True, "by": "3月22日补充询问"}
REFUSED = {"no": 2, "done": False, "why": "在基准档次之内"}


# --- points and answers -----------------------------------------------------------------------------------------------


def test_a_return_comes_back_only_with_every_point_answered() -> None:
    again = act("legal_reviewed", "03-24", REVIEWER, opinion="pass")
    (objection,) = objections_to(returned(), again)
    assert objection.code == "review_points_unanswered"
    assert "第1、2点" in objection.message
    assert codes(lawful(returned(), answered(DONE, REFUSED)), again) == set()


def test_an_answer_that_leaves_a_point_out_is_refused_naming_it() -> None:
    (objection,) = objections_to(returned(), answered(DONE))
    assert (objection.code, objection.message) == ("review_points_unanswered", "第2点还没有答复")


def test_done_names_what_was_done_and_not_done_says_why() -> None:
    assert codes(returned(), answered({"no": 1, "done": True, "by": " "}, REFUSED)) == {"answer_names_nothing"}
    assert codes(returned(), answered(DONE, {"no": 2, "done": False})) == {"answer_without_reason"}


def test_a_second_answer_to_one_point_replaces_the_first_and_keeps_the_others() -> None:
    history = lawful(returned(), answered(DONE, REFUSED))
    history = lawful(history, answered({"no": 2, "done": True, "by": "改了报告"}, at="03-24"))
    review = last_return(Situation.of(history))
    assert {no: each.done for no, each in answers_to(Situation.of(history), review).items()} == {1: True, 2: True}


def test_there_is_nothing_to_answer_after_a_pass_or_twice_over() -> None:
    assert "nothing_to_answer" in codes(passed(), answered(DONE, REFUSED))
    again = lawful(
        returned(),
        answered(DONE, REFUSED),
        act("legal_reviewed", "03-25", REVIEWER, opinion="change", points=POINTS[:1]),
    )
    assert [each.no for each in open_points(Situation.of(again))] == [1]


def test_points_written_as_sentences_ask_for_no_answer() -> None:
    history = lawful(told(), act("legal_reviewed", "03-20", REVIEWER, opinion="change", points=["补充笔录"]))
    assert codes(history, act("legal_reviewed", "03-24", REVIEWER, opinion="pass")) == set()
    assert [each.kind for each in todos_of(history)] == ["report_submitted"]


def test_points_have_their_own_numbers_and_words() -> None:
    twice = [POINTS[0], {**POINTS[1], "no": 1}]
    empty = [{**POINTS[0], "point": ""}]
    for points in (twice, empty):
        assert codes(told(), act("legal_reviewed", "03-20", REVIEWER, opinion="change", points=points)) == {
            "points_unclear"
        }


def test_the_handler_is_asked_for_answers_and_then_the_reviewer_for_his_opinion() -> None:
    assert [each.kind for each in todos_of(returned())] == ["review_answered"]
    assert [each.kind for each in todos_of(lawful(returned(), answered(DONE, REFUSED)))] == ["legal_reviewed"]
    mended = lawful(returned(), act("report_submitted", "03-22", *TWO))
    assert [each.kind for each in todos_of(mended)] == ["report_approved"]


# --- who has it -------------------------------------------------------------------------------------------------------


def test_a_file_is_reviewed_by_the_one_who_took_it() -> None:
    taken = lawful(told(), act("review_taken", "03-19", REVIEWER))
    assert holder_of(Situation.of(taken)) == ("reviewer", "审核员")
    assert codes(taken, act("legal_reviewed", "03-20", OTHER, opinion="pass")) == {"review_held_by_other"}
    assert codes(taken, act("legal_reviewed", "03-20", REVIEWER, opinion="pass")) == set()


def test_a_colleague_takes_it_over_with_a_reason_and_nothing_freezes() -> None:
    taken = lawful(told(), act("review_taken", "03-19", REVIEWER))
    assert codes(taken, act("review_taken", "03-19 10:00", OTHER)) == {"take_over_reason_missing"}
    assert codes(taken, act("review_taken", "03-19 10:00", REVIEWER)) == {"review_taken_already"}
    over = lawful(taken, act("review_taken", "03-19 10:00", OTHER, reason="审核员休假"))
    assert codes(over, act("legal_reviewed", "03-20", OTHER, opinion="pass")) == set()


def test_it_is_handed_on_by_its_holder_and_never_to_an_investigator() -> None:
    taken = lawful(told(), act("review_taken", "03-19", REVIEWER))
    words = {"to": OTHER.id, "to_name": OTHER.name, "reason": "认识当事人"}
    assert codes(taken, act("review_handed_on", "03-19 11:00", OTHER, **{**words, "to": "reviewer"})) >= {
        "review_not_yours"
    }
    assert "reviewer_is_investigator" in codes(
        taken, act("review_handed_on", "03-19 11:00", REVIEWER, **{**words, "to": A.id})
    )
    given = lawful(taken, act("review_handed_on", "03-19 11:00", REVIEWER, **words))
    assert holder_of(Situation.of(given))[0] == OTHER.id


def test_one_who_investigated_takes_nothing() -> None:
    both = replace(A, roles=frozenset({"officer", "legal_reviewer"}))
    assert "reviewer_is_investigator" in codes(told(), act("review_taken", "03-19", both))


def test_a_return_keeps_the_file_with_its_reviewer_and_a_pass_lets_it_go() -> None:
    taken = lawful(told(), act("review_taken", "03-19", REVIEWER))
    back = lawful(taken, act("legal_reviewed", "03-20", REVIEWER, opinion="change", points=POINTS))
    assert holder_of(Situation.of(back))[0] == "reviewer"
    through = lawful(taken, act("legal_reviewed", "03-20", REVIEWER, opinion="pass"))
    assert holder_of(Situation.of(through)) == ("", "")


def test_the_time_of_each_round_runs_from_sending_over_taking_to_the_answer() -> None:
    history = lawful(
        told(),
        act("review_taken", "03-19", REVIEWER),
        act("legal_reviewed", "03-20", REVIEWER, opinion="change", points=POINTS),
        answered(DONE, REFUSED),
    )
    first, second = rounds_of(Situation.of(history))
    assert (first.sent.kind, first.taken.occurred_at, first.review.occurred_at) == (
        "notice_served", when("03-19"), when("03-20"),
    )  # fmt: skip
    assert (second.sent.kind, second.review) == ("review_answered", None)
    assert target_on(second.sent, "河北").isoformat() == "2026-03-30"  # five working days, a setting


# --- what really changed ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("later", "what"),
    [
        (
            act("investigated", "03-21", *TWO, records=["interview_record"], facts={"illegal_gains": 500}),
            {"facts", "evidence"},
        ),
        (act("evidence_collected", "03-21", *TWO, exhibits=[{"uid": "e9", "sm3": "0", "title": "车票"}]), {"evidence"}),
        (act("report_approved", "03-21", HEAD, proposed={"kind": "fine", "amount_yuan": 40000}), {"penalty"}),
        (act("statement_heard", "03-21", PARTY, statement="我没有营运"), {"statement"}),
        (act("hearing_requested", "03-13", PARTY), {"hearing"}),
        (act("act_corrected", "03-21", HEAD, act="investigated@03-10 09:00", changes={"records": ["x"]}), {"evidence"}),
    ],
    ids=lambda each: each.kind if hasattr(each, "kind") else "",
)  # fmt: skip
def test_what_was_judged_and_changed_shuts_the_gate_and_is_named(later, what) -> None:
    history = (*passed(), later)
    situation = Situation.of(history)
    changed = reopening(changes_since(situation, situation.last("legal_reviewed")))
    assert {each.what for each in changed} == what
    assert all(each.zh and each.act.kind == later.kind for each in changed)
    outdated = next(
        each
        for each in objections_to(history, act("decided", "03-25", HEAD, decided=FINE))
        if each.code == "review_outdated"
    )
    assert changed[0].zh in outdated.message


@pytest.mark.parametrize(
    "later",
    [
        act("report_approved", "03-21", HEAD, proposed=FINE),
        act("statement_heard", "03-21", PARTY, statement="无异议"),
        act("correction_ordered", "03-21", *TWO, order="停止违法行为"),
        act("act_corrected", "03-21", HEAD, act="correction_ordered@03-10 09:30", changes={"order": "改"}),
        act("report_submitted", "03-21", *TWO, facts={}),
    ],
    ids=lambda each: f"{each.kind}",
)
def test_what_repeats_or_touches_nothing_judged_is_told_and_shuts_nothing(later) -> None:
    situation = Situation.of((*passed(), later))
    review = situation.last("legal_reviewed")
    assert reopening(changes_since(situation, review)) == ()
    assert [each.act.kind for each in changes_since(situation, review)] == [later.kind]


def test_facts_are_told_with_their_names_old_and_new() -> None:
    history = (
        *passed(),
        act("investigated", "03-21", *TWO, records=["interview_record"], facts={"illegal_gains": 500}),
    )
    history = (*history, act("investigated", "03-22", *TWO, records=["interview_record"], facts={"illegal_gains": 800}))
    situation = Situation.of(history)
    told = [each.zh for each in changes_since(situation, situation.last("legal_reviewed")) if each.what == "facts"]
    assert told == ["违法所得：500元", "违法所得：由500元改为800元"]


# --- grades -----------------------------------------------------------------------------------------------------------


def test_a_file_is_graded_by_what_it_is_about_and_says_why() -> None:
    on = when("03-20").date()
    small = Situation.of(lawful(reported(filed(), {"kind": "fine", "amount_yuan": 10000})))
    assert grade_of(small, on).grade == PLAIN
    disputed = Situation.of((*told(), act("statement_heard", "03-12", PARTY, statement="没有营运")))
    heard = Situation.of((*told(), act("hearing_requested", "03-12", PARTY)))
    assert grade_of(heard, on).grade == GRAVE
    assert "当事人提出了陈述申辩" in [zh for zh, _ in grade_of(disputed, on).reasons]
    assert grade_of(small, on, found=("veto",)).grade == CAREFUL


def test_a_large_share_of_the_maximum_is_looked_at_closely_whatever_the_sum() -> None:
    on = when("03-20").date()
    graded = grade_of(Situation.of(reported(filed(), FINE)), on)  # thirty of a hundred thousand
    assert graded.grade != PLAIN
    assert any("三成" in zh for zh, _ in graded.reasons)


def test_where_a_place_wants_it_a_grave_file_goes_to_a_senior_reviewer(monkeypatch) -> None:
    from hengtu.law.procedure.discussion import Setting
    from hengtu.law.procedure.guards import reviewing

    heard = lawful(told(), act("hearing_requested", "03-12", PARTY))
    assert codes(heard, act("review_taken", "03-19", REVIEWER)) == set()
    monkeypatch.setattr(reviewing, "setting_of", lambda name, place, on: Setting("senior", "本机关规定"))
    assert codes(heard, act("review_taken", "03-19", REVIEWER)) == {"senior_reviewer_required"}
    assert codes(heard, act("review_taken", "03-19", SENIOR)) == set()
    assert codes(told(), act("review_taken", "03-19", REVIEWER)) == set()


# --- advisers ---------------------------------------------------------------------------------------------------------

ASK = {
    "adviser": ADVISER.id,
    "adviser_name": "顾问律师",
    "question": "定性是否准确",
    "sees": ["facts"],
    "until": "2026-03-18",
}


def consulted():
    return lawful(told(), act("adviser_consulted", "03-16", REVIEWER, **ASK))


def opinion(at="03-17", who=ADVISER):
    return act("adviser_opined", at, who, consultation="adviser_consulted@03-16", opinion="定性准确")


def test_an_opinion_comes_from_who_was_asked_until_its_day_and_once() -> None:
    assert codes(consulted(), opinion()) == set()
    assert codes(consulted(), opinion(at="03-18 23:59")) == set()
    assert codes(consulted(), opinion(at="03-19")) == {"consultation_over"}
    assert "consultation_unknown" in codes(consulted(), opinion(who=replace(ADVISER, id="account:somebody")))
    assert "opinion_given" in codes(lawful(consulted(), opinion()), opinion(at="03-17 10:00"))
    assert "legal_adviser_required" in codes(consulted(), opinion(who=ARCHIVIST))


def test_a_day_that_has_passed_opens_nothing() -> None:
    assert codes(told(), act("adviser_consulted", "03-19", REVIEWER, **ASK)) == {"until_in_the_past"}


def test_the_reviewer_says_how_he_used_every_opinion() -> None:
    history = lawful(consulted(), opinion())
    uid = "adviser_opined@03-17"
    review = {"opinion": "pass"}
    assert codes(history, act("legal_reviewed", "03-20", REVIEWER, **review)) == {"advice_unanswered"}
    partly = [{"opinion": uid, "use": "partly"}]
    assert codes(history, act("legal_reviewed", "03-20", REVIEWER, **review, advice=partly)) == {
        "advice_reason_missing"
    }
    whole = [{"opinion": uid, "use": "not", "why": "与在案证据不符"}]
    assert codes(history, act("legal_reviewed", "03-20", REVIEWER, **review, advice=whole)) == set()


def test_a_consultation_nobody_answers_holds_nothing_up() -> None:
    assert codes(consulted(), act("legal_reviewed", "03-20", REVIEWER, opinion="pass")) == set()
