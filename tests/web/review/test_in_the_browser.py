"""A head agrees on a phone and a reviewer concludes at a desk, in a real browser on a running system."""

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
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account
from hengtu.cases.models import Proposal
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.proposing import Prepared
from tests.fixtures import scripts
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Office:
    """A running system with a filing to agree to and a case that waits for legal review."""

    address: str
    filing: Proposal
    under_review: str


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Office]:
    home: Path = tmp_path_factory.mktemp("approving")
    with django_db_blocker.unblock(), fresh_sqlite(home) as database:
        file = scripts()
        stage = stage_for(file)
        filing = Prepared(Player(file.script("demo-4"), stage), "O03").propose(at=timezone.now())
        review = Prepared(Player(file.script("demo-6"), stage), "O10")
        hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
        Account.objects.update(password=hasher.encode(PASSWORD, hasher.salt()))
        port = free_port()
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        environment |= {"PYTHONPATH": os.getcwd()}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield Office(f"http://127.0.0.1:{port}", filing, str(review.case.pk))
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


@pytest.fixture
def window(browser: Browser, office: Office):
    """Sign somebody in at a width; a complaint of the content policy fails the test."""
    complaints: list[str] = []

    def open_as(username: str, width: int) -> Page:
        page = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 900}).new_page()
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto(f"{office.address}/login")
        page.get_by_label("登录名").fill(username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_load_state()
        return page

    yield open_as
    assert complaints == []


def sound(page: Page) -> None:
    """No finding of axe, and nothing to scroll sideways."""
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_head_agrees_on_a_phone_and_reads_what_was_done(office: Office, window) -> None:
    page = window("head", 360)
    page.goto(f"{office.address}/approvals/")
    sound(page)
    page.get_by_role("link", name="立案").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("是否同意对")
    sound(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("radio", name="同意").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("status").filter(has_text="已立案，案号")).to_be_visible()
    sound(page)


def test_a_reviewer_answers_at_a_desk_and_finds_the_draft_again_on_another_device(office: Office, window) -> None:
    page = window("reviewer", 1440)
    page.goto(f"{office.address}/reviews/")
    sound(page)
    page.goto(f"{office.address}/reviews/{office.under_review}/")
    sound(page)
    assert page.locator("#rv input:checked").count() == 0
    page.get_by_role("group", name="执法主体合法").get_by_role("radio", name="没有问题").check()
    page.locator("#f-points").fill("补充鉴定意见的资质")
    expect(page.get_by_text("已存为草稿")).to_be_visible(timeout=15000)
    phone = window("reviewer", 360)
    phone.goto(f"{office.address}/reviews/{office.under_review}/")
    sound(phone)
    expect(phone.locator("#f-points")).to_have_value("补充鉴定意见的资质")
    phone.get_by_role("radio", name="建议修改后同意").check()
    phone.get_by_role("button", name="提交审核意见").click()
    expect(phone.get_by_role("status").filter(has_text="建议修改后同意")).to_be_visible()
    sound(phone)
