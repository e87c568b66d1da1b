"""An agent has an identity of his own: named with scope and days, apart from the party in everything, ended at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.portal.models import IdentityTry, PartyAgent
from tests.cases.proposing import account
from tests.web.acts.people import Person, words
from tests.web.door.conftest import Holder
from tests.web.door.test_room_after import room_at, said

pytestmark = pytest.mark.django_db
__all__ = ["room_at"]
TAIL, PHONE = "12345X", "6789"


def mandate(holder, **more):
    until = holder.door.document.issued_on + timedelta(days=60)
    return {"agent_name": "陈律", "agent_relation": "律师", "agent_tail": TAIL, "agent_phone": PHONE,
            "until_on": until.isoformat(), "intent": "name", **more}  # fmt: skip


def names(holder, **more):
    return holder.client.post(holder.address("door_agents"), mandate(holder, **more))


def agent_at(holder, **typed):
    """A browser of its own at the same door, with what somebody types who says he is the agent."""
    other = Holder(holder.door, holder.prepared, Client())
    form = {"agent": "陈律", "tail": TAIL, "second": PHONE, "intent": "identify", **typed}
    return other, other.client.post(other.address(), form)


def acts(holder, kind):
    return [each for each in acts_of_stream(holder.door.document.stream_id) if each.kind == kind]


def test_what_the_agent_does_is_recorded_as_done_by_him_for_the_party(holder):
    holder.identifies()
    assert names(holder).status_code == 302
    agent, answer = agent_at(holder)
    assert answer.status_code == 302
    assert "您以代理人陈律的身份在办" in said(agent)
    form = {"key": str(uuid4()), "point-1": "当天没有超限", "intent": "send"}
    assert agent.client.post(agent.address("door_say"), form).status_code == 302
    (act,) = acts(holder, "statement_received")
    row = PartyAgent.objects.get()
    assert [(actor.id, actor.kind) for actor in act.by] == [(holder.door.party_uid, "PARTY"), (row.key, "PARTY")]
    assert act.payload["agent"]["name"] == "陈律"
    assert act.payload["agent"]["powers"] == []
    flush_access_log()
    assert AccessEntry.objects.filter(who=row.key).exists()
    room = said(holder)
    assert "陈律（律师）有效" in room
    assert "提交陈述申辩" in room
    assert "打开过" in room


def test_a_general_authority_binds_nobody_and_the_refusal_says_the_way_out(room_at):
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    names(holder)
    agent, _ = agent_at(holder)
    form = {**agent.form("door_defer"), "reason": "停运", "wanted": "分三期", "intent": "send"}
    answer = agent.client.post(agent.address("door_defer"), form)
    assert answer.status_code == 409
    assert "特别授权" in words(answer)
    assert "补上这项授权" in words(answer)
    assert "停运" in words(answer)
    holder.client.post(holder.address("door_agents"), {"intent": "end", "agent_uid": PartyAgent.objects.get().pk})
    names(holder, powers=["settle"])
    agent, _ = agent_at(holder)
    form = {**agent.form("door_defer"), "reason": "停运", "wanted": "分三期", "intent": "send"}
    assert agent.client.post(agent.address("door_defer"), form).status_code == 302
    assert acts(holder, "deferral_applied")[0].payload["agent"]["powers"] == ["settle"]


def test_he_sees_the_paper_in_hand_and_with_the_power_to_receive_all_of_them(room_at):
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    names(holder)
    agent, _ = agent_at(holder)
    assert "违法行为通知书" in said(holder)
    assert "谁看过我的案卷" not in said(agent)
    papers = [each for each in said(agent).split("文书") if "通知书" in each]
    PartyAgent.objects.update(powers=["receive"])
    assert len(papers) <= len([each for each in said(agent).split("文书") if "通知书" in each])
    assert agent.client.get(agent.address("door_agents")).status_code == 200
    refused = agent.client.post(agent.address("door_agents"), mandate(holder, agent_name="别人"))
    assert "代理人不能再委托别人" in words(refused)
    assert PartyAgent.objects.count() == 1


def test_once_the_party_has_ended_it_the_next_thing_he_opens_asks_who_he_is(holder):
    holder.identifies()
    names(holder)
    agent, _ = agent_at(holder)
    uid = PartyAgent.objects.get().pk
    assert holder.client.post(holder.address("door_agents"), {"intent": "end", "agent_uid": uid}).status_code == 302
    assert "核对身份" in words(agent.client.get(agent.address()))
    form = {"key": str(uuid4()), "point-1": "我还在", "intent": "send"}
    assert agent.client.post(agent.address("door_say"), form).status_code == 403
    assert acts(holder, "statement_received") == []
    assert agent_at(holder)[1].status_code == 422


def test_after_the_last_day_he_does_not_get_in(holder, at_moment):
    holder.identifies()
    names(holder)
    at_moment(holder.door.document.issued_at + timedelta(days=61))
    assert agent_at(holder)[1].status_code == 422


@pytest.mark.parametrize("typed", [{"agent": "陈绿"}, {"tail": "123450"}, {"second": "6780"}])
def test_a_stranger_hears_the_same_whether_there_is_an_agent_or_none_and_his_tries_count(holder, typed):
    heard = words(agent_at(holder, **typed)[1])
    holder.identifies()
    names(holder)
    IdentityTry.objects.all().delete()
    assert words(agent_at(holder, **typed)[1]) == heard
    for _ in range(4):
        _, answer = agent_at(holder, **typed)
    assert answer.status_code == 429
    assert agent_at(holder)[1].status_code == 429, "the right name opens nothing while the door is locked"


@pytest.mark.parametrize(
    ("typed", "said_so"),
    [
        ({"agent_name": ""}, "姓名"), ({"agent_relation": ""}, "关系"), ({"agent_tail": "123"}, "后6位"),
        ({"agent_phone": "12a4"}, "后4位"), ({"until_on": "2199-01-01"}, "最长180天"), ({"until_on": "x"}, "哪一天"),
        ({"powers": ["everything"]}, "从列出的里面选"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_mandate_is_said_and_nothing_typed_is_lost(holder, typed, said_so):
    holder.identifies()
    answer = names(holder, **typed)
    assert answer.status_code == 422
    assert said_so in words(answer)
    assert "律师" in answer.content.decode() or "agent_relation" in typed
    assert not PartyAgent.objects.exists()


def test_two_at_once_and_no_third_and_the_paper_alone_names_nobody(holder):
    holder.identifies()
    names(holder)
    names(holder, agent_name="李某")
    third = names(holder, agent_name="赵某")
    assert third.status_code == 422
    assert "最多同时委托2名" in words(third)
    holder.client.post(holder.address("door_leave"))
    holder.identifies(second=holder.door.document.verification_code)
    assert "委托代理人要本人办" in words(names(holder, agent_name="周某"))
    assert PartyAgent.objects.count() == 2


def test_an_officer_enters_the_paper_and_a_stranger_to_the_case_cannot(holder):
    page = reverse("case_agents", args=[holder.door.document.stream_id])
    handler = Person(account("officer-a"))
    form = {**mandate(holder), "party": holder.door.party_uid}
    assert handler.client.post(page, form).status_code == 422
    assert handler.client.post(page, {**form, "party": "nobody", "paper": "yes"}).status_code == 422
    assert handler.client.post(page, {**form, "paper": "yes"}).status_code == 302
    row = PartyAgent.objects.get()
    assert row.named_by == handler.account
    assert "凭授权委托书登记" in words(handler.sees(page))
    assert agent_at(holder)[1].status_code == 302
    assert Client().get(page).status_code == 302
