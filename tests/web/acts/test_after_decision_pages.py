"""After the decision, in the browser: every form opens, a reminder is served by two, a wrong one is refused kindly."""

from __future__ import annotations

import pytest
from django.urls import reverse

from hengtu.cases.desk.sheets import enforcement, execution, remedies
from hengtu.documents.models import Document
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.web.acts.conftest import PIN
from tests.web.acts.people import values_of, words

pytestmark = pytest.mark.django_db

KINDS = [sheet.kind for module in (execution, enforcement, remedies) for sheet in module.SHEETS]
REMINDER = {
    "purpose": "court", "due_on": "2031-01-31", "manner": "缴至指定银行", "right_told": "yes", "served": "direct",
}  # fmt: skip


def last(case_id):
    return acts_of_stream(case_id)[-1]


def test_every_form_after_the_decision_opens_with_words_of_its_own(people, case_at):
    case = case_at("demo-1", "paid")
    for kind in KINDS:
        page = people["officer-a"].sees(reverse("act", args=(case, kind)))
        assert page.status_code == 200, kind
        assert page.content.decode().count("<h1") == 1, kind


def test_a_reminder_is_served_by_two_with_the_sum_of_the_day_filled_in(people, case_at):
    case = case_at("demo-1", "paid")
    form = people["officer-a"].sees(reverse("act", args=(case, "reminder_served")))
    assert values_of(form, "act")["amount_yuan"] == ["55000"], "no idle decimals"
    answer = people["officer-a"].does(case, "reminder_served", pin=PIN, **REMINDER)
    assert answer.status_code == 302
    act = last(case)
    assert (act.kind, len(act.by), act.payload["amount_yuan"]) == ("reminder_served", 2, 55000)
    paper = Document.objects.get(stream_id=case, form="f19_reminder")
    assert "达到罚款本数" in str(paper.data), "the party can check how the additional fine came about"


def test_too_early_an_application_to_the_court_is_explained_and_not_sent(people, case_at):
    case = case_at("demo-1", "paid")
    people["officer-a"].does(case, "reminder_served", pin=PIN, **REMINDER)
    answer = people["head"].does(case, "court_applied", court="示例县人民法院")
    assert answer.status_code == 409
    page = words(answer)
    assert "催告书送达后要满十个工作日" in page
    assert "行政强制法第五十四条" in page
    assert last(case).kind == "reminder_served"


def test_the_case_page_says_what_is_owed_and_how_the_additional_fine_grew(people, case_at):
    case = case_at("demo-1", "paid")
    page = words(people["officer-a"].sees(reverse("case", args=(case,))))
    assert "还应缴纳55000元" in page
    assert "达到罚款本数27500元，此后不再增加" in page


def test_a_case_is_not_closed_by_choosing_a_way_that_does_not_fit(people, case_at):
    case = case_at("demo-1", "paid")
    answer = people["head"].does(case, "case_closed", correction="已卸载", closing="court_accepted")
    assert answer.status_code == 409
    assert "人民法院还没有受理强制执行的申请" in words(answer)


def test_the_case_page_writes_the_days_of_instalments_as_people_do(people, case_at):
    shown = words(people["officer-a"].sees(reverse("case", args=(case_at("demo-8", "case_closed"),))))
    assert "2025年11月20日缴20000元、2025年12月22日缴30000元" in shown
    assert "2025-11-20" not in shown
