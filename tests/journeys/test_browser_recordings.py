"""An officer back from the road: the film docked, its act found, looked at for a purpose; the gaps taken along."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account
from hengtu.cases.models import FieldStep
from hengtu.web.demo.player import Player
from hengtu.web.demo.recordings import sound
from hengtu.web.demo.stage import stage_for
from tests.cases.recording.films import camera, measured, worn
from tests.fixtures import scripts
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.conftest import PASSWORD
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = pytest.mark.browser
DAYS = "from=2025-07-01&to=2025-07-31"


@dataclass
class Station:
    address: str
    step: FieldStep


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Station]:
    """A running system with a vehicle seized on 15 July 2025, and a camera that is a minute fast."""
    home = tmp_path_factory.mktemp("station")
    with django_db_blocker.unblock(), fresh_sqlite(home) as database:
        step = _seized()
        port = free_port()
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY}
        server = subprocess.Popen([sys.executable, "-m", "hengtu", "serve", "--port", str(port)], env=environment)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield Station(f"http://127.0.0.1:{port}", step)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _seized() -> FieldStep:
    stage = stage_for(scripts())
    player = Player(scripts().script("demo-6"), stage)
    for act in player.script.acts:
        if act.step == "C08":
            break
        player.do(act)
    officer, head = stage.people["officer-a"].officer, stage.people["unit-head"].account
    assert officer is not None
    assert officer.account is not None
    assert head is not None
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.filter(pk=officer.account.pk).update(password=hasher.encode(PASSWORD, hasher.salt()))
    step = FieldStep.objects.get(kind="measure_taken")
    kept = camera(stage.agency, head, step.starts_at - timedelta(hours=2))
    worn(kept, officer, head, step.starts_at - timedelta(hours=2))
    measured(kept, head, step.starts_at + timedelta(hours=8), 60)
    return step


@pytest.fixture
def page(browser: Browser, station: Station) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 780})
    page = context.new_page()
    page.goto(f"{station.address}/login")
    page.get_by_label("登录名").fill("officer-a")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    yield page
    context.close()


def test_from_the_road_to_the_matched_act(page: Page, station: Station, tmp_path: Path) -> None:
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if "Content Security" in message.text else None)
    board = f"{station.address}/recordings/?{DAYS}"
    page.goto(board)
    expect(page.get_by_role("main")).to_contain_text("没有找到视频")
    assert findings(page) == []

    film = tmp_path / "扣押.wav"
    film.write_bytes(sound(1))
    begins = timezone.localtime(station.step.starts_at) - timedelta(minutes=4)
    page.get_by_role("link", name="视频入库").click()
    page.get_by_label("视频文件").set_input_files(film)
    page.get_by_label("记录仪编号").fill("HT-0001")
    page.get_by_label("开始时间").fill(begins.strftime("%Y-%m-%dT%H:%M:%S"))
    page.get_by_role("button", name="入库").click()
    expect(page.get_by_role("alert")).to_contain_text("没有写结束时间")
    assert findings(page) == []
    page.get_by_label("结束时间").fill((begins + timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M:%S"))
    page.get_by_role("button", name="入库").click()
    expect(page.get_by_role("status")).to_contain_text("已入库")
    expect(page.get_by_role("main")).to_contain_text("快60秒")

    page.get_by_label("查看用途").fill("核对扣押经过")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.locator("audio.film")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("核对扣押经过")
    assert findings(page) == []

    page.goto(board)
    expect(page.get_by_role("main")).to_contain_text("1／1，100%")
    page.goto(f"{station.address}/cases/{station.step.case_id}/")
    expect(page.locator("#acts")).to_contain_text("有音像记录")
    page.goto(f"{station.address}/recordings/gaps/?{DAYS}")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载表格").click()
    assert len(Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()) > 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert errors == []
