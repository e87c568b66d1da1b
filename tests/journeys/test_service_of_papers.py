"""A decision on its way: the mail comes back, it is left at the residence; another paper goes out by message."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, expect

from hengtu.agencies.models import Account, ConfirmationPin
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.cases.deliveries import RECORD, SEND, Deliveries, Record, Send
from hengtu.cases.models import Delivery
from hengtu.ledger import jobs
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Job
from hengtu.ledger.readers import advance
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.architecture.project import ROOT
from tests.cast import RECORDED
from tests.duty import on_duty
from tests.fixtures import scripts
from tests.journeys.office import PAIR, PASSWORD, PIN, Desk, Office
from tests.postgres import fresh_sqlite
from tests.web.test_serve import answer, free_port, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
KEY = "only-a-simulator"


@contextmanager
def gateway() -> Iterator[str]:
    command = [sys.executable, "-m", "simulators.message_gateway", "--key", KEY, "--delay", "0.05", "--follow-clock"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def open_office(home: Path, browser: Browser, gateway_url: str) -> Iterator[Office]:
    """A case whose decision waits to be served, on a system whose clock stands at that moment."""
    with fresh_sqlite(home) as database:
        player = Player(scripts().script("demo-1"), stage_for(scripts()))
        at = _until_served(player) - timedelta(hours=1)
        _may_sign_in(at)
        clock, port = home / "clock", free_port()
        clock.write_text(str((at - timezone.now()).total_seconds()))
        public = f"http://127.0.0.1:{port}"
        words = {"HENGTU_GATEWAY_URL": gateway_url, "HENGTU_GATEWAY_KEY": KEY, "HENGTU_PUBLIC_URL": public}
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY, "HENGTU_DEBUG": "1", **words}
        command = [sys.executable, "-m", "tests.journeys.clocked_server", str(port), str(clock)]
        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(lambda: answer(f"{public}/healthz"))
            with override_settings(GATEWAY_URL=gateway_url, GATEWAY_KEY=KEY, PUBLIC_URL=public):
                yield Office(public, clock, browser, case_id=player.case_id)
        finally:
            server.terminate()
            server.wait(20)


def _until_served(player: Player) -> datetime:
    for act in player.script.acts:
        if act.kind == "decision_served":
            return act.occurred_at
        player.do(act)
    raise AssertionError("the script serves its decision")


def _may_sign_in(at: datetime) -> None:
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.filter(username__in=PAIR).update(password=hasher.encode(PASSWORD, hasher.salt()))
    first, second = (Officer.objects.select_related("account").get(account__username=key) for key in PAIR)
    for each in (first, second):
        set_pin(each.account, PIN, at=RECORDED)
    ConfirmationPin.objects.update(digest=hasher.encode(PIN, hasher.salt()))
    on_duty(first, second, at=at)


def test_a_decision_comes_back_is_left_and_another_paper_goes_out_by_message(tmp_path, browser) -> None:
    with gateway() as url, open_office(tmp_path, browser, url) as office:
        handler = office.at("officer-a")
        finds_it_in_the_register(handler)
        mail_comes_back(handler)
        leaves_it_at_the_residence(handler)
        reads_why_the_clock_runs(handler)
        sends_another_paper_by_message(handler)
        looks_well(handler)
        assert handler.complaints == []


def finds_it_in_the_register(desk: Desk) -> None:
    page = desk.goes("/service/")
    expect(page.locator("[data-count=unserved]")).to_have_text("1")
    desk.clicks(page.get_by_role("link", name="处理决定书"))
    expect(page.locator("main")).to_contain_text("还没有送")


def mail_comes_back(desk: Desk) -> None:
    desk.clicks(desk.page.get_by_role("link", name="寄出或没送到").first)
    desk.ticks("served", "mail")
    expect(desk.page.locator("#f-tracking_no")).to_be_visible()
    expect(desk.page.locator("#f-review_channel")).to_be_hidden()
    desk.ticks("outcome", "sent")
    desk.types("#f-tracking_no", "EX202506090001")
    desk.types("#f-pin", PIN)
    desk.submits()
    desk.goes(f"/cases/{desk.office.case_id}/service/")
    expect(desk.page.locator("main")).to_contain_text("已经发出，还没有结果")
    desk.clicks(desk.page.get_by_role("link", name="登记退回"))
    desk.ticks("return_reason", "unknown")
    desk.submits()
    page = desk.goes(f"/cases/{desk.office.case_id}/service/")
    expect(page.locator("main")).to_contain_text("查无此人")
    expect(page.locator("main")).to_contain_text("当事人的期限没有开始")


def leaves_it_at_the_residence(desk: Desk) -> None:
    desk.clicks(desk.page.get_by_role("link", name="登记送达").first)
    desk.ticks("served", "leave")
    desk.types("#f-refusal_note", "当事人称不服，拒绝签收")
    desk.types("#f-pin", PIN)
    desk.submits(refused=True)
    expect(desk.page.locator(".errsum")).to_contain_text("没有见证人签名，也没有拍照、录像")
    desk.page.check("[name=filmed]")
    desk.types("#f-pin", PIN)
    desk.submits()


def reads_why_the_clock_runs(desk: Desk) -> None:
    page = desk.goes(f"/cases/{desk.office.case_id}/service/")
    expect(page.locator("main")).to_contain_text("送达生效，当事人的期限从这天起算")
    expect(page.locator("main")).to_contain_text("民事诉讼法第八十九条")
    page = desk.goes(f"/cases/{desk.office.case_id}/")
    expect(page.locator("main")).to_contain_text("留置送达，以把文书留在受送达人住所的日期为送达日期")


def sends_another_paper_by_message(desk: Desk) -> None:
    desk.opens("address_confirmed")
    desk.ticks("electronic", "yes")
    desk.page.check("[name=consent_signed]")
    desk.ticks("medium", "SMS")
    desk.types("[name=account]", "13900007779")
    desk.submits()
    desk.opens("service_attempted")
    desk.ticks("document", "correction")
    desk.ticks("served", "electronic")
    desk.ticks("outcome", "sent")
    desk.types("#f-pin", PIN)
    desk.submits()
    ahead = timedelta(seconds=float(desk.office.clock.read_text()))
    clock = lambda: timezone.now() + ahead  # noqa: E731  # the office's own time
    keeps_time(clock)
    advance(Deliveries(clock))
    works(clock)
    end = time.monotonic() + 15
    while Delivery.objects.get().sent_at is None and time.monotonic() < end:
        time.sleep(0.05)
    works(clock)
    keeps_time(timezone.now)
    assert desk.office.case_id is not None
    last = acts_of_stream(desk.office.case_id)[-1]
    assert (last.kind, (last.payload or {})["served"]) == ("document_served", "electronic")
    page = desk.goes(f"/cases/{desk.office.case_id}/service/")
    expect(page.locator("main")).to_contain_text("以本机关系统显示发送成功的日期为送达日期")
    expect(page.locator("main")).to_contain_text("手机短信 139****7779")


def keeps_time(clock) -> None:  # type: ignore[no-untyped-def]
    """The jobs go by the office's clock as the pages do."""
    jobs.register(SEND, Send(clock))
    jobs.register(RECORD, Record(clock))


def works(clock) -> None:  # type: ignore[no-untyped-def]
    worker = Worker("journey", clock)
    while Job.objects.filter(name__startswith="delivery", state="READY", run_at__lte=clock()).exists():
        worker.run_one()


def looks_well(desk: Desk) -> None:
    """Nothing for axe to find, and no sideways scroll on a phone."""
    for width in (1440, 360):
        desk.page.set_viewport_size({"width": width, "height": 900})
        for path in ("/service/?kind=slips", f"/cases/{desk.office.case_id}/service/"):
            page = desk.goes(path)
            assert [found["id"] for found in Axe().run(page).response["violations"]] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
