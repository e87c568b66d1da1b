"""The guide and the tour in a real browser: nothing for axe to find, by keyboard, without a script, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from hengtu.agencies.models import Account, Tour
from tests.cast import make_cast
from tests.journeys.test_browser_reading import Visitor, findings, visitor
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/guide/", "/guide/ordinary/", "/guide/refused/", "/guide/keyboard/", "/help")


@pytest.fixture
def officer(db) -> Account:
    account = make_cast().account("officer-a")
    account.set_password(PASSWORD)
    account.save()
    return account


def at_the_desk(reader: Visitor, account: Account) -> None:
    reader.open("/login")
    reader.page.get_by_label("登录名").fill(account.username)
    reader.page.get_by_label("密码").fill(PASSWORD)
    reader.page.get_by_role("button", name="登录").click()
    reader.page.wait_for_url(lambda url: "/login" not in url)


@pytest.mark.parametrize("width", [360, 1440])
def test_guide_and_tour_have_no_findings_and_never_scroll_sideways(officer, live_server, browser, width) -> None:
    reader = visitor(browser, live_server.url, viewport={"width": width, "height": 900})
    at_the_desk(reader, officer)
    page = reader.open("/")
    expect(page.locator("#tour")).to_contain_text("第1步，共3步")
    for path in ("/", *PAGES):
        page = reader.open(path)
        assert findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_tour_is_walked_by_keyboard_without_a_script(officer, live_server, browser) -> None:
    reader = visitor(browser, live_server.url, java_script_enabled=False)
    at_the_desk(reader, officer)
    page = reader.page
    for number in (2, 3):
        page.get_by_role("button", name="下一步").focus()
        page.keyboard.press("Enter")
        page.locator("#tour", has_text=f"第{number}步，共3步").wait_for()
    page.get_by_role("button", name="看完了").press("Enter")
    page.wait_for_url(live_server.url + "/")
    expect(page.locator("#tour")).to_have_count(0)
    assert Tour.objects.get().closed_at is not None
    reader.open("/guide/")
    page.get_by_role("button", name="再看一遍三步导览").click()
    expect(page.locator("#tour")).to_contain_text("第1步，共3步")


def test_the_tour_traps_nobody_and_a_page_leads_to_its_section(officer, live_server, browser) -> None:
    reader = visitor(browser, live_server.url, viewport={"width": 1440, "height": 900})
    at_the_desk(reader, officer)
    page = reader.page
    page.get_by_role("button", name="不再显示").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#tour')") is None
    reader.open("/leads/new")
    page.get_by_role("link", name="这一页怎么用").click()
    page.wait_for_url(lambda url: "/guide/leads/#" in url)
    assert page.evaluate("document.getElementById('登记').getBoundingClientRect().top") < 300


def test_on_paper_there_is_only_the_text(officer, live_server, browser) -> None:
    reader = visitor(browser, live_server.url)
    at_the_desk(reader, officer)
    page = reader.open("/guide/leads/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="登记")).to_be_visible()
    for gone in (".bar", ".nav", ".guide-tools", ".main > footer", ".tabs5"):
        assert [place.is_visible() for place in page.locator(gone).all() if place.is_visible()] == [], gone
