"""Reasons put better in the form of the notice: checked while typing, taken over, printed; the code on the paper."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account, ConfirmationPin, scope_values
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.documents.models import Document
from hengtu.rulesets.models import EducationPage, EducationViews
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import Stage, stage_for
from tests.cast import RECORDED
from tests.documents.reading import text_of
from tests.duty import on_duty
from tests.fixtures import scripts
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.acts.conftest import PIN
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser
BETTER = "王景行没有取得运输证而在平台接单，罚款3000元，为法定幅度的下限。"


@pytest.fixture
def office(tmp_path: Path, django_db_blocker) -> Iterator[tuple[str, UUID]]:
    """A running system with a case before its notice and an education page for its item."""
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path) as database:
        stage = stage_for(scripts())
        _education(stage)
        case_id = _before_the_notice(stage)
        _people(stage)
        port = free_port()
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield f"http://127.0.0.1:{port}", case_id
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _education(stage: Stage) -> None:
    subject, at = stage.agency.legal_subject, datetime(2025, 1, 2, tzinfo=UTC)
    EducationPage.objects.create(
        code="K7M4PQ2", agency=subject, **scope_values(subject), item="ridehail-vehicle-uncertified",
        division=subject.division_code, version=1, title="开网约车：车和人都要有证", body="没有运输证的不能接单。",
        how_to="- 先办证，后接单", effective_from=date(2025, 1, 1), state="PUBLISHED",
        written_by=stage.people["reviewer"].account, written_at=at,
        published_by=stage.people["head"].account, published_at=at,
    )  # fmt: skip


def _before_the_notice(stage: Stage) -> UUID:
    player = Player(scripts().script("demo-4"), stage)
    for act in player.script.acts:
        if act.kind == "notice_served":
            break
        player.do(act)
    return player.case_id


def _people(stage: Stage) -> None:
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.filter(username="officer-a").update(password=hasher.encode(PASSWORD, hasher.salt()))
    officers = [stage.people[key].officer for key in ("officer-a", "officer-b")]
    set_pin(stage.people["officer-b"].account, PIN, at=RECORDED)
    ConfirmationPin.objects.update(digest=hasher.encode(PIN, hasher.salt()))
    on_duty(*officers, at=timezone.now())


def test_reasons_are_put_better_checked_and_printed_and_the_code_on_the_paper_opens(
    browser: Browser, office: tuple[str, UUID]
) -> None:
    address, case_id = office
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    _signs_in(page, address)
    page.goto(f"{address}/cases/{case_id}/do/notice_served/")
    checked = page.locator("#check")
    expect(checked.get_by_text("还没有证据证明").first).to_be_visible()
    assert checked.get_by_role("link", name="去指明证据").count() >= 1
    assert findings(page) == []

    paragraph = page.locator(".para", has=page.locator('input[value="tier:m1"]'))
    amount = page.locator('[name="proposed.m1.amount"]')
    for yuan in ("4000", "3000"):  # what nobody changed follows the form
        amount.fill(yuan)
        expect(paragraph.locator(".said")).to_contain_text(f"罚款{yuan}元")
    paragraph.get_by_text("改写", exact=True).click()
    paragraph.locator("textarea.inp").fill("罚款5000元。")
    expect(checked.get_by_text("“罚款5000元”与处罚内容")).to_be_visible()
    paragraph.locator("textarea.inp").fill(BETTER)
    expect(checked.get_by_text("与处罚内容")).to_have_count(0)
    expect(checked.locator(".paper").get_by_text(BETTER).first).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1440, "height": 900})
    _gives(page, "served", "direct")
    page.locator('input[name="hearing_offered"][value="yes"]').check()
    page.fill("#f-pin", PIN)
    page.locator("main form .btn.pri").last.click()
    page.wait_for_url("**/done/**")
    assert complaints == []

    notice = Document.objects.get(stream_id=case_id, form="f11_violation_notice")
    printed = page.request.get(f"{address}/documents/{notice.uid}.pdf").body()
    assert BETTER in text_of(printed)
    (code,) = json.loads(notice.data)["education"]
    assert code["at"].endswith("/e/K7M4PQ2")
    _scans(browser, f"{address}/e/K7M4PQ2")
    context.close()


def _signs_in(page: Page, address: str) -> None:
    page.goto(f"{address}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()


def _gives(page: Page, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]')
    if field.first.evaluate("e => e.tagName") == "SELECT":
        page.select_option(f'[name="{name}"]', value)
    else:
        page.locator(f'input[name="{name}"][value="{value}"]').check()


def _scans(browser: Browser, address: str) -> None:
    """A phone without an account opens the page twice: it reads, and it is one opening."""
    phone = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 800}).new_page()
    for _ in range(2):
        phone.goto(address)
        expect(phone.get_by_role("heading", name="怎样做才合法")).to_be_visible()
    assert findings(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    assert sum(EducationViews.objects.values_list("count", flat=True)) == 1
    phone.context.close()
