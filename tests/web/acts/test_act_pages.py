"""Doing acts in the browser: what is asked, refused, kept, confirmed and done once."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from hengtu.cases.models import EnforcementCase, Proposal
from hengtu.ledger.models import Act, Draft
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.web.acts.conftest import PIN
from tests.web.acts.people import values_of, words

pytestmark = pytest.mark.django_db


def last_kind(case_id):
    return acts_of_stream(case_id)[-1].kind


def test_a_head_files_a_case_at_once(people, case_at):
    case = case_at("demo-1", "case_filed")
    answer = people["head"].does(case, "case_filed")
    assert answer.status_code == 302
    assert last_kind(case) == "case_filed"
    page = people["head"].sees(answer.headers["Location"])
    assert "已立案" in page.content.decode()


def test_an_officer_prepares_and_the_head_agrees(people, case_at, proposal_of):
    case = case_at("demo-1", "case_filed")
    answer = people["officer-a"].does(case, "case_filed")
    proposal = proposal_of(case)
    assert answer.headers["Location"] == reverse("proposal", args=(proposal.pk,))
    assert last_kind(case) == "lead_registered", "nothing is done before the head agrees"
    people["head"].agrees(proposal.pk)
    act = acts_of_stream(case)[-1]
    assert (act.kind, [who.name for who in act.by]) == ("case_filed", ["严国梁"])
    assert act.notes["opinions"][0]["by"] == "陈屿"


def test_the_second_officer_confirms_on_his_own_phone(people, case_at, proposal_of):
    case = case_at("demo-1", "investigated")
    people["officer-a"].does(case, "investigated", records__kinds=["scene_record"], device_certificate_valid="yes")
    proposal = proposal_of(case)
    assert proposal.addressee == people["officer-b"].account
    assert people["officer-a"].agrees(proposal.pk).status_code == 409, "nobody confirms for the other"
    assert people["officer-b"].agrees(proposal.pk).status_code == 302
    act = acts_of_stream(case)[-1]
    assert (act.kind, len(act.by)) == ("investigated", 2)


def test_a_pin_confirms_beside_the_first_officer(people, case_at):
    case = case_at("demo-1", "investigated")
    typed = {"records__kinds": ["scene_record"], "device_certificate_valid": "yes"}
    wrong = people["officer-a"].does(case, "investigated", pin="999111", **typed)
    assert wrong.status_code == 409
    assert "确认码不对" in wrong.content.decode()
    assert people["officer-a"].does(case, "investigated", pin=PIN, **typed).status_code == 302
    assert last_kind(case) == "investigated"


def test_a_pin_counts_only_among_those_on_duty_together(people, case_at):
    case = case_at("demo-1", "investigated")
    stranger = str(people["officer-c"].account.officer.uid)
    typed = {"records__kinds": ["scene_record"], "device_certificate_valid": "yes", "pin": PIN, "second": stranger}
    answer = people["officer-a"].does(case, "investigated", **typed)
    assert answer.status_code == 409
    assert "现在不是陈屿的值勤搭档" in words(answer)
    assert last_kind(case) == "case_filed"


def test_what_the_law_refuses_is_said_with_its_article_and_everything_is_kept(people, case_at):
    case = case_at("demo-1", "investigated")
    answer = people["officer-a"].does(case, "investigated", place="北口检测站", pin=PIN)
    page = words(answer)
    assert answer.status_code == 409
    assert "没有调查取证" in page
    assert "行政处罚法第五十五条第二款" in page
    assert "北口检测站" in answer.content.decode()
    assert PIN not in answer.content.decode()
    assert last_kind(case) == "case_filed"
    again = people["officer-a"].sees(reverse("act", args=(case, "investigated")))
    assert "北口检测站" in again.content.decode(), "the draft is there on any device"
    assert PIN not in str(Draft.objects.get().content)


def test_typing_is_answered_while_it_goes_on_and_writes_nothing_but_the_draft(people, case_at):
    case = case_at("demo-1", "report_approved")
    acts = Act.objects.count()
    address = reverse("act", args=(case, "report_approved"))
    head = people["head"]
    values = values_of(head.sees(address), "act")
    assert values["proposed.m1.amount"] == ["27500"], "the formula leaves no choice"
    too_much = {**values, "intent": "check", "proposed.m1.amount": "30000"}
    answer = head.client.post(address, too_much, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "27500" in text
    assert "还不能审批调查报告" in text
    assert Act.objects.count() == acts
    assert Draft.objects.get().content["proposed.m1.amount"] == ["30000"]


def test_a_double_click_and_the_back_button_do_it_once(people, case_at):
    case = case_at("demo-1", "case_filed")
    head, address = people["head"], reverse("act", args=(case, "case_filed"))
    values = {**values_of(head.sees(address), "act"), "intent": "do"}
    first = head.client.post(address, values)
    second = head.client.post(address, values)
    assert first.headers["Location"] == second.headers["Location"]
    assert [act.kind for act in acts_of_stream(case)].count("case_filed") == 1


def test_a_stale_form_is_shown_what_happened_and_loses_nothing(people, case_at):
    case = case_at("demo-1", "investigated")
    officer, address = people["officer-a"], reverse("act", args=(case, "correction_ordered"))
    values = {**values_of(officer.sees(address), "act"), "intent": "do", "order": "卸载至限值以内", "pin": PIN}
    people["officer-b"].does(
        case, "investigated", records__kinds=["scene_record"], device_certificate_valid="yes", pin=PIN
    )
    answer = officer.client.post(address, values)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "案件刚有新进展" in page
    assert "卸载至限值以内" in page
    assert last_kind(case) == "investigated"


def test_two_windows_do_not_overwrite_each_others_draft(people, case_at):
    case = case_at("demo-1", "correction_ordered")
    officer, address = people["officer-a"], reverse("act", args=(case, "correction_ordered"))
    first, second = (values_of(officer.sees(address), "act") for _ in range(2))
    htmx = {"HX-Request": "true"}
    officer.client.post(address, {**first, "intent": "check", "order": "甲窗口"}, headers=htmx)
    answer = officer.client.post(address, {**second, "intent": "check", "order": "乙窗口"}, headers=htmx)
    assert "没有覆盖" in answer.content.decode()
    assert Draft.objects.get().content["order"] == ["甲窗口"]


def test_a_window_that_was_too_slow_may_knowingly_go_on_with_its_own_text(people, case_at):
    case = case_at("demo-1", "correction_ordered")
    officer, address = people["officer-a"], reverse("act", args=(case, "correction_ordered"))
    first, second = (values_of(officer.sees(address), "act") for _ in range(2))
    officer.client.post(address, {**first, "intent": "draft", "order": "甲窗口"})
    refused = officer.client.post(address, {**second, "intent": "draft", "order": "乙窗口"})
    (draft,) = Draft.objects.all()
    page = refused.content.decode()
    assert f'value="over-{draft.version}"' in page
    assert "另开一页看" in page
    assert reverse("draft", args=[draft.pk]) in page
    assert "officer-a" not in page.split("没有存：", 1)[1].split("</div>", 1)[0], "login names are for programs"
    again = {**values_of(refused, "act"), "intent": f"over-{draft.version}"}
    taken = officer.client.post(address, again)
    assert "存为最新的一版" in taken.content.decode()
    officer.client.post(address, {**values_of(taken, "act"), "intent": "draft", "order": "乙窗口，接着写"})
    kept = [each.content["order"][0].strip() for each in draft.versions.order_by("version")]
    assert kept == ["甲窗口", "乙窗口", "乙窗口，接着写"]


def test_taking_over_names_the_version_it_replaces_so_a_third_window_is_not_lost(people, case_at):
    case = case_at("demo-1", "correction_ordered")
    officer, address = people["officer-a"], reverse("act", args=(case, "correction_ordered"))
    first, second, third = (values_of(officer.sees(address), "act") for _ in range(3))
    officer.client.post(address, {**first, "intent": "draft", "order": "甲窗口"})
    officer.client.post(address, {**second, "intent": "over-1", "order": "乙窗口"})
    late = officer.client.post(address, {**third, "intent": "over-1", "order": "丙窗口"})
    assert 'value="over-2"' in late.content.decode()
    assert Draft.objects.get().content["order"] == ["乙窗口"]


def test_a_draft_that_was_put_away_in_another_window_is_kept_as_a_new_one(people, case_at):
    case = case_at("demo-1", "correction_ordered")
    officer, address = people["officer-a"], reverse("act", args=(case, "correction_ordered"))
    officer.client.post(address, {**values_of(officer.sees(address), "act"), "intent": "draft", "order": "甲窗口"})
    open_window = values_of(officer.sees(address), "act")
    officer.client.post(reverse("draft_discard", args=[Draft.objects.get().pk]))
    refused = officer.client.post(address, {**open_window, "intent": "draft", "order": "还要"})
    assert "用掉或者弃用" in refused.content.decode()
    officer.client.post(address, {**values_of(refused, "act"), "intent": "over-0"})
    assert Draft.objects.get(discarded_at=None).content["order"][0].strip() == "还要"


def test_what_was_saved_while_typing_never_stands_against_the_same_window(people, case_at):
    case = case_at("demo-1", "correction_ordered")
    officer, address = people["officer-a"], reverse("act", args=(case, "correction_ordered"))
    values = values_of(officer.sees(address), "act")
    officer.client.post(address, {**values, "intent": "check", "order": "卸"}, headers={"HX-Request": "true"})
    answer = officer.client.post(address, {**values, "intent": "draft", "order": "卸载至限值以内"})
    assert "没有覆盖" not in answer.content.decode(), "the answer to the first save had not arrived yet"
    assert Draft.objects.get().content["order"] == ["卸载至限值以内"]


def test_whoever_only_looks_on_or_is_a_stranger_finds_no_sheet(people, case_at, stage):
    from tests.cast import appointed

    case = case_at("demo-1", "case_filed")
    supervisor = people["head"].__class__(appointed("dudu", stage.agency.legal_subject, "SUPERVISOR"))
    address = reverse("act", args=(case, "case_filed"))
    assert supervisor.sees(address).status_code == 404
    assert people["head"].sees(reverse("act", args=(uuid4(), "case_filed"))).status_code == 404
    assert people["head"].sees(reverse("act", args=(case, "no_such_act"))).status_code == 404


def test_a_returned_proposal_comes_back_with_all_that_was_typed(people, case_at, proposal_of):
    case = case_at("demo-1", "report_approved")
    people["officer-a"].does(case, "report_approved")
    proposal = proposal_of(case)
    assert people["head"].returns(proposal.pk, "").status_code == 409, "a return needs its reason"
    people["head"].returns(proposal.pk, "请补充检定证书")
    page = people["officer-a"].sees(reverse("proposal", args=(proposal.pk,))).content.decode()
    assert "请补充检定证书" in page
    mend = people["officer-a"].client.post(reverse("proposal_mend", args=(proposal.pk,)))
    sheet = people["officer-a"].sees(mend.headers["Location"])
    assert values_of(sheet, "act")["proposed.m1.amount"] == ["27500"]


def test_a_late_act_asks_for_its_reason_and_a_head_answers_for_it(people, case_at, proposal_of):
    case = case_at("demo-1", "decision_served")
    late = people["officer-a"].does(case, "decision_served", served="direct", pin=PIN)
    assert "已过期限，写明原因才能继续" in late.content.decode()
    people["officer-a"].does(case, "decision_served", served="direct", pin=PIN, late_reason="当事人外出未归")
    proposal = proposal_of(case)
    assert proposal.role_due == "AGENCY_HEAD"
    people["head"].agrees(proposal.pk)
    assert last_kind(case) == "decision_served"
    assert EnforcementCase.objects.get(pk=case).has_alarm


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "‮倒写‬", "𬭎䶮" * 40, "x" * 4000, "‘’“”\t\n"])
def test_anything_typed_is_kept_as_text(people, case_at, nasty):
    case = case_at("demo-1", "correction_ordered")
    people["officer-a"].does(case, "correction_ordered", order=nasty, pin=PIN)
    kept = acts_of_stream(case)[-1].payload["order"]
    assert kept == nasty.strip().strip("\u202e\u202c"), "what prints nothing and turns the reading is left out"
    page = people["officer-a"].sees(reverse("case", args=(case,))).content.decode()
    assert "<script>alert" not in page


def test_bad_days_and_numbers_are_named_and_kept(people, case_at):
    case = case_at("demo-1", "correction_ordered")
    answer = people["officer-a"].does(case, "correction_ordered", order="卸载", due_on="2026-13-45", reweigh_kg="很重")
    assert answer.status_code == 422
    assert "没有这一天" in words(answer)
    assert 'value="很重"' in answer.content.decode()
    assert Proposal.objects.count() == 0
