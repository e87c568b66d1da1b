"""The pages of guidance and of the evaluation of fine provisions, and what cases show of them."""

import pytest
from django.urls import reverse

from hengtu.cases.models import EnforcementCase
from hengtu.rulesets.models import FineIssue, Guidance
from tests.access.makers import make_row
from tests.rulesets.people import House
from tests.web.lawbook.test_items import text

ITEM = "overlimit-mass"
PAPER = {"kind": "GUIDE", "item": ITEM, "division": "130000", "title": "超限运输裁量指引（演示）", "reason": "演示",
         "body": "# 先看\n\n- **检定证书**\n\n<b>x</b> [y](javascript:alert)",
         "effective_from": "2026-01-01"}  # fmt: skip
ISSUE = {
    "article": "《公路安全保护条例》第六十四条",
    "title": "起点与后果不相称",
    "problem": "建议分档",
    "reason": "集中评估",
}


@pytest.fixture
def case(house: House) -> EnforcementCase:
    row = make_row(EnforcementCase, house.line.bureau)
    EnforcementCase.objects.filter(pk=row.pk).update(violation=ITEM, number="示交罚〔2026〕1号")
    return EnforcementCase.objects.get(pk=row.pk)


def written(house: House, at) -> Guidance:
    response = at(house.officer_of_law).post("/items/guidance/new", PAPER)
    assert response.status_code == 302, response.content.decode()
    return Guidance.objects.get()


def test_a_paper_is_written_by_one_published_by_another_and_shown_at_its_item(house: House, at) -> None:
    paper = written(house, at)
    url = reverse("guidance_page", args=[paper.pk])
    assert "等另一位同事核准发布" in text(at(house.officer_of_law).get(url))
    assert at(house.handler).get(url).status_code == 404
    assert at(house.officer_of_law).post(f"{url}publish", {"reason": "x"}).status_code == 422
    assert at(house.province).post(f"{url}publish", {"reason": "同意"}).status_code == 302
    item = reverse("item", args=[ITEM])
    assert url in text(at(house.handler).get(item))
    assert url not in text(at(house.stranger).get(item))
    assert at(house.stranger).get(url).status_code == 404


def test_its_text_is_shown_as_text_below_the_heading_of_the_page(house: House, at) -> None:
    page = text(at(house.officer_of_law).get(reverse("guidance_page", args=[written(house, at).pk])))
    assert "<strong>检定证书</strong>" in page
    assert "<h3>先看</h3>" in page
    assert page.count("<h1") == 1
    assert "<b>x</b>" not in page
    assert 'href="javascript' not in page


def test_a_paper_that_was_stopped_disappears_from_its_item(house: House, at) -> None:
    paper = written(house, at)
    url = reverse("guidance_page", args=[paper.pk])
    at(house.province).post(f"{url}publish", {"reason": "同意"})
    assert at(house.province).post(f"{url}withdraw", {"reason": "另发"}).status_code == 302
    assert url not in text(at(house.handler).get(reverse("item", args=[ITEM])))
    assert at(house.handler).get("/items/guidance/new").status_code == 403


def test_the_most_frequent_items_are_counted_within_ones_own_scope(house: House, at, case) -> None:
    page = text(at(house.handler).get("/items/guidance/"))
    assert "查阅范围内1件" in page
    assert "没有案件" in text(at(house.stranger).get("/items/guidance/"))


def test_an_issue_is_filed_with_its_evidence_and_moved_on(house: House, at, case) -> None:
    response = at(house.handler).post("/library/evaluation/new", {**ISSUE, "cases": case.number})
    assert response.status_code == 302, response.content.decode()
    issue = FineIssue.objects.get()
    assert (issue.basis, issue.cases) == ("HSPR:64", [str(case.pk)])
    url = reverse("fine_issue", args=[issue.pk])
    assert reverse("case", args=[case.pk]) in text(at(house.handler).get(url))
    assert at(house.handler).post(url, {"state": "STUDIED", "reason": "x"}).status_code == 403
    assert at(house.stranger).get(url).status_code == 404
    wrong = at(house.reviewer).post(url, {"state": "FORWARDED", "reason": "x"})
    assert wrong.status_code == 422
    assert at(house.reviewer).post(url, {"state": "STUDIED", "reason": "情况属实"}).status_code == 302
    sent = {"state": "FORWARDED", "reason": "建议修改", "receiver": "省司法厅"}
    assert at(house.province).post(url, sent).status_code == 302
    page = text(at(house.handler).get("/library/evaluation/", {"basis": "HSPR:64"}))
    assert "报送省司法厅" in page


def test_a_case_of_others_is_no_evidence_here_and_is_not_told_apart_from_none(house: House, at, case) -> None:
    far = make_row(EnforcementCase, house.far.bureau)
    EnforcementCase.objects.filter(pk=far.pk).update(number="外交罚〔2026〕1号")
    answers = {
        at(house.handler).post("/library/evaluation/new", {**ISSUE, "cases": number}).content.decode().count("查阅范围")
        for number in ("外交罚〔2026〕1号", "没有的案号")
    }
    assert len(answers) == 1
    assert not FineIssue.objects.exists()


def test_an_article_that_cannot_be_read_is_asked_for_again(house: House, at) -> None:
    response = at(house.handler).post("/library/evaluation/new", {**ISSUE, "article": "那一条"})
    assert response.status_code == 422
    assert "没有读出是哪一条" in response.content.decode()
