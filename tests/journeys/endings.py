"""A served decision of the demonstration and everything that follows it: people, the party, the bank, the worker."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Browser, Page

from hengtu.agencies.models import Account, ConfirmationPin
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.documents.models import DocumentDoor
from hengtu.ledger import jobs, readers
from hengtu.ledger.jobs import Worker
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.officers.models import Officer
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.architecture.project import ROOT
from tests.cast import RECORDED
from tests.duty import on_duty
from tests.fixtures import scripts
from tests.journeys.office import PAIR, PASSWORD, PIN, Office
from tests.journeys.test_browser_reading import findings
from tests.postgres import fresh_sqlite
from tests.web.test_serve import answer, free_port, wait_for

KEY = "only-a-simulator"
PATIENCE_SECONDS = 15


@contextmanager
def payment_platform() -> Iterator[str]:
    """The simulator of the payment platform, a process of its own; yields its address."""
    command = [sys.executable, "-m", "simulators.nontax_platform", "--key", KEY, "--delay", "0.05", "--follow-clock"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)


@dataclass
class Ending:
    """One case on a running system. ``office`` signs people in and lets days pass."""

    office: Office
    player: Player

    @property
    def case_id(self) -> UUID:
        assert self.player.case_id is not None
        return self.player.case_id

    def now(self) -> datetime:
        """The office's own time."""
        return timezone.now() + timedelta(seconds=float(self.office.clock.read_text()))

    def on(self, day: str, hour: int = 10) -> None:
        """Let time pass until a day."""
        self.office.later(datetime.fromisoformat(f"{day}T{hour:02d}:00:00+08:00"))

    def kinds(self) -> list[str]:
        return [act.kind for act in acts_of_stream(self.case_id)]

    def last(self, kind: str) -> Any:
        return [act for act in acts_of_stream(self.case_id) if act.kind == kind][-1]

    def works(self) -> None:
        """What the worker does, by the office's time: readers to the end of the ledger, then every job that is due."""
        worker = Worker("journey", self.now)
        while readers.advance_all() or worker.run_one():
            pass

    def waits_for(self, condition: Callable[[], object]) -> None:
        """Let the other side report; the worker goes on meanwhile."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            self.works()
            time.sleep(0.05)


@contextmanager
def served_decision(home: Path, browser: Browser, platform: str, script: str = "demo-1") -> Iterator[Ending]:
    """A case of the demonstration whose decision has just been served, and the clock an hour later."""
    kept = override_settings(BLOB_ROOT=home / settings.BLOB_ROOT.name)  # where the server keeps its originals, too
    with fresh_sqlite(home) as database, kept:
        player = Player(scripts().script(script), stage_for(scripts()), binds=True)
        at = _served(player) + timedelta(hours=1)
        _may_sign_in(at)
        clock, port = home / "clock", free_port()
        clock.write_text(str((at - timezone.now()).total_seconds()))
        public = f"http://127.0.0.1:{port}"
        wired = {"NONTAX_URL": platform, "NONTAX_KEY": KEY, "PUBLIC_URL": public}
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY, "HENGTU_DEBUG": "1"}
        environment |= {f"HENGTU_{name}": value for name, value in wired.items()}
        command = [sys.executable, "-m", "tests.journeys.clocked_server", str(port), str(clock)]
        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(lambda: answer(f"{public}/healthz"))
            ending = Ending(Office(public, clock, browser, case_id=player.case_id), player)
            with override_settings(**wired), _keeping_time(ending.now):
                yield ending
        finally:
            server.terminate()
            server.wait(20)


def _served(player: Player) -> datetime:
    for act in player.script.acts:
        player.do(act)
        if act.kind == "decision_served":
            return act.occurred_at
    raise AssertionError("the script serves its decision")


def _may_sign_in(at: datetime) -> None:
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    Account.objects.update(password=hasher.encode(PASSWORD, hasher.salt()))
    first, second = (Officer.objects.select_related("account").get(account__username=key) for key in PAIR)
    for each in (first, second):
        set_pin(each.account, PIN, at=RECORDED)
    ConfirmationPin.objects.update(digest=hasher.encode(PIN, hasher.salt()))
    on_duty(first, second, at=at)


@contextmanager
def _keeping_time(clock: Callable[[], datetime]) -> Iterator[None]:
    """Readers and jobs that ask for the time ask the office."""
    handlers, following = dict(jobs._handlers), dict(readers._registered)
    jobs._handlers.update({name: _on_clock(each, clock) for name, each in handlers.items()})
    readers._registered.update({name: _on_clock(each, clock) for name, each in following.items()})
    try:
        yield
    finally:
        jobs._handlers.update(handlers)
        readers._registered.update(following)


def _on_clock(each: Any, clock: Callable[[], datetime]) -> Any:
    return dataclasses.replace(each, clock=clock) if hasattr(each, "clock") else each


class PartyOnThePhone:
    """The party behind the code of its decision, on a telephone of 360 pixels, without an account."""

    def __init__(self, ending: Ending) -> None:
        self.ending = ending
        door = DocumentDoor.objects.filter(document__stream_id=ending.case_id).order_by("-document__issued_at").first()
        assert door is not None
        self.address = f"{ending.office.address}/c/{door.code}"
        context = ending.office.browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def comes_in(self, second: str = "1801") -> Page:
        """Pass the identity check by number and telephone."""
        self.page.goto(self.address)
        if self.page.locator("#tail").count():
            self.page.fill("#tail", "12031X")
            self.page.fill("#second", second)
            self.page.get_by_role("button", name="核对身份").click()
        return self.page

    def looks(self) -> None:
        """The page fits the telephone and is clean for a screen reader."""
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{self.page.url} is wider than the telephone"
        assert findings(self.page) == []
