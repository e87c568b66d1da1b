"""The pages of the item catalogue: reading it, proposing, answering, publishing."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hengtu.cases.models import Message
from hengtu.law.items import all_items, item_state
from hengtu.law.rulebook import records
from hengtu.rulesets.models import ItemProposal
from hengtu.web.views.lawbook.catalogue import PAGE
from tests.rulesets.people import House

ITEM = "passenger-unlicensed"


def text(response) -> str:
    """The page, without the marks that keep words on one line."""
    assert response.status_code == 200, response.status_code
    return re.sub(r'<span class="nb">(.*?)</span>', r"\1", response.content.decode())


def code_of(item: str) -> str:
    return records("violations")[item]["code"]


@pytest.mark.parametrize("typed", ["未取得道路客运", "wqddlky", "weiqude", code_of(ITEM), code_of(ITEM).lower()])
def test_an_item_is_found_by_name_code_and_pinyin(house: House, at, typed: str) -> None:
    page = text(at(house.handler).get("/items/", {"q": typed}))
    assert reverse("item", args=[ITEM]) in page


def test_the_list_is_narrowed_and_walked_page_by_page(house: House, at) -> None:
    reader, after, seen = at(house.handler), "", []
    for _ in range(len(all_items()) // PAGE + 1):
        response = reader.get("/items/", {"after": after})
        rows = response.context["list"].rows
        seen += [row.item.id for row in rows]
        after = response.context["list"].next_after
        if not after:
            break
    assert sorted(seen) == sorted(all_items())
    kinds = {row.item.kind for row in reader.get("/items/", {"kind": "inspection"}).context["list"].rows}
    assert kinds == {"inspection"}
    assert text(reader.get("/items/", {"q": "没有这样的事项"})).count("没有找到") == 1


def test_an_item_shows_everything_that_hangs_on_it(house: House, at) -> None:
    page = text(at(house.handler).get(reverse("item", args=["overlimit-mass"])))
    for words in ("要证明什么", "裁量基准", "第二十三条", "车货总质量", "扣留车辆", "查阅范围内"):
        assert words in page
    assert reverse("statute_article", args=["HSPR", "64"]) in page
    assert "提出清理建议" not in page


@pytest.mark.parametrize("item", ["forced-unloading-ship", "additional-fine", "inspect-road-transport"])
def test_items_of_compulsion_and_inspection_have_pages_too(house: House, at, item: str) -> None:
    page = text(at(house.handler).get(reverse("item", args=[item])))
    assert ("没有核对" in page) is not all_items()[item].confirmed


def test_an_unknown_item_is_no_page(house: House, at) -> None:
    assert at(house.handler).get("/items/of/nothing/").status_code == 404
    assert at(house.handler).get("/items/of/nothing/propose").status_code == 404


def proposed(at, account, **more) -> ItemProposal:
    day = (timezone.localdate() + timedelta(days=10)).isoformat()
    typed = {"change": "SUSPEND", "effective_from": day, "basis": "清理方案", "reason": "条款已修改", **more}
    response = at(account).post(reverse("item_propose", args=[ITEM]), typed)
    assert response.status_code == 302, response.content.decode()
    return ItemProposal.objects.latest("proposed_at")


def test_a_proposal_goes_up_through_the_pages_and_is_published(
    house: House, at, django_capture_on_commit_callbacks
) -> None:
    proposal = proposed(at, house.reviewer)
    url = reverse("item_proposal", args=[proposal.pk])
    assert Message.objects.filter(to=house.city, url=url).count() == 1
    assert "等您答复" in text(at(house.city).get("/items/proposals/"))
    assert at(house.city).post(url, {"answer": "AGREED", "reason": "同意"}).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert at(house.province).post(url, {"answer": "AGREED", "reason": "同意"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "PUBLISHED"
    assert not item_state(ITEM, "130000", proposal.effective_from).usable
    assert Message.objects.filter(to=house.reviewer, url=url).count() == 1
    page = text(at(house.handler).get(reverse("item", args=[ITEM])))
    assert "条款已修改" in page


def test_an_answer_starts_empty_and_what_is_refused_keeps_what_was_typed(house: House, at) -> None:
    proposal = proposed(at, house.reviewer)
    url = reverse("item_proposal", args=[proposal.pk])
    page = text(at(house.city).get(url))
    assert "checked" not in page
    response = at(house.city).post(url, {"answer": "AMENDED", "reason": "写了很久的理由"})
    assert response.status_code == 422
    assert "写了很久的理由" in response.content.decode()
    assert "没有修改任何内容" in response.content.decode()


def test_only_those_it_waits_for_answer_and_only_the_own_agency_withdraws(house: House, at) -> None:
    proposal = proposed(at, house.reviewer)
    url = reverse("item_proposal", args=[proposal.pk])
    for who in (house.reviewer, house.head, house.province, house.handler):
        assert at(who).post(url, {"answer": "AGREED", "reason": "同意"}).status_code == 403
    assert at(house.stranger).get(url).status_code == 404
    assert at(house.city).post(f"{url}withdraw", {"reason": "x"}).status_code == 403
    assert at(house.head).post(f"{url}withdraw", {"reason": "另行提出"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.state == "WITHDRAWN"


def test_a_returned_proposal_is_mended_on_its_page(house: House, at) -> None:
    proposal = proposed(at, house.reviewer)
    url = reverse("item_proposal", args=[proposal.pk])
    at(house.city).post(url, {"answer": "RETURNED", "reason": "理由不足"})
    form = text(at(house.reviewer).get(f"{url}resubmit"))
    assert "清理方案" in form
    day = (timezone.localdate() + timedelta(days=20)).isoformat()
    typed = {"change": "CANCEL", "effective_from": day, "basis": "清理方案", "reason": "补充了理由"}
    assert at(house.reviewer).post(f"{url}resubmit", typed).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.change) == ("GOING_UP", "CANCEL")


def test_officers_and_administrators_do_not_propose(house: House, at) -> None:
    for who in (house.handler, house.admin):
        assert at(who).get(reverse("item_propose", args=[ITEM])).status_code == 403


def test_a_day_that_has_passed_is_refused_in_the_form(house: House, at) -> None:
    typed = {"change": "SUSPEND", "effective_from": "2020-01-01", "basis": "x", "reason": "x"}
    response = at(house.reviewer).post(reverse("item_propose", args=[ITEM]), typed)
    assert response.status_code == 422
    assert "不能溯及既往" in response.content.decode()
