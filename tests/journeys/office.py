"""An office of five accounts in the browser: two officers, the head of their unit, a legal reviewer, the head."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page

from hengtu.agencies.models import Account, ConfirmationPin, Role
from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.agencies.services.publish_route import load_default_routes, publish_route
from hengtu.documents.services.seals import authorise_seal, register_seal
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.officers.models import Officer
from hengtu.officers.services.staff_bureau import CertificatePlan, MemberPlan, staff_bureau
from tests.cast import RECORDED, SINCE
from tests.duty import on_duty
from tests.postgres import fresh_sqlite
from tests.web.test_serve import answer, free_port, wait_for

PASSWORD = "Lingshan-4207-zhifa"
PIN = "407218"
OPENING = datetime(2026, 9, 7, 9, 0, tzinfo=CIVIL_TIME)  # a Monday before the autumn holidays
PAIR = ("officer-a", "officer-b")
APPROVED = ("case_filed", "report_approved", "decided", "case_closed")


def _officer(key: str, name: str, *more: Role) -> MemberPlan:
    certificate = CertificatePlan(key, ("all",), date(2022, 1, 1), date(2027, 12, 31))
    return MemberPlan(key, name, (Role.OFFICER, *more), certificate)


PLAN = (
    _officer("officer-a", "陈屿"),
    _officer("officer-b", "沈佳禾", Role.ARCHIVIST),
    _officer("unit-head", "梁既明", Role.HANDLING_UNIT_HEAD, Role.HEARING_HOST),
    MemberPlan("reviewer", "贺知微", (Role.LEGAL_REVIEWER,), legally_qualified=True),
    MemberPlan("head", "严国梁", (Role.AGENCY_HEAD, Role.CHIEF_HEAD)),
    MemberPlan("cashier", "钱若愚", (Role.CASHIER,)),
    MemberPlan("deputy-1", "苏望舒", (Role.DEPUTY_HEAD,)),
    MemberPlan("deputy-2", "岳长青", (Role.DEPUTY_HEAD,)),
    _officer("recorder", "许未央", Role.HEARING_RECORDER),
)


@dataclass
class Effort:
    """What an untrained person has to do: clicks and choices, and characters typed."""

    clicks: int = 0
    keys: int = 0


@dataclass
class Office:
    """A running system with people and no case yet."""

    address: str
    clock: Path
    browser: Browser
    effort: Effort = field(default_factory=Effort)
    case_id: UUID | None = None
    _desks: dict[str, Desk] = field(default_factory=dict)

    def at(self, username: str) -> Desk:
        """The desk of a person, signed in."""
        if username not in self._desks:
            self._desks[username] = Desk(self, username)
        return self._desks[username]

    def later(self, to: datetime) -> None:
        """Let time pass. Sessions end over night, so everybody signs in anew."""
        self.clock.write_text(str((to - timezone.now()).total_seconds()))
        for desk in self._desks.values():
            desk.page.context.close()
        self._desks.clear()
        _on_duty(to)


class Desk:
    """One person at one browser window."""

    def __init__(self, office: Office, username: str) -> None:
        self.office, self.username = office, username
        context = office.browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._complain(message.type, message.text))
        self.page.goto(f"{office.address}/login")
        self.page.get_by_label("登录名").fill(username)
        self.page.get_by_label("密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url(lambda url: "/login" not in url)

    def _complain(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.complaints.append(text)

    # --- what hands do, counted ---------------------------------------------------------------------------------
    def goes(self, path: str) -> Page:
        self.page.goto(self.office.address + path)
        self.office.effort.clicks += 1
        return self.page

    def clicks(self, target: Locator) -> None:
        target.click()
        self.office.effort.clicks += 1

    def types(self, selector: str, text: str) -> None:
        self.page.fill(selector, text)
        self.office.effort.keys += len(text)

    def chooses(self, selector: str, *, label: str) -> None:
        self.page.select_option(selector, label=label)
        self.office.effort.clicks += 2

    def ticks(self, name: str, value: str = "yes") -> None:
        self.clicks(self.page.locator(f'input[name="{name}"][value="{value}"]'))

    # --- acts ---------------------------------------------------------------------------------------------------
    def opens(self, kind: str) -> Page:
        return self.goes(f"/cases/{self.office.case_id}/do/{kind}/")

    def submits(self, *, refused: bool = False) -> str:
        """Press the primary button; returns the heading of what comes; an unexpected refusal fails."""
        self.clicks(self.page.locator("main form .btn.pri").last)
        self.page.wait_for_load_state()
        trouble = self.page.locator(".errsum, main .note.soon[role=alert]")
        said = trouble.first.inner_text() if trouble.count() else ""
        assert bool(said) is refused, said or "it should have been refused"
        return self.page.locator("h1").inner_text()

    def submits_form(self) -> None:
        """Press the primary button of a form that is no act."""
        self.clicks(self.page.locator("main form .btn.pri").last)
        self.page.wait_for_load_state()

    def does(self, kind: str, *, refused: bool = False, **typed: str) -> str:
        """Open the sheet of a kind, fill in text fields (two underscores for a dot), hand it in."""
        self.opens(kind)
        for name, text in typed.items():
            self.fills(name.replace("__", "."), text)
        if self.page.locator("#f-pin").count():
            self.types("#f-pin", PIN)
        return self.submits(refused=refused)

    def fills(self, name: str, text: str) -> None:
        """Fill in a field by its name: text, a choice by its value, a box to tick."""
        field = self.page.locator(f'[name="{name}"]').first
        kind = field.get_attribute("type") or field.evaluate("e => e.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            for value in text.split(","):
                if value in {"", "on"}:
                    self.clicks(field)
                else:
                    self.ticks(name, value)
        elif kind == "select":
            self.page.select_option(f'[name="{name}"]', text)
            self.office.effort.clicks += 2
        else:
            if not field.is_visible():
                self.clicks(field.locator("xpath=ancestor::details/summary"))
            self.types(f'[name="{name}"]', text)

    def agrees(self, opinion: str = "") -> str:
        """Open the first thing that waits for one's signature, agree to it."""
        self.goes("/approvals/")
        self.clicks(self.page.locator("main a.job").first)
        self.page.check("#v-agree")
        self.office.effort.clicks += 1
        if opinion:
            self.types("#f-opinion", opinion)
        return self.submits()


def approved_by_both(office: Office) -> None:
    """The unit's head agrees, then the head of the agency."""
    for username in ("unit-head", "head"):
        office.at(username).agrees()


@contextmanager
def open_office(home: Path, browser: Browser) -> Iterator[Office]:
    """Start the system on a database of its own, with its people and without a case."""
    with fresh_sqlite(home) as database:
        _staff()
        clock, port = home / "clock", free_port()
        clock.write_text(str((OPENING - timezone.now()).total_seconds()))
        environment = {**database.environment, "HENGTU_FIELD_KEY": settings.FIELD_KEY, "HENGTU_DEBUG": "1"}
        words = [sys.executable, "-m", "tests.journeys.clocked_server", str(port), str(clock)]
        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
        try:
            wait_for(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
            yield Office(f"http://127.0.0.1:{port}", clock, browser)
        finally:
            server.terminate()
            server.wait(20)


def _staff() -> None:
    load_default_routes()
    line = plant_line(province_code="13", since=SINCE)
    seal = register_seal(agency=line.bureau, name=line.bureau.name, valid_from=SINCE)
    authorise_seal(seal=seal, agency=line.squad, effective_from=SINCE, role=Role.OFFICER)
    members = staff_bureau(bureau=line.bureau, unit=line.squad, members=PLAN, since=SINCE, at=RECORDED)
    for kind in APPROVED:
        publish_route(
            act_kind=kind,
            roles=("handling_unit_head", "agency_head"),
            effective_from=OPENING.date() - timedelta(days=30),
            source="本局行政处罚审批规定",
            agency=line.bureau,
        )
    hasher = PBKDF2PasswordHasher()  # the server does not know the fast hasher of the tests
    known = hasher.encode(PASSWORD, hasher.salt())
    Account.objects.filter(pk__in=[member.account.pk for member in members.values()]).update(password=known)
    _on_duty(OPENING)
    for key in PAIR:
        set_pin(members[key].account, PIN, at=RECORDED)
    ConfirmationPin.objects.update(digest=hasher.encode(PIN, hasher.salt()))


def _on_duty(at: datetime) -> None:
    first, second = (Officer.objects.select_related("account").get(account__username=key) for key in PAIR)
    on_duty(first, second, at=at)
