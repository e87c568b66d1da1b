"""Recusal: raised orally too, decided by the head, the case going on meanwhile; nobody recused goes on."""

import pytest

from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.recusal import recused, requests_of
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import (
    CHIEF,
    HEAD,
    PARTY,
    TWO,
    A,
    Actor,
    B,
    C,
    act,
    codes,
    filed,
    found,
    lawful,
    severity,
)

ASKED = act(
    "recusal_requested", "03-04", PARTY, A, person=B.id, post="officer", ground="relative", reason="是对方的表亲",
    mode="oral", raised_by="party",
)  # fmt: skip


def deciding(granted, at="03-05", by=HEAD, person=B.id, **more):
    given = {"earlier_acts_stand": True} if granted else {}
    return act("recusal_decided", at, by, person=person, granted=granted, reason="核实", **{**given, **more})


def investigating(at, *by):
    return act("investigated", at, *by, records=["scene_record"])


def test_the_investigation_goes_on_until_the_head_has_decided():
    history = lawful(filed(), ASKED)
    assert codes(history, investigating("03-04 10:00", A, B)) == set()
    todo = next(each for each in todos_of(history) if each.kind == "recusal_decided")
    assert (todo.due_on, todo.hand.role) == (None, "agency_head")


def test_who_was_recused_takes_no_further_part_in_anything():
    history = lawful(filed(), ASKED, deciding(True))
    assert severity(history, investigating("03-06", A, B)) == {"recused_person_takes_part": "void"}
    assert codes(history, investigating("03-06", A, C)) == set()
    assert recused(Situation.of(history)) == {B.id: B.name}


def test_what_was_done_before_stays_on_file_and_is_ruled_on():
    history = lawful(filed(), ASKED)
    assert codes(history, deciding(True, earlier_acts_stand=None)) == {"earlier_acts_open"}
    assert codes(history, deciding(False)) == set()


def test_a_refused_request_changes_nothing():
    history = lawful(filed(), ASKED, deciding(False))
    assert codes(history, investigating("03-06", A, B)) == set()
    assert codes(history, deciding(True, at="03-07")) == {"no_recusal_request"}


def test_an_officer_asks_to_be_let_out_himself():
    asking = act("recusal_requested", "03-04", B, person=B.id, post="officer", ground="interest", raised_by="self")
    assert codes(filed(), asking) == set()


def test_nobody_else_asks():
    asking = act("recusal_requested", "03-04", HEAD, person=B.id, post="officer", ground="interest")
    assert codes(filed(), asking) == {"recusal_raiser_missing"}


@pytest.mark.parametrize(
    ("key", "code"), [("person", "person_missing"), ("ground", "ground_missing"), ("post", "post_missing")]
)
def test_a_request_names_person_ground_and_post(key, code):
    payload = {**ASKED.payload, key: ""}
    assert codes(filed(), act("recusal_requested", "03-04", PARTY, **payload)) == {code}


def test_the_decision_names_one_who_was_asked_about():
    history = lawful(filed(), ASKED)
    assert codes(history, deciding(True, person="somebody")) == {"recusal_person_unknown"}


def test_a_recused_host_is_not_appointed():
    asked = act("recusal_requested", "03-04", PARTY, person=C.id, post="host", ground="other")
    history = lawful(filed(), asked, deciding(True, person=C.id))
    appointing = act("hearing_appointed", "03-10", HEAD, host=C.id, recorder="r")
    assert "recused_person_takes_part" in codes(history, appointing)
    assert "recused_person_takes_part" not in codes(
        history, act("hearing_appointed", "03-10", HEAD, host="d", recorder="r")
    )


def about_the_head(jurisdiction):
    asked = act(
        "recusal_requested", "03-04", PARTY, person=HEAD.id, person_name="负责人", post="head", ground="interest"
    )
    return lawful(filed(jurisdiction=jurisdiction), asked)


def test_a_head_does_not_decide_on_himself():
    history = about_the_head("河北")
    found = codes(history, deciding(True, person=HEAD.id, attendees=["甲", "乙"]))
    assert found == {"decides_own_recusal"}


def test_about_a_head_the_heads_decide_together_unless_the_place_says_otherwise():
    together = deciding(True, by=CHIEF, person=HEAD.id, attendees=["甲", "乙"])
    assert codes(about_the_head("河北"), together) == set()
    assert codes(about_the_head("河北"), deciding(True, by=CHIEF, person=HEAD.id)) == {"attendees_missing"}
    assert codes(about_the_head("990000"), together) == {"superior_missing"}
    above = deciding(True, by=CHIEF, person=HEAD.id, superior="省交通运输厅〔2026〕3号")
    assert codes(about_the_head("990000"), above) == set()


def test_where_the_rule_comes_from_is_told():
    together = deciding(True, by=CHIEF, person=HEAD.id, attendees=["甲", "乙"])
    (missing,) = objections_to(about_the_head("990000"), together)
    assert "（演示：东陵省行政执法回避规定（虚构））" in missing.message


def test_a_recused_head_approves_nothing():
    history = lawful(about_the_head("河北"), deciding(True, by=CHIEF, person=HEAD.id, attendees=["甲", "乙"]))
    extending = act("case_extended", "03-20", HEAD, reason="案情复杂")
    assert codes(history, extending) == {"recused_person_takes_part"}
    assert codes(history, act("case_extended", "03-20", CHIEF, reason="案情复杂")) == set()


def test_an_appraiser_who_is_in_no_act_can_be_named():
    asked = act("recusal_requested", "03-04", PARTY, *TWO, person="某鉴定人", person_name="某鉴定人", post="appraiser",
                ground="interest")  # fmt: skip
    (request,) = requests_of(Situation.of(lawful(filed(), asked)))
    assert (request.name, request.post) == ("某鉴定人", "appraiser")


def test_an_unknown_outsider_asks_for_nothing():
    stranger = Actor("x", frozenset(), None, "路人")
    assert "recusal_raiser_missing" in codes(filed(), act("recusal_requested", "03-04", stranger, **ASKED.payload))


def test_what_is_missing_is_said_once_and_without_the_words_of_the_payload():
    asked = found(filed(), act("recusal_requested", "03-04", PARTY, person="officer-a"))
    said = [objection.message for objection in asked if objection.code in {"ground_missing", "post_missing"}]
    assert sorted(said) == ["没有写明回避的情形", "没有写明该人员在本案中的身份"]
    received = found(filed(), act("reconsideration_received", "03-04", A))
    assert "还缺复议程序" in [objection.message for objection in received]
    assert not [objection for objection in (*asked, *received) if "|" in objection.message]
