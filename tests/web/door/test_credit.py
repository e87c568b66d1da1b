"""The party asks at its door for the repair of its credit record, and sees every step until the platform answered."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from hengtu.cases.services.publish_decision import publish_decision
from hengtu.documents.models import Document, DocumentDoor
from hengtu.exchange.catalogue import national
from hengtu.exchange.produce import produce
from hengtu.exchange.source import source_of
from hengtu.law.procedure.credit_repair import PROMISE
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.publicity.making import drafts_of
from hengtu.portal.publicity.sources import source_of as public_source
from tests.cases.proposing import account
from tests.web.acts.people import Person, words
from tests.web.door.test_room_after import room_at, said

pytestmark = pytest.mark.django_db
__all__ = ["room_at"]
TYPED = {"words": "缴清了，车也按规定装货", "promise": "yes", "intent": "send"}


@pytest.fixture
def holder(room_at, at_moment):
    """The party of demo-6, decision published and everything paid, a hundred days later, inside its room."""
    holder = room_at("demo-6", "O14", "f15_penalty_decision")
    played, people = holder.prepared, holder.prepared.stage.people
    case_id, at = holder.door.document.stream_id, holder.door.document.issued_at + timedelta(days=2)
    publish_decision(case_id=case_id, by=(people["head"],), at=at)
    for act in played.script.acts:
        if act.step in ("E01", "O16", "O17"):
            played.do(act)
    at_moment(at + timedelta(days=100))
    assert holder.identifies().status_code == 302
    return holder


def acts(holder, kind):
    return [each for each in acts_of_stream(holder.door.document.stream_id) if each.kind == kind]


def applies(holder, **more):
    form = {**holder.form("door_repair"), **TYPED, **more}
    return form, holder.client.post(holder.address("door_repair"), form)


def exported(holder):
    source = source_of(holder.door.document.stream_id)
    assert source is not None
    (record,) = produce(national()["credit"], source)
    return record.content


def test_it_is_applied_for_once_with_the_promise_and_the_next_step_has_its_day(holder):
    assert "申请信用修复" in said(holder)
    form, answer = applies(holder)
    assert answer.status_code == 302, words(answer)
    assert holder.client.post(holder.address("door_repair"), form)["Location"] == answer["Location"]
    (act,) = acts(holder, "credit_repair_applied")
    assert act.payload["promise"] == PROMISE
    assert "信用修复的申请已收到" in words(holder.client.get(answer["Location"]))
    room = said(holder)
    assert "本机关正在核对" in room
    assert "以前告诉您结果" in room
    assert "已经申请过" in words(holder.client.get(holder.address("door_repair")))
    assert exported(holder)["repair_applied_on"] == "", "nothing is handed over before it was proved"


def test_proved_by_the_head_answered_by_the_platform_said_to_the_party_and_the_public(holder):
    applies(holder)
    (applied,) = acts(holder, "credit_repair_applied")
    head, handler = Person(account("head")), Person(account("officer-a"))
    done = head.does(applied.stream, "credit_repair_checked", result="proved")
    assert done.status_code == 302, words(done)
    paper = Document.objects.get(form="x_performance_proof")
    assert "信用" not in json.loads(paper.data)["text"]["performed"]
    assert DocumentDoor.objects.filter(document=paper, party_uid=holder.door.party_uid).exists()
    room = said(holder)
    assert "等信用平台答复" in room
    assert "看履行情况证明" in room
    record = exported(holder)
    assert (record["repair_proof_no"], record["repair_promise"], record["repaired_on"]) == (paper.number, PROMISE, "")
    done = handler.does(applied.stream, "credit_repair_answered", result="repaired", reference="信修 1 号")
    assert done.status_code == 302, words(done)
    assert "信用平台同意修复" in said(holder)
    assert exported(holder)["repaired_on"] != ""
    assert exported(holder)["repair_answer"] == "同意修复"
    source = public_source(applied.stream, acts_of_stream(applied.stream))
    assert "已完成信用修复" in drafts_of(source)[0].shown["result"]


def test_what_is_missing_is_said_to_the_party_who_may_ask_again(holder):
    applies(holder)
    (applied,) = acts(holder, "credit_repair_applied")
    head = Person(account("head"))
    bare = head.does(applied.stream, "credit_repair_checked", result="not_met")
    assert "没有写还差什么" in words(bare)
    head.does(applied.stream, "credit_repair_checked", result="not_met", reason="请补交整改照片")
    assert "条件还不具备：请补交整改照片" in said(holder)
    assert applies(holder)[1].status_code == 302


def test_before_its_day_the_page_says_from_when_and_the_law_refuses(holder, at_moment):
    at_moment(acts(holder, "decision_published")[0].occurred_at + timedelta(days=60))
    holder.identifies()
    assert "看怎么申请信用修复" in said(holder)
    page = words(holder.client.get(holder.address("door_repair")))
    assert "现在还不能申请" in page
    assert "是本系统的设置，不是法律条文" in page
    answer = holder.client.post(holder.address("door_repair"), TYPED)
    assert answer.status_code == 409
    assert "还不具备" in words(answer)
    assert acts(holder, "credit_repair_applied") == []


def test_the_paper_alone_makes_no_promise_and_without_the_promise_nothing_is_sent(holder):
    _, empty = applies(holder, promise="")
    assert empty.status_code == 422
    holder.client.post(holder.address("door_leave"))
    assert holder.identifies(second=holder.door.document.verification_code).status_code == 302
    _, answer = applies(holder)
    assert answer.status_code == 409
    assert "用证件号码和登记的手机号重新核对" in words(answer)
    assert TYPED["words"] in words(answer)
    assert acts(holder, "credit_repair_applied") == []
