"""Reading in a real browser: every page at two widths, light and dark, without a finding of axe; and by keyboard."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from hengtu.cases.models import EnforcementCase
from hengtu.web import samples
from hengtu.web.views import case_list, case_page
from tests.web.conftest import PASSWORD, account

__all__ = ["account"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CASE = f"/cases/{samples.CASE_ID}/"
PAGES = ("/cases/", CASE, "/help", "/verify/", "/verify/NOSUCHXX", "/nothing-here")


@pytest.fixture(autouse=True)
def invented(monkeypatch) -> None:
    monkeypatch.setattr(case_list, "case_list", lambda account, filters, on: samples.case_list(filters))
    monkeypatch.setattr(case_page, "access_case", lambda account, case_id, on: EnforcementCase(pk=case_id))
    monkeypatch.setattr(case_page, "case_page", lambda case, on: samples.case_page())
    # the access log cannot be emptied, and this database is emptied after each test
    monkeypatch.setattr(case_page, "note_look", lambda request, what, at: None)


@dataclass
class Visitor:
    """One browser window on the live server."""

    page: Page
    base: str

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def sign_in(self) -> None:
        self.open("/login")
        self.page.get_by_label("登录名").fill("chenyu")
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url(lambda url: "/login" not in url)
        self.open("/cases/")


def visitor(browser: Browser, base: str, **options: object) -> Visitor:
    page = browser.new_context(locale="zh-CN", **options).new_page()  # type: ignore[arg-type]
    return Visitor(page, base)


def findings(page: Page) -> list[tuple[str, list[object]]]:
    violations = Axe().run(page).response["violations"]
    return [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations]


@pytest.mark.parametrize(
    ("width", "theme"), [(320, "light"), (360, "light"), (360, "dark"), (768, "dark"), (1440, "light"), (1440, "dark")]
)
def test_every_page_is_free_of_findings_and_never_scrolls_sideways(account, live_server, browser, width, theme) -> None:
    reader = visitor(browser, live_server.url, viewport={"width": width, "height": 900}, color_scheme=theme)
    errors: list[str] = []
    reader.page.on("console", lambda said: errors.append(said.text) if "Content Security" in said.text else None)
    assert findings(reader.open("/login")) == []
    reader.sign_in()
    for path in PAGES:
        page = reader.open(path)
        assert findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert errors == []


def test_axe_would_find_a_bad_page(live_server, browser) -> None:
    page = visitor(browser, live_server.url).open("/login")
    page.evaluate("document.querySelector('label[for=password]').remove()")
    assert [found[0] for found in findings(page)] == ["label"]


def test_reading_works_without_script(account, live_server, browser) -> None:
    reader = visitor(browser, live_server.url, java_script_enabled=False)
    reader.sign_in()
    reader.page.get_by_role("link", name="贺长林未取得").click()
    assert reader.page.get_by_role("heading", name="还不能作出处罚决定").is_visible()
    folded = reader.page.get_by_text("为什么是10月2日")
    assert not folded.is_visible()
    reader.page.locator("summary", has_text="10月2日").click()
    assert folded.is_visible()
    reader.page.get_by_role("button", name="大字").click()
    assert reader.page.locator("html").get_attribute("data-size") == "large"


def test_the_list_is_walked_by_keyboard(account, live_server, browser) -> None:
    reader = visitor(browser, live_server.url)
    reader.sign_in()
    page = reader.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("jk")  # letters typed into a field are letters
    assert page.input_value("#q") == "jk"
    page.keyboard.press("Escape")
    for key in ("j", "j", "k", "j"):
        page.keyboard.press(key)
    second = samples.case_list().rows[1]
    assert page.evaluate("document.activeElement.textContent") == second.title
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()
    assert page.evaluate("document.activeElement.textContent") == second.title  # focus came back
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{second.id}/")
    page.keyboard.press("w")
    assert page.evaluate("document.activeElement.id") == "obj"
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/cases/")


def test_single_keys_can_be_switched_off(account, live_server, browser) -> None:
    reader = visitor(browser, live_server.url)
    reader.sign_in()
    reader.page.keyboard.press("?")
    reader.page.get_by_label("使用单键").uncheck()
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.press("j")
    assert "job" not in (reader.page.evaluate("document.activeElement.className") or "")


def test_the_first_tab_skips_to_the_text(account, live_server, browser) -> None:
    reader = visitor(browser, live_server.url)
    reader.sign_in()
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.textContent") == "跳到正文"
