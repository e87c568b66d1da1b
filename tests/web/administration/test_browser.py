"""Administration in a real browser: no finding of axe at either width, and an appointment made by keyboard alone."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.publish_route import load_default_routes
from tests.cast import Cast, appointed, make_cast
from tests.postgres import fresh_sqlite
from tests.web.administration.conftest import addresses
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser
PASSWORD = "mima-2026-qinglan"


@dataclass(frozen=True)
class Office:
    """A running system of its own: what is recorded there cannot be taken back."""

    address: str
    cast: Cast
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Office]:
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path_factory.mktemp("office")) as database:
        load_default_routes()
        cast = make_cast()
        appointed("admin", cast.bureau, Role.ADMIN)
        hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
        Account.objects.filter(username__in=("admin", "head")).update(password=hasher.encode(PASSWORD, hasher.salt()))
        pages = tuple(address for address in addresses(cast) if not address.endswith(".xlsx"))
        port = free_port()
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield Office(f"http://127.0.0.1:{port}", cast, pages)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def signed_in(browser: Browser, base: str, username: str, width: int) -> Page:
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


def arrow_to(page: Page, value: str) -> None:
    """Walk the choices of the field in focus with the arrow key."""
    for _ in range(40):
        if page.evaluate("document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice {value}")


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_is_free_of_findings_and_never_scrolls_sideways(
    office: Office, browser: Browser, width: int
) -> None:
    page = signed_in(browser, office.address, "admin", width)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if "Content Security" in line.text else None)
    for address in office.pages:
        page.goto(office.address + address)
        assert findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.goto(f"{office.address}/administration/agencies/{office.cast.bureau.pk}/posts/new")
    page.get_by_role("button", name="任命").click()
    assert page.get_by_role("alert").is_visible()
    assert findings(page) == []
    head = signed_in(browser, office.address, "head", width)
    for address in ("/administration/", "/administration/delegations/"):
        head.goto(office.address + address)
        assert findings(head) == [], address
    head.locator("main a.btn.pri").click()
    head.wait_for_url("**/new")
    assert findings(head) == []
    assert said == []


def test_an_appointment_is_made_by_keyboard_alone(office: Office, browser: Browser) -> None:
    page = signed_in(browser, office.address, "admin", 1440)
    page.goto(f"{office.address}/administration/agencies/{office.cast.bureau.pk}/posts/new")
    page.get_by_label("人员").focus()
    arrow_to(page, str(office.cast.account("deputy-2").pk))
    page.keyboard.press("Tab")
    arrow_to(page, "AGENCY_HEAD")
    page.get_by_label("原因和依据").focus()
    page.keyboard.type("任免〔2026〕1号")
    page.keyboard.press("Enter")
    page.wait_for_url("**/administration/agencies/*/?done=post_given")
    assert page.get_by_text("副局长二：示例县交通局执法部门负责人").is_visible()
    assert page.get_by_role("status").inner_text().startswith("已登记：任命岗位")
