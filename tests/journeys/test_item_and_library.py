"""An item suspended from county to province, and an article that is repealed: new cases and papers feel it at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from tests.cast import SINCE
from tests.journeys.office import PASSWORD, Desk, Office, open_office
from tests.journeys.test_browser_reading import findings
from tests.journeys.test_five_accounts import registers_a_weighing

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

RULE = "示例省货运源头示范办法（演示）"
FIRST = """第一条　本办法是演示用的虚构文本。
第二条　源头单位应当登记。
第三条　登记保存一年。
第四条　超过一年的可以不办。"""
SECOND = """第一条　本办法是演示用的虚构文本。
第二条　源头单位应当登记。
第三条　登记保存一年，超过的可以不办。"""
MOST_TABS = 60


@pytest.fixture
def office(tmp_path: Path, browser: Browser, django_db_blocker) -> Iterator[Office]:
    with django_db_blocker.unblock(), open_office(tmp_path, browser) as office:
        city, province = (Agency.objects.get(level=level) for level in ("CITY", "PROVINCE"))
        _appoint("city-head", "卢见山", city, Role.AGENCY_HEAD)
        _appoint("province-head", "温如许", province, Role.CHIEF_HEAD)
        _appoint("province-law", "闻人澈", province, Role.LEGAL_REVIEWER)
        yield office


def _appoint(username: str, name: str, agency: Agency, role: Role) -> None:
    hasher = PBKDF2PasswordHasher()
    account = Account.objects.create_account(username, name, None)
    account.legally_qualified_from = SINCE
    account.password = hasher.encode(PASSWORD, hasher.salt())
    account.save()
    give_post(account=account, agency=agency, role=role, effective_from=SINCE)


def test_a_suspension_goes_up_is_published_and_stops_new_cases_with_the_way_out(office: Office) -> None:
    handler, reviewer = office.at("officer-a"), office.at("reviewer")
    registers_a_weighing(handler)
    reviewer.goes("/items/")
    reviewer.types("#f-q", "总质量超限")
    reviewer.page.get_by_role("button", name="查找").click()
    reviewer.page.get_by_role("link", name="车货总质量超限（违法超限运输）").click()
    reviewer.page.get_by_role("link", name="提出清理建议").click()
    reviewer.page.select_option("[name=change]", "SUSPEND")
    for name, words in (("effective_from", "2026-09-07"), ("basis", "示例清理方案"), ("reason", "依据的标准正在修改")):
        reviewer.page.fill(f"[name={name}]", words)
    _sends(reviewer.page, "提出")
    expect(reviewer.page.get_by_text("等示例市交通运输局答复")).to_be_visible()

    _answers_by_keyboard(office.at("city-head"), "同意，报省厅")
    province = office.at("province-head")
    province.page.set_viewport_size({"width": 360, "height": 800})
    province.goes("/items/proposals/")
    expect(province.page.get_by_text("等您答复")).to_be_visible()
    province.page.locator("main a.job").first.click()
    _fits(province.page, 360)
    assert findings(province.page) == []
    province.page.get_by_label("同意", exact=True).check()
    province.page.fill("[name=reason]", "同意暂停")
    _sends(province.page, "答复")
    expect(province.page.get_by_text("核准发布").first).to_be_visible()

    handler.goes("/items/of/overlimit-mass/")
    expect(handler.page.get_by_role("heading", name="新的案件不能用这一事项")).to_be_visible()
    assert findings(handler.page) == []
    handler.does("case_filed", refused=True)
    said = handler.page.locator("main").inner_text()
    for words in ("不能用于新的案件", "示例省交通运输厅", "2026年9月7日", "依据的标准正在修改", "不予立案"):
        assert words in said.replace(" ", ""), words
    assert not handler.complaints


def test_a_repealed_article_is_refused_where_an_act_rests_on_it_and_fills_the_queue(office: Office) -> None:
    handler, law = office.at("officer-a"), office.at("province-law")
    _publishes(office, "演示第1号", "2026-01-01", FIRST)
    _publishes(office, "演示第2号", "2026-09-01", SECOND, successors="第四条 第三条")
    law.goes(f"/library/of/{RULE}/3/")
    expect(law.page.get_by_role("heading", name="两个文本对照")).to_be_visible()
    _fits(law.page, 1440)
    assert findings(law.page) == []

    registers_a_weighing(handler)
    handler.does("not_filed", refused=True, reason=f"根据《{RULE}》第四条，不予立案。")
    said = handler.page.locator("main").inner_text().replace(" ", "")
    assert "第四条自2026年9月1日起不再有效" in said
    assert f"改引《{RULE}》第三条" in said
    assert handler.page.locator("[name=reason]").input_value().startswith("根据")  # what was typed is kept
    handler.fills("reason", f"根据《{RULE}》第三条，不予立案。")
    handler.submits()

    _publishes(office, "废止决定（演示）", "2026-09-05", "", title="超限运输车辆行驶公路管理规定", division="000000")
    law.goes("/library/citations/")
    expect(law.page.locator("main tbody tr").first).to_be_visible()
    expect(law.page.get_by_text("已废止").first).to_be_visible()
    law.page.get_by_role("link", name="办理").first.click()
    law.page.fill("[name=reason]", "已经按新规定起草")
    _sends(law.page, "办结")
    law.goes("/library/citations/?state=handled")
    expect(law.page.get_by_text("已经按新规定起草")).to_be_visible()
    assert not law.complaints
    assert not handler.complaints


def _publishes(office: Office, version: str, day: str, text: str, *, title: str = RULE, **more: str) -> None:
    """One loads, the other compares and publishes."""
    loads, checks = office.at("province-law").page, office.at("province-head").page
    loads.goto(f"{office.address}/library/load")
    loads.fill("[name=title]", title)
    loads.select_option("[name=division]", more.get("division", "130000"))
    entries = {"version": version, "effective_from": day, "source": "演示，虚构", "text": text, "reason": "演示"}
    for name, words in {**entries, "successors": more.get("successors", "")}.items():
        loads.fill(f"[name={name}]", words)
    if not text:
        loads.check("[name=is_repeal]")
    _sends(loads, "载入")
    checks.set_viewport_size({"width": 1440, "height": 900})
    checks.goto(loads.url.split("?")[0])
    checks.get_by_role("link", name="核对发布").click()
    checks.fill("[name=reason]", "核对无误")
    _sends(checks, "核对无误，发布")


def _sends(page: Page, verb: str) -> None:
    page.locator("main form .btn.pri", has_text=verb).click()
    page.wait_for_load_state()
    trouble = page.locator(".errsum")
    assert trouble.count() == 0, trouble.first.inner_text()


def _fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def _answers_by_keyboard(desk: Desk, reason: str) -> None:
    """Open the proposal, choose, give the reason and answer, all with the keyboard."""
    page = desk.goes("/items/proposals/")
    _tabs_to(page, "e => e.matches('main a.job')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/proposals/*-*/")
    _tabs_to(page, "e => e.name === 'answer'")
    page.keyboard.press("Space")
    _tabs_to(page, "e => e.name === 'reason'")
    page.keyboard.type(reason)
    _tabs_to(page, "e => e.matches('main form .btn.pri')")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.get_by_text("等示例省交通运输厅答复")).to_be_visible()


def _tabs_to(page: Page, wanted: str) -> None:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"({wanted})(document.activeElement)"):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")
