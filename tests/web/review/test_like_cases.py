"""Like cases on the pages where an amount is looked at: the sheet, the approval, the review, the case; no script."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from hengtu.rulesets.models import Guidance, GuidanceKind, GuidanceState
from tests.cases.like import add_like_cases
from tests.cases.proposing import Prepared, account
from tests.cast import RECORDED
from tests.web.acts.people import Person
from tests.web.test_case_pages import text_of

FIVE = (32000, 40000, 50000, 60000, 90000)
FINDING = "本机关近两年同一事项5件，中间一半在40000元至60000元，这件80000元"


def at(prepared: Prepared) -> Prepared:
    add_like_cases(prepared.case, *FIVE, on=prepared.at.date())
    return prepared


def pictures(page) -> list[str]:
    return re.findall(r'<svg class="beam.*?</svg>', page.content.decode(), flags=re.S)


def is_shown(page) -> None:
    assert page.status_code == 200
    assert FINDING in text_of(page)
    assert "scope=agency" in page.content.decode()
    wide, narrow = pictures(page)
    assert "；本机关近两年同一事项 5 件" in wide, "whoever cannot see it is told"
    for drawing in (wide, narrow):
        assert drawing.count('class="dot"') + len(re.findall(r'y="94"', drawing)) > 0
    assert "<caption" in page.content.decode()


def test_the_approval_shows_where_the_amount_lies(prepared, sign_in) -> None:
    proposal = at(prepared("demo-6", "O12")).propose()
    is_shown(sign_in("head").get(f"/approvals/{proposal.pk}/"))


def test_the_review_shows_it(prepared, sign_in) -> None:
    is_shown(sign_in("reviewer").get(f"/reviews/{at(prepared('demo-6', 'O10')).case.pk}/"))


def test_the_sheet_of_the_decision_shows_it_when_checked(prepared, sign_in) -> None:
    case = at(prepared("demo-6", "O12")).case
    is_shown(Person(account("officer-a")).does(case.pk, "decided", intent="check", decided__m1__amount="80000"))


def test_fewer_than_five_leave_the_picture_as_it_was_and_say_so(prepared, sign_in) -> None:
    case = prepared("demo-6", "O12")
    add_like_cases(case.case, *FIVE[:4], on=case.at.date())
    page = sign_in("head").get(f"/approvals/{case.propose().pk}/")
    assert "不足5件，不显示分布" in text_of(page)
    assert not re.search(r'class="dot"|y="94"', "".join(pictures(page)))


@pytest.fixture
def like_page(prepared):
    case = at(prepared("demo-6", "O12")).case
    return case, reverse("like_cases", args=[case.pk])


def test_the_page_of_like_cases_lists_them_and_the_case_leads_there(like_page, sign_in) -> None:
    case, address = like_page
    head = sign_in("head")
    assert address in head.get(f"/cases/{case.pk}/").content.decode()
    page = head.get(address)
    is_shown(page)
    said = text_of(page)
    assert all(f"{fine}元" in said for fine in FIVE)
    assert (
        case.agency.short_name not in re.search(r"<table class=\"tb fold\".*?</table>", page.content.decode(), re.S)[0]
    )


def test_the_page_is_for_whoever_sees_the_case(like_page, stranger) -> None:
    _, address = like_page
    assert stranger.get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_guidance_on_the_item_stands_beside(like_page, sign_in) -> None:
    case, address = like_page
    scope = {name: getattr(case, name) for name in ("agency_id", "legal_subject_id", "province_id", "city_id")}
    paper = Guidance.objects.create(
        **scope, county_id=case.county_id, station_id=case.station_id, kind=GuidanceKind.OPINION, item=case.violation,
        division="320000", title="危货运输无证的认定意见", body="x", effective_from="2025-01-01",
        state=GuidanceState.PUBLISHED, written_by=account("officer-a"), written_at=RECORDED,
        published_by=account("head"), published_at=RECORDED,
    )  # fmt: skip
    assert paper.title in text_of(sign_in("head").get(address))
