"""What anybody reads of an agency before it enforces anything, without an account."""

from __future__ import annotations

import re
from datetime import date, timedelta

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import Agency, scope_values
from hengtu.law.openness import sections
from hengtu.law.procedure.charts import chart_ids
from hengtu.officers.models import EnforcementCertificate, Officer, OfficerKind
from hengtu.officers.services.certify import change_certificate
from tests.web.openness.conftest import Open

MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")
CONTENTS = ("subject", "officers", "items", "basis", "procedure", "duties", "remedies", "checks")


def _page(agency: Agency, name: str = "openness_agency", *more: str, **query: str) -> str:
    answer = Client().get(reverse(name, args=[agency.code, *more]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def _section(text: str, identity: str) -> str:
    (found,) = lxml.html.fromstring(text).xpath(f'//section[@id="{identity}"]')
    return str(found.text_content())


def test_a_complete_agency_shows_every_content_with_its_day_and_source(opened: Open) -> None:
    text = _page(opened.bureau)
    for each in sections(timezone.localdate()):
        said = _section(text, each.id)
        assert "更新日期" in said, each.id
        assert "来源" in said
        assert "没有公开" not in said
        assert len(re.sub(r"\s", "", said)) > 40, each.id


def test_the_five_contents_stand_on_one_page_for_every_agency(opened: Open) -> None:
    for agency in (opened.bureau, opened.bare):
        text = _page(agency)
        for name in ("执法职权和事项", "执法依据", "执法程序", "岗位责任", "救济途径"):
            assert name in text


def test_an_agency_that_wrote_nothing_says_what_is_missing_instead_of_being_empty(opened: Open) -> None:
    text = _page(opened.bare)
    for identity in ("subject", "officers", "checks", "guide"):
        assert "没有公开" in _section(text, identity), identity
    assert "行政处罚法" in _section(text, "basis")
    assert "申请行政复议" in _section(text, "remedies")


def test_the_list_finds_an_agency_by_name_and_code_and_says_when_there_is_none(opened: Open) -> None:
    client = Client()
    listed = client.get(reverse("openness")).content.decode()
    assert opened.bureau.name in listed
    assert opened.cast.squad.name not in listed
    for typed in (opened.bureau.short_name, opened.bureau.code):
        assert (
            reverse("openness_agency", args=[opened.bureau.code])
            in client.get("/openness/", {"q": typed}).content.decode()
        )
    assert "没有找到" in client.get("/openness/", {"q": "月球"}).content.decode()


def test_a_unit_leads_to_the_body_in_whose_name_it_acts_and_nobody_else_has_a_page(opened: Open) -> None:
    client = Client()
    answer = client.get(reverse("openness_agency", args=[opened.cast.squad.code]))
    assert answer["Location"] == reverse("openness_agency", args=[opened.bureau.code])
    assert client.get("/openness/NOBODY/").status_code == 404
    ended = opened.bare
    Agency.objects.filter(pk=ended.pk).update(effective_to=date(2024, 1, 1))
    assert client.get(reverse("openness_agency", args=[ended.code])).status_code == 404


def test_a_suspended_certificate_is_marked_and_an_auxiliary_has_none(opened: Open) -> None:
    rows = lxml.html.fromstring(_page(opened.bureau, "openness_officers")).xpath("//tbody/tr")
    said = {row.xpath(".//b")[0].text: str(row.text_content()) for row in rows}
    assert "证件已暂扣" in said["暂扣"]
    assert "证件已" not in said["甲执法"]
    assert "没有执法资格" in said["辅助"]


def test_a_certificate_cancelled_yesterday_is_marked_at_once(opened: Open) -> None:
    certificate = opened.cast.officer("officer-a").certificates.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    change_certificate(
        certificate=certificate, kind="CANCELLED", effective_from=yesterday, reason="退休", basis="证件管理办法",
        approved_by=opened.head, at=timezone.now(),
    )  # fmt: skip
    assert "证件已注销" in _page(opened.bureau, "openness_officers", q="甲执法")


def test_a_certificate_that_ran_out_is_no_longer_shown(opened: Open) -> None:
    EnforcementCertificate.objects.filter(officer=opened.cast.officer("officer-b")).update(valid_to=date(2024, 1, 1))
    assert "乙执法" not in _page(opened.bureau, "openness_officers")


def test_people_are_found_by_certificate_and_whoever_is_not_listed_is_to_be_checked(opened: Open) -> None:
    number = opened.cast.officer("officer-a").certificates.get().number
    assert "甲执法" in _page(opened.bureau, "openness_officers", q=number)
    assert "核实" in _page(opened.bureau, "openness_officers", q="没有此人")


def test_only_items_in_force_here_that_rest_on_articles_read_are_listed(opened: Open) -> None:
    text = _page(opened.bureau, "openness_items")
    assert "车货总质量超限" in text
    assert "四川省" not in text
    assert "浙江省" not in text
    assert "~" not in lxml.html.fromstring(text).xpath("string(//table)")
    found = _page(opened.bureau, "openness_items", q="车货总质量超限")
    assert len(lxml.html.fromstring(found).xpath("//tbody/tr")) == 1
    assert reverse("benchmark", args=["overlimit-mass@1"]) in found


def test_an_agency_lists_only_items_of_its_own_fields(opened: Open) -> None:
    Agency.objects.filter(pk=opened.bureau.pk).update(categories=["port"])
    text = _page(opened.bureau, "openness_items")
    assert "车货总质量超限" not in text
    assert "港口" in text


def test_remedies_name_body_court_term_and_article(opened: Open) -> None:
    said = _section(_page(opened.bureau), "remedies")
    for words in (opened.bureau.reconsideration_body, opened.bureau.court, "60日内", "6个月内", "行政复议法第二十条"):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", said)


def test_duties_are_those_of_the_posts_people_hold(opened: Open) -> None:
    said = _section(_page(opened.bureau), "duties")
    assert "听证主持人" in said
    assert "涉案财物管理人员" not in said  # nobody holds such a post here


@pytest.mark.parametrize("name", chart_ids())
def test_each_chart_is_on_a_page_a_picture_and_a_sheet_to_print(opened: Open, name: str) -> None:
    client, args = Client(), [opened.bureau.code, name]
    text = client.get(reverse("openness_chart", args=args)).content.decode()
    assert len(lxml.html.fromstring(text).xpath('//ol[@class="steps"]/li')) > 3
    picture = client.get(reverse("openness_chart_svg", args=args))
    assert picture["Content-Type"] == "image/svg+xml"
    assert lxml.etree.fromstring(picture.content).tag.endswith("svg")
    sheet = client.get(reverse("openness_chart_pdf", args=args))
    assert sheet.content.startswith(b"%PDF")
    assert sheet.content == client.get(reverse("openness_chart_pdf", args=args)).content


def test_there_is_no_chart_of_anything_else(opened: Open) -> None:
    for name in ("openness_chart", "openness_chart_svg", "openness_chart_pdf"):
        assert Client().get(reverse(name, args=[opened.bureau.code, "licence"])).status_code == 404


def test_tables_open_in_a_spreadsheet_and_hold_what_the_pages_show(opened: Open) -> None:
    people = Client().get(reverse("openness_officers_csv", args=[opened.bureau.code])).content.decode("utf-8-sig")
    assert people.splitlines()[0] == "姓名,类别,单位,岗位,证件编号,执法门类,有效期至,状态"
    assert "甲执法" in people
    items = Client().get(reverse("openness_items_csv", args=[opened.bureau.code])).content.decode("utf-8-sig")
    assert items.count("\r\n") - 1 == len(
        lxml.html.fromstring(_page(opened.bureau, "openness_items")).xpath("//tbody/tr")
    ) + (len(lxml.html.fromstring(_page(opened.bureau, "openness_items", page="2")).xpath("//tbody/tr")))


def test_no_phone_and_no_identity_number_of_anybody_is_on_any_public_page(opened: Open) -> None:
    Agency.objects.filter(pk=opened.bureau.pk).update(contact="王小明")
    names = ("openness_agency", "openness_officers", "openness_items", "openness_officers_csv", "openness_items_csv")
    for agency in (opened.bureau, opened.bare):
        for name in names:
            text = Client().get(reverse(name, args=[agency.code])).content.decode()
            bare = text.replace(agency.code, "")
            assert not MOBILE.search(bare), name
            assert not IDENTITY.search(bare), name
            assert "王小明" not in text
            assert "head" not in re.findall(r">\s*(\w+)\s*<", text)  # no account names


def test_a_public_page_may_be_kept_for_a_while_and_sets_no_cookie(opened: Open) -> None:
    for name in ("openness_agency", "openness_officers", "openness_items", "openness_officers_csv"):
        answer = Client().get(reverse(name, args=[opened.bureau.code]))
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies


def test_five_hundred_officers_cost_no_more_questions_than_ten(opened: Open, django_assert_max_num_queries) -> None:
    squad, since = opened.cast.squad, date(2022, 1, 1)
    place = {"agency": squad, **scope_values(squad), "kind": OfficerKind.OFFICER, "effective_from": since}
    made = Officer.objects.bulk_create(Officer(name=f"人员{number}", **place) for number in range(500))
    EnforcementCertificate.objects.bulk_create(
        EnforcementCertificate(
            officer=each, number=f"N{each.pk:06d}", categories=["all"], valid_from=since, valid_to=date(2030, 1, 1)
        )
        for each in made
    )
    with django_assert_max_num_queries(12):
        text = _page(opened.bureau)
    assert "全部" in text
    with django_assert_max_num_queries(12):
        assert "第2页" in _page(opened.bureau, "openness_officers", page="2")
