"""The heads discuss on their own accounts: called, quorum broken, resumed, signed; the decision keeps to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hengtu.cases.models import Meeting, MeetingSeat, MeetingState, Message
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services import meet
from hengtu.documents.models import Document
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.proposing import Prepared, account
from tests.web.test_case_pages import text_of

HEADS = ("head", "deputy-1", "deputy-2")
FINE = {"concluded.m1.amount": "80000"}


@pytest.fixture
def case(prepared) -> Prepared:
    return prepared("demo-6", "O11")


def address(case: Prepared) -> str:
    return f"/discussions/{case.case.pk}/"


def called(case: Prepared, client, **more):
    words = {
        "intent": "call",
        "heads": [account(key).pk for key in HEADS],
        "chair": account("head").pk,
        "agenda": "是否罚款八万元",
        "reporter": "承办甲",
        "recorder": "承办乙",
    }
    return client.post(address(case), {**words, **more})


def kinds(case: Prepared) -> list[str]:
    return [act.kind for act in acts_of_stream(case.case.pk)]


def here(case, client):
    return client.post(address(case), {"intent": "seat", "state": "PRESENT"})


def speaks(case, client, vote="for"):
    return client.post(address(case), {"intent": "speak", "view": "同意，事实清楚", "vote": vote})


def concludes(case, client, **more):
    words = {"intent": "conclude", "conclusion": "同意罚款八万元", **FINE}
    return client.post(address(case), {**words, **more})


def signs(case, client, **more):
    return client.post(address(case), {"intent": "sign", **more})


def test_from_being_called_over_a_broken_quorum_to_the_last_signature(case, sign_in, at_moment) -> None:
    handler, head, one, two = (sign_in(key) for key in ("officer-a", *HEADS))
    assert "应当讨论" in text_of(handler.get(address(case)))
    assert called(case, handler).status_code == 302
    assert Message.objects.filter(to=account("deputy-1"), url=address(case)).exists()
    for client in (head, two):
        assert here(case, client).status_code == 302
    assert (
        one.post(address(case), {"intent": "seat", "state": "RECUSED", "reason": "当事人是近亲属"}).status_code == 302
    )
    assert speaks(case, two).status_code == 302
    assert two.post(address(case), {"intent": "seat", "state": "LEFT", "reason": "处置突发事件"}).status_code == 302
    assert speaks(case, head).status_code == 302
    broken = concludes(case, head)
    assert broken.status_code == 409
    assert "到会人数不够" in text_of(broken)
    assert "同意罚款八万元" in broken.content.decode()
    later = (case.at + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    assert (
        head.post(address(case), {"intent": "adjourn", "adjourn_reason": "到会人数不够", "next_at": later}).status_code
        == 302
    )
    assert kinds(case)[-1] == "discussion_adjourned"
    assert "discussed" not in kinds(case)

    at_moment(case.at + timedelta(hours=3))
    assert not MeetingSeat.objects.filter(vote="for").exists()  # everybody votes anew
    head, one, two = (sign_in(key) for key in HEADS)
    for client in (head, two):
        assert here(case, client).status_code == 302
    assert speaks(case, two).status_code == 302
    assert speaks(case, head).status_code == 302
    assert concludes(case, head).status_code == 302
    assert signs(case, head).status_code == 302
    assert "discussed" not in kinds(case)  # one signature is missing
    assert signs(case, one).status_code == 409  # recused
    assert signs(case, two, dissent="数额偏高").status_code == 302
    act = acts_of_stream(case.case.pk)[-1]
    assert act.kind == "discussed"
    assert {actor.name for actor in act.by} == {account("head").name, account("deputy-2").name}
    assert act.payload["concluded"] == [{"matter": "m1", "kind": "fine", "amount_yuan": 80000.0, "confiscate_yuan": 0}]
    record = Document.objects.get(stream_id=case.case.pk, form="x_collective_record").data
    for words in ("回避", "当事人是近亲属", "数额偏高", "同意 2 票", "系统设置"):
        assert words in record, words
    decision = next(each for each in case.player.script.acts if each.step == "O12")
    payload = {**decision.payload, "decided": {"kind": "fine", "amount_yuan": 60000}}
    less = replace(decision, payload=payload, occurred_at=case.at + timedelta(hours=4))
    with pytest.raises(ActRefused) as refusal:
        case.player.do(less)
    assert "decision_differs_from_discussion" in {each.code for each in refusal.value.objections}


def test_nobody_speaks_signs_or_concludes_for_another(case, sign_in) -> None:
    handler, head, one = sign_in("officer-a"), sign_in("head"), sign_in("deputy-1")
    assert called(case, handler).status_code == 302
    assert speaks(case, handler).status_code == 409
    assert speaks(case, one).status_code == 409  # has not arrived
    here(case, one)
    assert concludes(case, one).status_code == 409  # not the chair
    here(case, head)
    assert speaks(case, one, vote="maybe").status_code == 409
    assert called(case, handler).status_code == 409  # one discussion at a time
    assert Meeting.objects.count() == 1


def test_the_chair_speaks_last_and_a_conclusion_against_the_votes_says_why(case, sign_in) -> None:
    called(case, sign_in("officer-a"))
    head, one, two = (sign_in(key) for key in HEADS)
    for client in (head, one, two):
        here(case, client)
    speaks(case, head)
    speaks(case, one, "against")
    speaks(case, two, "against")
    assert "没有最后表态" in text_of(concludes(case, head))
    speaks(case, head)
    refused = concludes(case, head)
    assert "与多数意见不同" in text_of(refused)
    assert concludes(case, head, because="新的检测报告已经核实").status_code == 302
    assert head.post(address(case), {"intent": "reopen"}).status_code == 302
    assert Meeting.objects.get().state == MeetingState.SITTING


def test_a_head_who_is_away_is_replaced_in_the_chair(case, sign_in) -> None:
    called(case, sign_in("officer-a"))
    one = sign_in("deputy-1")
    here(case, one)
    assert one.post(address(case), {"intent": "chair"}).status_code == 302
    assert Meeting.objects.get().seats.get(is_chair=True).account == account("deputy-1")


def test_strangers_and_lookers_on_do_nothing(case, sign_in, supervisor, stranger) -> None:
    called(case, sign_in("officer-a"))
    assert stranger.get(address(case)).status_code == 404
    assert supervisor.get(address(case)).status_code == 200
    assert here(case, supervisor).status_code == 403
    listed = text_of(sign_in("head").get("/discussions/"))
    assert "请您到会" in listed
    assert "是否罚款八万元" in listed


def test_signing_twice_is_one_act(case, sign_in) -> None:
    called(case, sign_in("officer-a"), heads=[account("head").pk, account("deputy-1").pk])
    head, one = sign_in("head"), sign_in("deputy-1")
    for client in (head, one):
        here(case, client)
    speaks(case, one)
    speaks(case, head)
    concludes(case, head)
    signs(case, head)
    signs(case, head)
    assert signs(case, one).status_code == 302
    assert kinds(case).count("discussed") == 1
    with pytest.raises(meet.MeetingRefused):
        meet.sign(meeting_id=Meeting.objects.get().pk, account=account("head"), at=case.at)
