"""The whole window on a real case: ``hengtu serve`` on a database of its own, driven by a real Chromium."""

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
from hengtu.cases.models import EnforcementCase
from hengtu.documents.models import Document
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.fixtures import scripts
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Office:
    """A running system with one whole case and one that has only begun."""

    address: str
    whole: EnforcementCase
    begun: EnforcementCase
    decision: Document


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("office")
    with django_db_blocker.unblock(), fresh_sqlite(home) as database:
        whole, begun = _play()
        decision = Document.objects.get(stream_id=whole.pk, form="f15_penalty_decision")
        port = free_port()
        # what this process encrypted, the server must be able to read
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield Office(f"http://127.0.0.1:{port}", whole, begun, decision)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _play() -> tuple[EnforcementCase, EnforcementCase]:
    file = scripts()
    stage = stage_for(file)
    longest = max(file.cases, key=lambda case_id: len(file.script(case_id).acts))
    whole = Player(file.script(longest), stage).play()
    player = Player(file.script(longest), stage)
    for act in file.script(longest).acts[:3]:
        player.do(act)
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.filter(username="officer-a").update(password=hasher.encode(PASSWORD, hasher.salt()))
    return EnforcementCase.objects.get(pk=whole), EnforcementCase.objects.get(pk=player.case_id)


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{office.address}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)
    page.goto(f"{office.address}/cases/")
    yield page
    context.close()


def test_from_signing_in_to_the_sealed_document_and_its_verification(
    page: Page, office: Office, browser: Browser
) -> None:
    page.get_by_role("link", name="全部").click()
    page.locator(f'a[href="/cases/{office.whole.pk}/"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text(office.whole.title)
    expect(page.locator("#acts footer")).to_contain_text("核对无误")
    link = page.locator("#documents").get_by_role("link", name="行政处罚决定书")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("行政处罚决定书")
    pdf = page.request.get(f"{office.address}/documents/{office.decision.uid}.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF")
    holder = browser.new_context().new_page()  # anybody, not signed in
    holder.goto(f"{office.address}/verify/")
    holder.get_by_label("验真码").fill(office.decision.verification_code.lower())
    holder.get_by_role("button", name="核验").click()
    expect(holder.get_by_role("heading", level=1)).to_have_text("这份文书是真的，现在有效")
    expect(holder.get_by_role("main")).to_contain_text(office.decision.number)


def test_a_case_that_has_begun_says_what_comes_next_and_why_the_rest_must_wait(page: Page, office: Office) -> None:
    page.goto(f"{office.address}/cases/{office.begun.pk}/")
    expect(page.locator("#next")).to_contain_text("下一步")
    why = page.locator(".due.flow").first
    if not why.get_attribute("open"):
        why.locator("summary").click()
    expect(why.locator(".how")).to_contain_text("依据")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_real_pages_have_no_findings_of_axe_and_never_scroll_sideways(page, office, width, theme) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    whole, begun = (f"/cases/{case.pk}/" for case in (office.whole, office.begun))
    for path in ("/cases/", "/cases/?state=all", whole, begun, f"/verify/{office.decision.verification_code}"):
        page.goto(office.address + path)
        assert findings(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    folder = os.environ.get("SCREENSHOTS")
    if folder:  # for people who want to look
        page.goto(office.address + whole)
        page.screenshot(path=str(Path(folder) / f"case-{width}-{theme}.png"), full_page=True)
