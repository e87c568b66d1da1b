"""Before the decision, in the browser: every form opens, several measures are told apart, the chief head decides."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hengtu.cases.desk.sheets import competence, crime, evidence, measures, pausing, recusal
from hengtu.documents.models import Document
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.web.acts.conftest import PIN
from tests.web.acts.people import values_of, words

pytestmark = pytest.mark.django_db

MODULES = (evidence, measures, recusal, competence, pausing, crime)
KINDS = [sheet.kind for module in MODULES for sheet in module.SHEETS]
ARTICLE = "中华人民共和国道路运输条例第六十二条"


def kinds_of(case_id):
    return [act.kind for act in acts_of_stream(case_id)]


def seize(people, case, measure="扣押车辆", article=ARTICLE):
    head, officer = people["head"], people["officer-a"]
    assert head.does(case, "measure_approved", measure=measure, granting_article=article).status_code == 302
    assert officer.does(case, "measure_taken", items="车辆一辆", pin=PIN).status_code == 302


def test_every_form_before_the_decision_opens_with_words_of_its_own(people, case_at):
    case = case_at("demo-1", "investigated")
    for kind in KINDS:
        page = people["officer-a"].sees(reverse("act", args=(case, kind)))
        assert page.status_code == 200, kind
        assert page.content.decode().count("<h1") == 1, kind


def test_what_no_law_grants_is_refused_with_what_the_regulation_does_grant(people, case_at):
    case = case_at("demo-1", "investigated")
    answer = people["head"].does(
        case, "measure_approved", measure="扣押车辆", granting_article="道路运输条例第六十三条"
    )
    assert answer.status_code == 409
    page = words(answer)
    assert "没有授予行政强制措施" in page
    assert "暂扣车辆" in page
    assert "行政强制法第十条" in page


def test_with_two_measures_the_form_asks_which_one(people, case_at):
    case = case_at("demo-1", "investigated")
    seize(people, case)
    single = words(people["head"].sees(reverse("act", args=(case, "measure_lifted"))))
    assert "哪一项强制措施" not in single
    seize(people, case, "查封库房", "中华人民共和国安全生产法第六十五条")
    assert "哪一项强制措施" in words(people["head"].sees(reverse("act", args=(case, "measure_lifted"))))
    unnamed = people["head"].does(case, "measure_lifted", returned="yes")
    assert unnamed.status_code == 409
    assert "没有写明是哪一项强制措施" in words(unnamed)
    vehicle = next(act for act in acts_of_stream(case) if act.kind == "measure_approved")
    assert people["head"].does(case, "measure_lifted", returned="yes", of_measure=str(vehicle.uid)).status_code == 302
    deadlines = words(people["head"].sees(reverse("case", args=(case,))))
    assert "查封扣押期限：查封库房" in deadlines


def test_evidence_is_registered_and_given_back_by_two_officers_and_a_head(people, case_at):
    case = case_at("demo-1", "investigated")
    people["head"].does(case, "registration_approved", reason="可能销毁", items="行车日志")
    answer = people["officer-a"].does(case, "evidence_registered", list_handed="yes", pin=PIN)
    assert answer.status_code == 302, "the approved items are filled in"
    assert people["head"].does(case, "registration_settled", how="returned").status_code == 302
    assert kinds_of(case)[-3:] == ["registration_approved", "evidence_registered", "registration_settled"]
    assert Document.objects.filter(stream_id=case, form="f07_evidence_release").count() == 1


def test_an_officer_prepares_the_transfer_and_only_the_chief_head_decides(people, case_at, proposal_of):
    case = case_at("demo-1", "investigated")
    officer = people["officer-a"]
    assert officer.does(case, "crime_suspected", crime="危险驾驶罪", report="核实情况", pin=PIN).status_code == 302
    assert "决定是否移送公安机关" in words(people["head"].sees(reverse("home"))), "the chief head finds it on his list"
    assert "提请决定是否移送公安机关" in words(officer.sees(reverse("home")))
    assert officer.does(case, "criminal_transfer_decided", approve="yes").status_code == 302
    proposal = proposal_of(case)
    assert people["deputy-1"].agrees(proposal.pk).status_code in (403, 404, 409)
    assert kinds_of(case)[-1] == "crime_suspected"
    assert people["head"].agrees(proposal.pk).status_code == 302
    assert kinds_of(case)[-1] == "criminal_transfer_decided"


def test_a_recused_officer_is_stopped_at_the_form(people, case_at):
    case = case_at("demo-1", "investigated")
    uid = str(people["officer-b"].account.officer.uid)
    asked = people["officer-a"].does(
        case, "recusal_requested", raised_by="party", mode="oral", person=uid, post="officer", ground="relative"
    )
    assert asked.status_code == 302
    decided = people["head"].does(
        case, "recusal_decided", person=uid, granted="yes", reason="属实", earlier_acts_stand="yes"
    )
    assert decided.status_code == 302
    refused = people["officer-a"].does(case, "sample_taken", items="柴油", place="站", pin=PIN)
    assert refused.status_code == 409
    assert "已经决定回避，不能再参加本案" in words(refused)


def test_where_no_rule_allows_it_suspension_is_not_offered_and_says_why(people, case_at):
    case = case_at("demo-1", "investigated")
    assert "中止调查" not in words(people["head"].sees(reverse("case", args=(case,))))
    refused = people["head"].does(case, "investigation_suspended", reason="等待另案")
    assert refused.status_code == 409
    assert "没有载入可以中止调查的规定" in words(refused)


def test_with_nothing_new_to_collect_the_form_says_so_and_leads_to_the_upload(people, case_at):
    case = case_at("demo-1", "investigated")
    address = reverse("act", args=(case, "evidence_collected"))
    page = people["officer-a"].sees(address)
    assert page.status_code == 200
    assert "去上传" in words(page)
    typed = {name: "" if name.startswith("facts.") else value for name, value in values_of(page, "act").items()}
    answer = people["officer-a"].client.post(address, {**typed, "intent": "do", "pin": PIN})
    assert answer.status_code == 409
    assert "没有选证据，也没有写查明的事实" in words(answer)


def test_a_list_that_nobody_approved_starts_empty(people, case_at):
    case = case_at("demo-1", "investigated")
    address = reverse("act", args=(case, "evidence_registered"))
    assert "".join(values_of(people["officer-a"].sees(address), "act")["items"]).strip() == ""
    people["head"].does(case, "registration_approved", reason="可能销毁", items="行车日志\n账本")
    assert values_of(people["officer-a"].sees(address), "act")["items"][0].split() == ["行车日志", "账本"]
