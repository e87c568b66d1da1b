"""An officer at work without a mouse: from signing in over the worklist to an act of two officers, and its errors."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account, ConfirmationPin
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.proposing import account, officer
from tests.cast import RECORDED
from tests.duty import on_duty
from tests.fixtures import scripts
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PIN = "407218"
MOST_TABS = 60
# Where the focus is, whether one sees that it is there, and whether anything lies over it.
FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getClientRects()[0];
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const top = document.elementFromPoint(x, y);
  return { tag: at.tagName, id: at.id, name: at.name || "", value: at.value || "", text: at.textContent.trim(), ring,
    seen: !!top && (at.contains(top) || top.contains(at)), inside: y >= 0 && y <= innerHeight };
}"""


@dataclass
class Hands:
    """Two hands on a keyboard, and nothing else."""

    page: Page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)

    def focus(self) -> dict[str, object]:
        found: dict[str, object] = self.page.evaluate(FOCUS)
        return found

    def tabs_to(self, key: str, value: object) -> None:
        """Go on with Tab until there; on the way the focus is always somewhere, visible and not covered."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            at = self.focus()
            assert at["tag"] != "BODY", "the focus is lost"
            assert at["ring"], f"one does not see that the focus is here: {at}"
            assert at["seen"], f"something lies over what has the focus: {at}"
            assert at["inside"], f"what has the focus is out of sight: {at}"
            if at[key] == value:
                return
        raise AssertionError(f"{key}={value} is not reached by Tab")


@dataclass(frozen=True)
class Desk:
    hands: Hands
    address: str
    case: str


@pytest.fixture
def desk(tmp_path: Path, browser: Browser, django_db_blocker) -> Iterator[Desk]:
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path) as database:
        case, ahead = _before_the_correction()
        clock, port = tmp_path / "clock", free_port()
        clock.write_text(str(ahead))
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY, "HENGTU_DEBUG": "1"}
        words = [sys.executable, "-m", "tests.journeys.clocked_server", str(port), str(clock)]
        server = subprocess.Popen(words, env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            context = browser.new_context(
                locale="zh-CN", viewport={"width": 1280, "height": 720}, reduced_motion="reduce"
            )
            yield Desk(Hands(context.new_page()), f"http://127.0.0.1:{port}", case)
            context.close()
        finally:
            server.terminate()
            server.wait(20)


def _before_the_correction() -> tuple[str, float]:
    """A case that has been investigated; returns it, and how many seconds its office is ahead of ours."""
    file = scripts()
    player = Player(file.script("demo-1"), stage_for(file))
    for act in player.script.acts:
        if act.kind == "correction_ordered":
            break
        player.do(act)
    on_duty(officer("officer-a"), officer("officer-b"), at=act.occurred_at)
    set_pin(account("officer-b"), PIN, at=RECORDED)
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.filter(username="officer-a").update(password=hasher.encode(PASSWORD, hasher.salt()))
    ConfirmationPin.objects.update(digest=hasher.encode(PIN, hasher.salt()))
    return str(player.case_id), (act.occurred_at - timezone.now()).total_seconds()


def test_an_act_of_two_officers_with_the_keyboard_alone(desk: Desk) -> None:
    hands, page = desk.hands, desk.hands.page
    page.goto(f"{desk.address}/login")
    if hands.focus()["name"] != "username":
        hands.tabs_to("name", "username")
    hands.types("officer-a")
    hands.tabs_to("name", "password")
    hands.types(PASSWORD)
    hands.press("Enter")
    page.wait_for_url(f"{desk.address}/")

    # the worklist: j goes to the first thing to do, Enter opens it
    hands.press("j")
    assert "责令改正" in str(hands.focus()["text"])
    assert hands.focus()["ring"]
    hands.press("Enter")
    page.wait_for_url("**/do/correction_ordered/")

    # handed in with a field emptied: the focus goes to what went wrong, from there into the field
    hands.tabs_to("id", "f-order")
    hands.press("Control+a", "Delete")
    hands.press("Control+Enter")
    assert hands.focus()["value"] == "do", "Ctrl+Enter goes to the button and does not press it"
    hands.press("Enter")
    page.wait_for_load_state()
    expect(page.locator(".errsum")).to_be_focused()
    hands.press("Tab")
    assert hands.focus()["text"] == "还缺改正内容"
    hands.press("Enter")
    expect(page.locator("#f-order")).to_be_focused()
    hands.types("卸载至限值以内")

    # Ctrl+S keeps it; nothing typed is gone, and nothing has happened to the case
    hands.press("Control+s")
    page.wait_for_load_state()
    expect(page.locator("#f-order")).to_have_value("卸载至限值以内")
    expect(page.locator("main")).to_contain_text("存为草稿")
    assert acts_of_stream(UUID(desk.case))[-1].kind == "investigated"

    # the rest of the form, then the second officer's PIN, typed by himself
    hands.tabs_to("id", "f-pin")
    hands.types(PIN)
    hands.press("Control+Enter", "Enter")
    page.wait_for_url("**/done/**")
    expect(page.locator("h1")).to_have_text("已责令改正")
    assert acts_of_stream(UUID(desk.case))[-1].kind == "correction_ordered"

    # and on from there: back to the case without a mouse
    hands.tabs_to("text", "回到案件")
    hands.press("Enter")
    page.wait_for_url(f"**/cases/{desk.case}/")
    hands.press("n")
    assert hands.focus()["id"] == "next"
