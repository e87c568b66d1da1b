"""A benchmark from an overlap to the case it decides: two accounts, a public page, a reviewer who meets the tier."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.law import rulebook
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.rulesets.installing import install_packs
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cast import SINCE, appointed
from tests.fixtures import scripts
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PUBLISHING = datetime(2025, 11, 3, 9, 0, tzinfo=CIVIL_TIME)
HEAD = (
    ("公布文件的名称", "网约车裁量基准"),
    ("文号", "冀交〔2025〕8号"),
    ("备案号", "冀备〔2025〕8号"),
    ("施行日期", "2025-12-01"),
    ("评估日期", "2027-12-01"),
    ("公布的说明", "现予公布。"),
)
ITEM = "未取得《网络预约出租汽车运输证》，擅自从事网约车经营活动"


@dataclass
class House:
    """A running province: people with passwords, a clock, and the player of a case to come."""

    address: str
    clock: Path
    browser: Browser
    player: Player
    complaints: list[str] = field(default_factory=list)

    def at(self, username: str) -> Page:
        """A window of somebody, signed in; "" is a citizen."""
        context = self.browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.on("console", lambda said: self._complain(said.type, said.text))
        if username:
            page.goto(f"{self.address}/login")
            page.get_by_label("登录名").fill(username)
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.wait_for_url(lambda url: "/login" not in url)
        return page

    def _complain(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.complaints.append(text)

    def is_now(self, moment: datetime) -> None:
        self.clock.write_text(str((moment - timezone.now()).total_seconds()))


def barred(page: Page) -> None:
    """Nobody is kept out: axe finds nothing and nothing scrolls sideways, wide and narrow."""
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def house(tmp_path: Path, browser: Browser, monkeypatch, django_db_blocker) -> Iterator[House]:
    monkeypatch.setenv("HENGTU_PACKS", str(tmp_path / "rulepacks"))
    rulebook.refresh()
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path) as database:
        file = scripts()
        player = Player(file.script("demo-4"), stage_for(file))
        _staff(Agency.objects.get(level="PROVINCE"))
        clock, port = tmp_path / "clock", free_port()
        house = House(f"http://127.0.0.1:{port}", clock, browser, player)
        house.is_now(PUBLISHING)
        keys = {"HENGTU_FIELD_KEY": settings.FIELD_KEY, "HENGTU_SIGNING_SEED": settings.SIGNING_SEED}
        environment = {**database.environment, **keys, "HENGTU_DEBUG": "1"}
        assert environment["HENGTU_PACKS"] == os.environ["HENGTU_PACKS"]
        words = [sys.executable, "-m", "tests.journeys.clocked_server", str(port), str(clock)]
        server = subprocess.Popen(words, env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield house
        finally:
            server.terminate()
            server.wait(20)
    monkeypatch.undo()
    rulebook.refresh()


def _staff(province: Agency) -> None:
    drafter = appointed("drafter", province, Role.ADMIN)
    give_post(account=drafter, agency=province, role=Role.AGENCY_HEAD, effective_from=SINCE)
    appointed("second", province, Role.AGENCY_HEAD)
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    known = hasher.encode(PASSWORD, hasher.salt())
    Account.objects.filter(username__in=("drafter", "second", "reviewer")).update(password=known)


def test_from_an_overlap_to_the_case_it_decides(house: House) -> None:
    page = house.at("drafter")
    page.goto(f"{house.address}/rules/")
    page.get_by_role("link", name="起草裁量基准").click()
    page.get_by_label("违法行为").select_option(label=ITEM)
    page.get_by_role("radio", name="法定幅度等分").check()
    page.get_by_label("等分成几档").select_option("2")
    page.get_by_role("button", name="开始起草").click()

    # circumstances without programming; the last field is left with the keyboard, the proof comes by itself
    page.get_by_label("情节1").select_option("illegal_gains")
    page.get_by_role("button", name="保存，更新各档的格子").click()
    page.get_by_label("第1行违法所得，上限", exact=True).fill("2000")
    page.get_by_label("第2行违法所得，下限", exact=True).fill("1000")
    page.keyboard.press("Tab")
    proof = page.locator("#proof")
    expect(proof).to_contain_text("「轻微」和「一般」都符合")
    barred(page)

    # it cannot be proposed: what and where; the link leads to the row
    for label, text in HEAD:
        page.get_by_label(label).first.fill(text)
    page.get_by_role("button", name="提请核准").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("还不能提请核准")
    summary.get_by_role("link").first.click()
    assert "r0-" in page.url

    # mended, proved while typing, proposed with the keyboard alone
    page.get_by_label("第1行违法所得，上限", exact=True).fill("1000")
    page.keyboard.press("Tab")
    expect(proof).to_contain_text("证明成立")
    page.get_by_role("link", name="对去年决定的影响").click()
    expect(page.locator("main")).to_contain_text("没有")
    barred(page)
    page.go_back()
    page.get_by_role("button", name="提请核准").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("提请核准。")).to_be_visible()
    draft = page.url

    # nobody approves his own, though he holds the post
    page.goto(f"{draft}check")
    expect(page.get_by_text("不能自己核准")).to_be_visible()
    assert page.get_by_role("button", name="核准发布").count() == 0
    barred(page)

    second = house.at("second")
    second.goto(f"{house.address}/rules/")
    second.get_by_role("link", name="网约车裁量基准").click()
    second.get_by_role("button", name="核准发布").click()
    expect(second.get_by_role("alert")).to_contain_text("已看过")
    second.get_by_label("已看过").check()
    second.get_by_role("button", name="核准发布").click()
    expect(second.get_by_text("已发布并签名")).to_be_visible()
    table = second.url.split("?")[0]

    # the public page needs no account
    citizen = house.at("")
    citizen.goto(table)
    expect(citizen.get_by_role("heading", level=1)).to_contain_text("网约车裁量基准")
    for part in ("冀交〔2025〕8号", "违法所得不足1000元", "罚款3000元以上6500元以下", "签名（Ed25519）"):
        expect(citizen.locator("main")).to_contain_text(part)
    barred(citizen)

    # weeks later a case is decided by it, and its beam leads to the page
    install_packs()
    _investigated(house)
    reviewer = house.at("reviewer")
    reviewer.goto(f"{house.address}/reviews/{house.player.case_id}/")
    beam = reviewer.locator("section", has=reviewer.locator("#h-beam"))
    beam.locator("summary").first.click()
    beam.get_by_role("link", name="网约车裁量基准").click()
    assert reviewer.url.split("?")[0] == table
    assert house.complaints == []


def _investigated(house: House) -> None:
    """Play the case, which happens after the table came into force, up to the review."""
    for act in house.player.script.acts:
        if act.step == "O10":
            house.is_now(act.occurred_at)
            return
        house.player.do(act)
