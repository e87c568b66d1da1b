"""Administration in a real browser: no finding of axe at either width, and an appointment made by keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from hengtu.agencies.models import Post, Role
from tests.cast import Cast, appointed
from tests.web.administration.conftest import addresses

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "mima-2026-qinglan"


def signed_in(browser, base: str, username: str, width: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN").new_page()
    page.goto(f"{base}/login")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def findings(page: Page) -> list[tuple[str, list[object]]]:
    violations = Axe().run(page).response["violations"]
    return [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations]


def with_password(account) -> str:
    account.set_password(PASSWORD)
    account.save()
    return account.username


def arrow_to(page: Page, value: str) -> None:
    """Walk the choices of the field in focus with the arrow key."""
    for _ in range(40):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice {value}")


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_is_free_of_findings_and_never_scrolls_sideways(
    cast: Cast, live_server, browser, width: int
) -> None:
    admin = with_password(appointed("admin", cast.bureau, Role.ADMIN))
    page = signed_in(browser, live_server.url, admin, width)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)
    for address in addresses(cast):
        if address.endswith(".xlsx"):
            continue
        page.goto(live_server.url + address)
        assert findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(f"{live_server.url}/administration/agencies/{cast.bureau.pk}/posts/new")
    page.get_by_role("button", name="任命").click()
    assert page.get_by_role("alert").is_visible()
    assert findings(page) == []
    head = signed_in(browser, live_server.url, with_password(cast.account("head")), width)
    for address in ("/administration/delegations/", "/administration/"):
        head.goto(live_server.url + address)
        assert findings(head) == [], address
    head.goto(f"{live_server.url}/administration/delegations/")
    head.locator("main a.btn.pri").click()
    assert findings(head) == []
    assert said == []


def test_an_appointment_is_made_by_keyboard_alone(cast: Cast, live_server, browser) -> None:
    admin = with_password(appointed("admin", cast.bureau, Role.ADMIN))
    page = signed_in(browser, live_server.url, admin, 1440)
    page.goto(f"{live_server.url}/administration/agencies/{cast.bureau.pk}/posts/new")
    page.get_by_label("人员").focus()
    arrow_to(page, str(cast.account("deputy-1").pk))
    page.keyboard.press("Tab")
    arrow_to(page, "AGENCY_HEAD")
    page.get_by_label("原因和依据").focus()
    page.keyboard.type("任免〔2026〕1号")
    page.keyboard.press("Enter")
    page.wait_for_url("**/administration/agencies/*/?done=post_given")
    assert Post.objects.filter(account=cast.account("deputy-1"), role=Role.AGENCY_HEAD, agency=cast.bureau).exists()
