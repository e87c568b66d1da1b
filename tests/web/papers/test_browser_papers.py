"""A record filled in, issued and signed with a finger: in a real browser, at a desk and on a phone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.fixtures import scripts
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Desk:
    """An officer signed in, beside a case that has been investigated."""

    page: Page
    address: str
    case: str

    def open(self, path: str) -> None:
        self.page.goto(f"{self.address}{path}")


@pytest.fixture
def desk(tmp_path: Path, browser: Browser, django_db_blocker) -> Iterator[Desk]:
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path) as database:
        case = _investigated()
        port = free_port()
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(lambda: answer(f"{address}/healthz"))
            context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
            yield Desk(_signed_in(context.new_page(), address), address, case)
            context.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _investigated() -> str:
    file = scripts()
    player = Player(file.script("demo-1"), stage_for(file))
    for act in file.script("demo-1").acts[:6]:
        player.do(act)
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.filter(username="officer-a").update(password=hasher.encode(PASSWORD, hasher.salt()))
    return str(player.case_id)


def _signed_in(page: Page, address: str) -> Page:
    page.goto(f"{address}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: "/login" not in url)
    return page


def test_a_record_is_filled_in_read_beside_issued_and_signed(desk: Desk, tmp_path: Path) -> None:
    page, shots = desk.page, Path(os.environ.get("HENGTU_SHOTS", tmp_path))
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))

    def look(name: str) -> None:
        """Both widths: nothing sticks out, nothing bars anybody."""
        for width in (1440, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            assert findings(page) == [], (name, width)
            page.screenshot(path=shots / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})

    desk.open("/papers/")
    look("catalogue")
    desk.open(f"/cases/{desk.case}/papers/")
    look("case")
    page.get_by_role("link", name="现场笔录", exact=True).last.click()
    page.get_by_label("现场情况").fill("现场停放货车一辆，车辆没有移动。")
    preview = page.locator("#preview")
    expect(preview).to_contain_text("现场停放货车一辆，车辆没有移动。")
    page.get_by_role("button", name="制作文书").click()
    expect(page.locator(".errsum")).to_be_focused()
    look("errors")
    page.get_by_label("本人已看过确认无误").check()
    page.get_by_role("button", name="制作文书").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("现场笔录")
    look("document")

    page.get_by_role("link", name="去签名").click()
    look("sign-start")
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="保存签名").click()
    expect(page.get_by_role("alert")).to_contain_text("签名框里没有签名")
    pad = page.locator("[data-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 70)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(box["x"] + 20 + 28 * step, box["y"] + (20 if step % 2 else 80))
    page.mouse.up()
    page.screenshot(path=shots / "sign-drawn-360.png")
    page.get_by_role("button", name="保存签名").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("执法人员")
    page.get_by_label("拒签", exact=True).check()
    expect(pad).to_be_hidden()
    expect(page.get_by_label("拒签事由")).to_be_visible()
    look("sign")
    expect(page.get_by_role("img", name="的签名")).to_have_count(1)
    assert failed == []
