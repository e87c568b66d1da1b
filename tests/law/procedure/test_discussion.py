"""The heads discuss: enough of them, each heard, the chair last, all sign; the decision keeps to their conclusion."""

from __future__ import annotations

import pytest

from hengtu.law.acts import Actor
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.discussion import Setting, members_of, quorum_of, reasons_to_discuss, signs_of_dispute
from hengtu.law.procedure.guards import discussion as guards
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import HEAD, PARTY, REVIEWER, TWO, A, act, codes, filed, lawful, reported, when

HIGH = {"kind": "fine", "amount_yuan": 100000}  # the highest the law allows for this matter
LESS = {"kind": "fine", "amount_yuan": 60000}
DEPUTY = Actor("deputy", frozenset({"deputy_head"}), None, "副局长甲")
SECOND = Actor("second", frozenset({"deputy_head"}), None, "副局长乙")
ALL = (HEAD, DEPUTY, SECOND)
ON = when("03-21").date()


def reviewed(proposed=HIGH, **more):
    history = reported(filed(), proposed, departure_reason="多次违法，社会影响大")
    return lawful(
        history,
        act("notice_served", "03-11", *TWO, proposed=proposed, served="direct", hearing_offered=True),
        act("legal_reviewed", "03-20", REVIEWER, opinion="pass", **more),
    )


def member(actor, spoke, vote="for", state="present", view="同意处罚"):
    if state != "present":
        spoke, vote, view = 0, "", view
    return {
        "id": actor.id,
        "name": actor.name,
        "post": "负责人",
        "state": state,
        "view": view,
        "vote": vote,
        "spoke": spoke,
    }


THREE = [member(HEAD, 3), member(DEPUTY, 1), member(SECOND, 2)]


def discussed(members=None, by=ALL, at="03-21", **more):
    words = {
        "conclusion": "同意罚款100000元",
        "signed": True,
        "chair": "head",
        "concluded": HIGH,
        "follows_proposal": True,
    }
    return act("discussed", at, *by, members=THREE if members is None else members, **{**words, **more})


def deciding(penalty=HIGH, at="03-22"):
    return act("decided", at, HEAD, decided=penalty, departure_reason="多次违法")


def test_three_heads_each_heard_the_chair_last_and_signed_open_the_gate() -> None:
    history = lawful(reviewed(), discussed())
    assert codes(history, deciding()) == set()


def test_the_decision_keeps_to_the_conclusion_in_kind_and_amount() -> None:
    history = lawful(reviewed(), discussed())
    (objection,) = [each for each in objections_to(history, deciding(LESS)) if "discussion" in each.code]
    assert (objection.code, objection.severity.value) == ("decision_differs_from_discussion", "void")
    assert "100000" in objection.message
    assert "60000" in objection.message
    again = lawful(history, discussed(at="03-21 15:00", concluded=LESS, follows_proposal=True))
    assert codes(again, deciding(LESS)) == set()


def test_a_record_in_the_plain_form_of_before_binds_as_it_did() -> None:
    history = lawful(reviewed(), act("discussed", "03-21", *ALL, conclusion="同意", signed=True))
    assert codes(history, deciding(LESS)) == set()


def test_a_discussion_that_the_case_has_outrun_is_held_again() -> None:
    newer = act("statement_heard", "03-21 16:00", PARTY, statement="车不是我的", recheck="不采纳：有登记")
    history = (*reviewed(), discussed(), newer)
    assert {"discussion_outdated", "review_outdated"} <= codes(history, deciding())
    again = (*history, act("legal_reviewed", "03-21 17:00", REVIEWER, opinion="pass"))
    assert [each.kind for each in todos_of(again)] == ["discussed"]


# --- quorum -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("there", "met"), [(3, True), (2, True), (1, False), (0, False)])
def test_more_than_half_of_those_called_must_be_there_when_the_votes_are_taken(there, met) -> None:
    actors = (DEPUTY, HEAD, SECOND)
    members = [
        member(who, n + 1, state="present" if n < there else "left", view="有事") for n, who in enumerate(actors)
    ]
    quorum = quorum_of(members_of(discussed(members)), "河北", ON)
    assert (quorum.is_met, quorum.present, quorum.called, quorum.needed) == (met, there, 3, 2)
    assert "系统设置" in quorum.in_words


def test_one_recused_and_one_gone_break_the_quorum_and_it_says_what_next() -> None:
    members = [
        member(HEAD, 1),
        member(DEPUTY, 0, state="recused", view="当事人是近亲属"),
        member(SECOND, 0, state="left", view="处置突发事件"),
    ]
    (objection,) = objections_to(reviewed(), discussed(members, by=(HEAD,)))
    assert (objection.code, objection.severity.value) == ("quorum_broken", "void")
    assert "休会" in objection.remedy


def test_an_adjourned_discussion_is_resumed_with_those_who_remain() -> None:
    members = [
        member(HEAD, 1),
        member(DEPUTY, 0, state="recused", view="近亲属"),
        member(SECOND, 0, state="left", view="急事"),
    ]
    adjourned = act(
        "discussion_adjourned",
        "03-21",
        HEAD,
        reason="到会人数不够",
        next_at="2026-03-22T09:00:00+08:00",
        members=members,
    )
    history = lawful(reviewed(), adjourned)
    assert [each.kind for each in todos_of(history)] == ["discussed"]
    rest = [member(HEAD, 2), member(DEPUTY, 0, state="recused", view="近亲属"), member(SECOND, 1)]
    lawful(history, discussed(rest, by=(HEAD, SECOND), at="03-22"))


def test_an_adjournment_says_why_and_until_when() -> None:
    assert {"reason_missing", "next_at_missing"} <= codes(reviewed(), act("discussion_adjourned", "03-21", HEAD))


def test_two_thirds_where_a_place_asks_for_them(monkeypatch) -> None:
    from hengtu.law.procedure import discussion

    monkeypatch.setattr(discussion, "setting_of", lambda name, place, on: Setting("two_thirds", "本机关规定"))
    four = [*THREE, member(Actor("d", frozenset()), 4, state="absent", view="出差")]
    assert quorum_of(members_of(discussed(four)), "河北", ON).needed == 3


# --- who votes, how, and in which order -------------------------------------------------------------------------------


def test_who_is_recused_has_no_vote_and_no_seat() -> None:
    voted = [THREE[0], {**THREE[1], "state": "recused"}, THREE[2]]
    assert "vote_not_allowed" in codes(reviewed(), discussed(voted))
    history = (
        *reviewed(),
        act(
            "recusal_requested",
            "03-20 10:00",
            PARTY,
            person="deputy",
            person_name="副局长甲",
            post="head",
            ground="relative",
        ),
        act("recusal_decided", "03-20 11:00", HEAD, person="deputy", granted=True, reason="属实"),
    )
    assert "recused_member_present" in codes(history, discussed())


def test_who_investigated_reports_and_does_not_vote() -> None:
    members = [*THREE[:2], member(A, 2)]
    assert "investigator_votes" in codes(reviewed(), discussed(members, by=(HEAD, DEPUTY, A)))


def test_everybody_present_has_a_view_and_a_vote() -> None:
    silent = [THREE[0], {**THREE[1], "view": " "}, {**THREE[2], "vote": ""}]
    (objection,) = objections_to(reviewed(), discussed(silent))
    assert objection.code == "view_missing"
    assert "副局长甲、副局长乙" in objection.message


def test_the_chair_speaks_last_where_that_is_the_setting(monkeypatch) -> None:
    first = [{**THREE[0], "spoke": 1}, {**THREE[1], "spoke": 2}, {**THREE[2], "spoke": 3}]
    (objection,) = objections_to(reviewed(), discussed(first))
    assert (objection.code, "系统设置" in objection.message) == ("chair_not_last", True)
    monkeypatch.setattr(guards, "setting_of", lambda name, place, on: Setting("any", ""))
    assert codes(reviewed(), discussed(first)) == set()


def test_a_conclusion_against_the_votes_says_why_or_is_none_where_the_majority_rules(monkeypatch) -> None:
    against = [THREE[0], {**THREE[1], "vote": "against"}, {**THREE[2], "vote": "against"}]
    (objection,) = objections_to(reviewed(), discussed(against))
    assert (objection.code, objection.severity.value) == ("conclusion_against_the_votes", "curable")
    reason = "多数意见没有看到新的检测报告"
    assert codes(reviewed(), discussed(against, against_majority_because=reason)) == set()
    monkeypatch.setattr(guards, "setting_of", lambda name, place, on: Setting("majority", ""))
    (objection,) = objections_to(reviewed(), discussed(against, against_majority_because=reason))
    assert objection.severity.value == "void"


def test_a_tie_carries_nothing() -> None:
    tied = [THREE[0], {**THREE[1], "vote": "against"}, {**THREE[2], "vote": "abstain"}]
    assert "conclusion_against_the_votes" in codes(reviewed(), discussed(tied))
    assert codes(reviewed(), discussed(tied, follows_proposal=False, concluded=LESS)) == set()


def test_each_one_present_signs_for_himself() -> None:
    (objection,) = objections_to(reviewed(), discussed(by=(HEAD, DEPUTY)))
    assert objection.code == "record_not_signed_by_all"
    assert "副局长乙" in objection.message


def test_nothing_outside_the_law_is_concluded() -> None:
    over = {"kind": "fine", "amount_yuan": 900000}
    assert "penalty_outside_law" in codes(
        reviewed(), discussed(concluded=over, follows_proposal=False, against_majority_because="重")
    )


# --- when it is due ---------------------------------------------------------------------------------------------------


def test_a_fine_at_the_maximum_is_due_and_a_small_one_is_not() -> None:
    situation = Situation.of(reviewed())
    assert [each.zh for each in reasons_to_discuss(situation, situation.notified, ON)]
    small = Situation.of(reviewed({"kind": "fine", "amount_yuan": 30000}))
    assert reasons_to_discuss(small, small.notified, ON) == ()


def test_what_the_reviewer_finds_disputed_is_due_though_no_number_says_so() -> None:
    low = {"kind": "fine", "amount_yuan": 30000}
    history = reviewed(low, discuss_because="定性有较大争议")
    assert "discussion_missing" in codes(history, deciding(low))
    assert [each.kind for each in todos_of(history)] == ["discussed"]


def test_signs_of_a_dispute_are_shown_and_shut_no_gate() -> None:
    low = {"kind": "fine", "amount_yuan": 30000}
    base = reported(filed(), low)
    history = lawful(
        base,
        act("notice_served", "03-11", *TWO, proposed=low, served="direct", hearing_offered=True),
        act(
            "legal_reviewed",
            "03-20",
            REVIEWER,
            opinion="change",
            points=[{"no": 1, "point": "说明定性", "kind": "law"}],
        ),
        act("review_answered", "03-21", A, answers=[{"no": 1, "done": False, "why": "定性有先例"}]),
        act("legal_reviewed", "03-22", REVIEWER, opinion="pass"),
    )
    assert signs_of_dispute(Situation.of(history)) == ("法制审核提出的第1点没有采纳",)
    assert codes(history, deciding(low, at="03-23")) == set()
