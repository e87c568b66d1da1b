"""Taking in a lead in a real Chromium: likeness shown while typing, one click to merge, axe at both widths."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account
from tests.cast import make_cast
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[str]:
    """A running system on a database of its own, with the cast of the tests."""
    home = tmp_path_factory.mktemp("leads")
    with django_db_blocker.unblock(), fresh_sqlite(home) as database:
        make_cast()
        hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
        Account.objects.filter(username="officer-a").update(password=hasher.encode(PASSWORD, hasher.salt()))
        port = free_port()
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}, base_url=address)
    page = context.new_page()
    page.goto("/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    yield page
    context.close()


def fill(page: Page) -> None:
    page.goto("/leads/new")
    page.get_by_label("线索来源").select_option("report")
    page.get_by_label("车牌号或者船名").fill("示A12345")
    page.get_by_label("当事人类型").select_option("NATURAL_PERSON")
    page.get_by_label("涉嫌违法事项").fill("车货总质量超限（违法超限运输）")
    page.get_by_label("涉嫌违法事项").press("Tab")


def test_a_likeness_appears_while_typing_and_one_click_merges(page: Page, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    fill(page)
    expect(page.locator("#facts").get_by_label("车货总质量")).to_be_visible()
    page.get_by_label("车货总质量").fill("52000")
    page.get_by_role("button", name="登记线索").click()
    expect(page.get_by_role("status")).to_contain_text("线索已登记")
    first = page.url.partition("?")[0]
    fill(page)
    expect(page.locator("#similar")).to_contain_text("车牌相同")
    page.get_by_role("button", name="并入这条").click()
    expect(page.get_by_role("status")).to_contain_text("并入了另一条")
    assert page.locator(f'a[href="{first.removeprefix(address)}"]').count() == 1, "it names the lead it went into"
    merged = page.url.partition("?")[0]
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("只登记了一条")
    assert page.url.partition("?")[0] == merged, "going back leads to what was registered"
    assert said == []


def test_the_pages_of_leads_are_free_of_findings_at_both_widths(page: Page) -> None:
    fill(page)
    page.get_by_label("车牌号或者船名").fill("示B67890")
    page.get_by_role("button", name="登记线索").click()
    page.wait_for_load_state()
    if "/leads/new" in page.url:
        page.get_by_role("button", name="仍然新登记").click()
    expect(page.get_by_role("status")).to_contain_text("线索已登记")
    one = page.url
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("/leads/", one, "/leads/shared/", "/leads/new"):
            page.goto(path)
            assert findings(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        page.get_by_role("button", name="登记线索").click()
        expect(page.get_by_role("alert")).to_be_focused()
        assert findings(page) == [], ("with errors", width)
