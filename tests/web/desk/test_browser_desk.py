"""The desk in a real browser: no finding of axe at any width, no sideways scrolling, and all of it by keyboard."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page

from hengtu.agencies.models import Role, scope_values
from hengtu.agencies.services.appoint import give_post
from hengtu.cases.models import CaseDeadline, CaseTask, EnforcementCase, Message, TaskHand
from hengtu.ledger.services.save_draft import save_draft
from tests.cast import SINCE, Cast, make_cast
from tests.web.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/", "/messages/", "/deadlines/", "/drafts/")


@pytest.fixture
def cast() -> Cast:
    """Work of every kind: overdue, today, soon, later, waiting; rows only, since acts cannot be emptied again."""
    cast = make_cast()
    officer = cast.account("officer-a")
    officer.set_password(PASSWORD)
    officer.save()
    give_post(account=officer, agency=cast.squad, role=Role.ARCHIVIST, effective_from=SINCE)
    today = timezone.localdate()
    for number, days in enumerate((-3, 0, 1, 5, 30)):
        _task(cast, number, today + timedelta(days=days))
        Message.objects.create(
            to=officer, kind="ACT", text=f"某案有进展{number}", key=str(number), sent_at=timezone.now()
        )
    save_draft(key=f"other:{uuid4()}", owner=officer.username, content={}, at=timezone.now(), expected_version=0)
    return cast


def _task(cast: Cast, number: int, due_on) -> None:
    place = {"agency": cast.squad, **scope_values(cast.squad)}
    today = timezone.localdate()
    case = EnforcementCase.objects.create(
        id=uuid4(), seq=2, number=f"示交执立案〔2026〕0000{number}号", title="未取得许可擅自从事道路客运经营",
        track="ORDINARY", procedure_version="x", category="road_transport", jurisdiction="13", violation="v",
        violation_on=today, party_uid="p", party_name="云麓客运有限公司", state="OPEN", is_open=True,
        stage="case_filed", found_on=today, due_term="case_decision", due_on=due_on, **place,
    )  # fmt: skip
    CaseDeadline.objects.create(case=case, term="case_decision", start_on=today, due_on=due_on, binds="agency")
    task = CaseTask.objects.create(
        case=case, kind="report_submitted", role="OFFICER", due_on=due_on, term="case_decision", sort_on=due_on,
        ready_on=today + timedelta(days=2) if number == 4 else None, cause="investigated", cause_by="甲执法",
        since_on=today, **place,
    )  # fmt: skip
    TaskHand.objects.create(task=task, account=cast.account("officer-a"), sort_on=due_on)


def sign_in(browser: Browser, base: str, **options: object) -> Page:
    page = browser.new_context(locale="zh-CN", **options).new_page()  # type: ignore[arg-type]
    page.goto(f"{base}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/login" not in url)
    return page


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1440, "light")])
def test_no_findings_and_no_sideways_scrolling(cast, live_server, browser, width, theme) -> None:
    page = sign_in(browser, live_server.url, viewport={"width": width, "height": 900}, color_scheme=theme)
    for path in PAGES:
        page.goto(live_server.url + path)
        violations = Axe().run(page).response["violations"]
        assert [(found["id"], [node["target"] for node in found["nodes"]]) for found in violations] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_desk_is_walked_by_keyboard(cast, live_server, browser) -> None:
    page = sign_in(browser, live_server.url)
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = "document.activeElement.closest('tbody').querySelector('th').textContent"
    assert "今天到期" in page.evaluate(focused)
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/messages/")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url(f"{live_server.url}/")
    page.goto(f"{live_server.url}/deadlines/")
    page.keyboard.press("]")
    page.wait_for_url("**month=**")
    page.locator(".posts summary").click()
    page.keyboard.press("Escape")
    assert page.evaluate("document.querySelector('.posts').open") is False
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_posts_are_switched_and_messages_marked_without_script(cast, live_server, browser) -> None:
    page = sign_in(browser, live_server.url, java_script_enabled=False)
    page.locator(".posts summary").click()
    page.get_by_role("button", name="案卷管理人员").click()
    assert page.locator(".posts summary").inner_text().startswith("案卷管理人员")
    page.goto(f"{live_server.url}/messages/")
    page.get_by_role("button", name="全部标为已读").click()
    assert page.get_by_text("没有未读的消息").is_visible()
