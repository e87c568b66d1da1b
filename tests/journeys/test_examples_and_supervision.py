"""A decided case becomes an example and stands beside its like; the city supervises it; a lead that few know of."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import expect

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from tests.cast import SINCE
from tests.journeys.office import OPENING, PASSWORD, Office, approved_by_both
from tests.journeys.test_five_accounts import investigates_and_reports, registers_a_weighing, reviewed

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
DUE = (OPENING + timedelta(days=9)).date().isoformat()


def city_head() -> None:
    """Somebody above the office, who signs in like everybody else."""
    hasher = PBKDF2PasswordHasher()
    account = Account.objects.create_account("city-head", "卢见山", None)
    Account.objects.filter(pk=account.pk).update(password=hasher.encode(PASSWORD, hasher.salt()))
    give_post(account=account, agency=Agency.objects.get(level="CITY"), role=Role.AGENCY_HEAD, effective_from=SINCE)


def decided(office: Office) -> None:
    handler = office.at("officer-a")
    registers_a_weighing(handler)
    investigates_and_reports(office)
    handler.does("notice_served", served="direct", hearing_offered="yes")
    handler.does("statement_heard", statement="无", waives="statement,hearing", waiver_signed="on")
    reviewed(office)
    handler.does("decided")
    approved_by_both(office)


def becomes_an_example(office: Office) -> str:
    """Nominated with a name left in, mended, reviewed, published; returns its address."""
    handler = office.at("officer-a")
    handler.goes(f"/cases/{office.case_id}/")
    handler.clicks(handler.page.get_by_role("link", name="推荐典型案例"))
    handler.page.wait_for_load_state()
    handler.page.select_option("[name=kind]", "TYPICAL")
    handler.page.select_option("[name=publisher]", index=1)
    handler.types("[name=meaning]", "贺长林的车辆先复检，再说明金额怎样算出")
    handler.types("[name=reason]", "可供同类案件参照")
    handler.submits_form()
    expect(handler.page.locator("main")).to_contain_text("还能认出当事人：“贺长林”")
    handler.types("[name=meaning]", "先核对检定证书，再说明金额怎样算出")
    handler.submits_form()
    address = handler.page.url.split("?")[0].removeprefix(office.address)
    for username, step in (("reviewer", "review"), ("deputy-1", "publish")):
        desk = office.at(username)
        desk.goes(f"{address}{step}")
        if step == "review":
            desk.ticks("answer", "pass")
        desk.types("[name=reason]", "同意")
        desk.submits_form()
    expect(office.at("deputy-1").page.locator("main")).to_contain_text("已发布")
    return address


def is_supervised(office: Office) -> None:
    city, head = office.at("city-head"), office.at("head")
    city.goes(f"/cases/{office.case_id}/")
    city.clicks(city.page.get_by_role("link", name="挂牌督办"))
    city.page.wait_for_load_state()
    city.page.select_option("[name=ground]", "repeated")
    city.types("[name=demand]", "查清举报人反映的情况")
    city.types("[name=due_on]", DUE)
    city.submits_form()
    address = city.page.url.split("?")[0].removeprefix(office.address)
    head.goes(f"/cases/{office.case_id}/")
    expect(head.page.locator("main")).to_contain_text("挂牌督办")
    head.goes(f"{address}result")
    head.types("[name=text]", "已经查清并答复举报人")
    head.submits_form()
    city.goes(address)
    city.clicks(city.page.get_by_role("link", name="摘牌"))
    city.page.wait_for_load_state()
    city.types("[name=text]", "属实")
    city.submits_form()
    expect(city.page.locator("main")).to_contain_text("已摘牌")


def few_know_of_a_lead(office: Office) -> None:
    reviewer, head, handler = office.at("reviewer"), office.at("head"), office.at("officer-a")
    reviewer.goes("/discipline/new")
    reviewer.page.select_option("[name=source]", "法制审核")
    reviewer.types("[name=person]", "某执法人员")
    reviewer.types("[name=problem]", "收受财物后降低罚款")
    reviewer.submits_form()
    address = reviewer.page.url.removeprefix(office.address)
    handler.goes(address)
    expect(handler.page.locator("body")).not_to_contain_text("收受财物")
    head.goes(f"{address}sent")
    head.types("[name=text]", "县纪委监委")
    head.types("[name=number]", "移〔2026〕1号")
    head.submits_form()
    expect(head.page.locator("main")).to_contain_text("移〔2026〕1号")


def test_an_example_a_supervision_and_a_lead(new_office: Office) -> None:
    office = new_office
    city_head()
    decided(office)
    address = becomes_an_example(office)
    like = office.at("officer-b").goes(f"/cases/{office.case_id}/like/")
    expect(like.locator(f'a[href="{address}"]').first).to_be_visible()
    for path in ("/drift/", "/serious/"):
        page = office.at("head").goes(path)
        page.set_viewport_size({"width": 360, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.set_viewport_size({"width": 1440, "height": 900})
    is_supervised(office)
    few_know_of_a_lead(office)
    assert [desk.complaints for desk in office._desks.values() if desk.complaints] == []
