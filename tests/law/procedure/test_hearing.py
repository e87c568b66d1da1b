"""The hearing: a lawful day, who leads it, and what becomes of it when somebody is ill, away, or takes words back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.next_act import line_of
from hengtu.law.procedure.precheck import precheck
from hengtu.law.procedure.precheck_across import FiledExhibit
from hengtu.web.commandline.scripts import legal_acts
from tests.fixtures import scripts

FILE = scripts()
CIVIL = timezone(timedelta(hours=8))
HEAD = Actor("head", frozenset({"agency_head"}), None, "严国梁")


def acts():
    return tuple(legal_acts(FILE, FILE.script("demo-6")))


def until(kind):
    """A file up to an act of this kind, and the act."""
    every = acts()
    position = next(index for index, act in enumerate(every) if act.kind == kind)
    return every[:position], every[position]


def codes(history, act):
    return {objection.code for objection in objections_to(history, act)}


def with_payload(act, **payload):
    return replace(act, payload={**act.payload, **payload})


def act_after(before, kind, by, minutes=10, **payload):
    return LegalAct(kind, before[-1].occurred_at + timedelta(minutes=minutes), by, payload, uid=f"{kind}-{minutes}")


def notice_on(day, **payload):
    history, notice = until("hearing_notice_served")
    return history, with_payload(notice, hearing_on=day, hearing_at=f"{day}T09:00:00+08:00", is_public=True, **payload)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2025-08-20", "hearing_notice_short"), ("2025-08-21", ""), ("2025-08-23", "hearing_day_not_worked")],
)
def test_the_notice_leaves_seven_working_days_and_names_a_day_that_is_worked(day, code):
    history, notice = notice_on(day)
    found = codes(history, notice)
    assert found & {"hearing_notice_short", "hearing_day_not_worked"} == ({code} if code else set())


def test_a_hearing_behind_closed_doors_has_one_of_the_three_reasons():
    history, notice = notice_on("2025-08-22")
    closed = with_payload(notice, is_public=False)
    assert "hearing_closed_without_reason" in codes(history, closed)
    assert "hearing_closed_without_reason" in codes(history, with_payload(closed, closed_because="embarrassing"))
    assert "hearing_closed_without_reason" not in codes(history, with_payload(closed, closed_because="privacy"))


def test_a_party_has_at_most_two_agents():
    history, notice = notice_on("2025-08-22", agents=["甲", "乙"])
    assert "too_many_agents" not in codes(history, notice)
    assert "too_many_agents" in codes(history, with_payload(notice, agents=["甲", "乙", "丙"]))


def test_a_party_asks_once_and_another_party_of_the_case_may_ask_as_well():
    history, asked = until("hearing_appointed")
    request = next(act for act in history if act.kind == "hearing_requested")
    again = replace(request, occurred_at=asked.occurred_at)
    assert "act_too_late_in_order" in codes(history, again)
    other = Actor("another", frozenset({"party"}), None, "另一当事人")
    assert "act_too_late_in_order" not in codes(history, replace(again, by=(other,)))


def test_a_postponed_hearing_is_announced_anew_before_it_is_held():
    history, held = until("hearing_held")
    put_off = act_after(history, "hearing_postponed", (HEAD,), reason="当事人住院")
    assert codes(history, put_off) == set()
    history = (*history, put_off)
    assert "hearing_not_announced" in codes(history, held)
    assert line_of(Situation.of(history))[0] == "hearing_notice_served"


def test_a_host_who_falls_ill_is_replaced():
    history, _ = until("hearing_held")
    ill = act_after(history, "hearing_postponed", (HEAD,), reason="主持人生病", host_fell_out=True)
    assert line_of(Situation.of((*history, ill)))[:2] == ("hearing_appointed", "hearing_notice_served")


def test_a_host_who_has_come_to_investigate_leads_it_no_more():
    history, held = until("hearing_held")
    host = next(act for act in history if act.kind == "hearing_appointed").payload["host"]
    officers = next(act for act in history if act.kind == "investigated")
    mixed = replace(
        officers,
        occurred_at=history[-1].occurred_at + timedelta(minutes=5),
        by=(*officers.by, Actor(host, frozenset({"officer"}), True, "罗一苇")),
    )
    assert "hearing_host_is_investigator" in codes((*history, mixed), held)
    assert "hearing_appointed" in line_of(Situation.of((*history, mixed)))


def test_an_interrupted_hearing_is_resumed_on_the_day_that_was_said():
    history, held = until("hearing_held")
    begun = replace(held, kind="hearing_interrupted", payload={"reason": "重新鉴定"}, uid="i")
    assert codes(history, begun) == set()
    day = held.occurred_at + timedelta(days=3)
    later = replace(held, occurred_at=day)
    assert "hearing_interrupted" in codes((*history, begun), later)
    assert line_of(Situation.of((*history, begun)))[0] == "hearing_resumed"
    resumed = replace(
        begun,
        kind="hearing_resumed",
        occurred_at=held.occurred_at + timedelta(hours=1),
        payload={"hearing_on": day.date().isoformat()},
        uid="r",
    )
    assert codes((*history, begun), resumed) == set()
    assert codes((*history, begun, resumed), later) == set()


def test_a_record_is_signed_or_the_refusal_is_noted():
    history, held = until("hearing_held")
    recorded = with_payload(held, examined=[], rights_told=True)
    assert "hearing_unsigned" in codes(history, recorded)
    assert codes(history, with_payload(recorded, signed=True)) == set()
    assert codes(history, with_payload(recorded, refusal_note="当事人核对后拒绝签字")) == set()


@pytest.mark.parametrize("how", ["withdrawn", "absent", "left"])
def test_an_ending_is_proved(how):
    history, held = until("hearing_held")
    ended = replace(held, kind="hearing_ended", payload={"reason": "没有来", "how": how}, uid="e")
    found = codes(history, ended)
    assert ("withdrawal_unsigned" in found) is (how == "withdrawn")
    assert codes(history, with_payload(ended, signed=True)) == set()
    untold, _ = until("hearing_notice_served")
    early = replace(ended, occurred_at=untold[-1].occurred_at + timedelta(hours=1))
    assert ("hearing_not_announced" in codes(untold, early)) is (how != "withdrawn")


def test_after_a_hearing_the_pre_check_names_what_was_not_put_to_the_party():
    every = [
        with_payload(act, exhibits=[{"uid": "e-1"}, {"uid": "e-2"}]) if act.kind == "investigated" else act
        for act in acts()
    ]
    every = [
        with_payload(act, examined=[{"uid": "e-1", "said": "无异议"}], signed=True)
        if act.kind == "hearing_held"
        else act
        for act in every
    ]
    exhibits = (FiledExhibit("e-1", "照片"), FiledExhibit("e-2", "证言"))
    found = precheck(every, exhibits=exhibits, on=every[-1].occurred_at.date())
    assert [each.about for each in found if each.code == "exhibit_not_cross_examined"] == ["e-2"]


def test_a_witness_who_withdraws_leaves_the_element_named_that_rested_on_him():
    every = list(acts())
    position = next(index for index, act in enumerate(every) if act.kind == "report_approved")
    on = every[position].occurred_at.date()
    filed = tuple(
        with_payload(act, exhibits=[{"uid": "e-1"}]) if act.kind == "investigated" else act for act in every[:position]
    )
    filed = (*filed, every[position])
    keys = {each.about for each in precheck(filed, exhibits=(), on=on) if each.code == "element_unproved"}
    assert keys, "the elements of the item are to be proved"
    testimony = (FiledExhibit("e-1", "证言", frozenset(keys)),)
    assert not {each.code for each in precheck(filed, exhibits=testimony, on=on)} & {"element_unproved"}
    officer = next(act for act in filed if act.kind == "investigated").by
    taken_back = LegalAct(
        "testimony_withdrawn",
        filed[-1].occurred_at + timedelta(minutes=1),
        officer,
        {"exhibit": "e-1", "witness": "某证人", "reason": "当面说记错了"},
    )
    assert codes(filed, taken_back) == set()
    found = precheck((*filed, taken_back), exhibits=testimony, on=on)
    lost = [each for each in found if each.code == "element_lost_its_witness"]
    assert {each.about for each in lost} == keys
    assert all("某证人" in each.message for each in lost)


def test_only_a_testimony_of_this_case_is_withdrawn():
    history, _ = until("report_approved")
    filed = tuple(
        with_payload(act, exhibits=[{"uid": "e-1"}]) if act.kind == "investigated" else act for act in history
    )
    officer = next(act for act in filed if act.kind == "investigated").by
    strange = LegalAct(
        "testimony_withdrawn", datetime(2025, 8, 30, 9, tzinfo=CIVIL), officer, {"exhibit": "x", "reason": "撤回"}
    )
    assert "exhibit_unknown" in codes(filed, strange)
