"""A keeper with a phone: takes in, scans a label, lends and moves, hands over, gives part back, counts the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Browser, Page, expect

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.appoint import give_post
from hengtu.cases import participants
from hengtu.cases.models import CaseThing
from hengtu.cases.services.by_kind import service_of
from hengtu.law.procedure.property import ThingState
from hengtu.officers.models import Officer
from tests.cast import SINCE
from tests.journeys.office import OPENING, PASSWORD, Desk, Office, open_office
from tests.journeys.test_browser_reading import findings
from tests.journeys.test_five_accounts import registers_a_weighing

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LIST = ("冀A12345 重型货车", "轮胎；12R22.5；2条；胎号 A01", "行车日志")
LAW = "公路安全保护条例第六十七条"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def office(tmp_path: Path, browser: Browser, django_db_blocker) -> Iterator[Office]:
    with django_db_blocker.unblock(), open_office(tmp_path, browser) as office:
        bureau = Agency.objects.get(level="COUNTY")
        _appoint("keeper", "季守常", bureau)
        _appoint("keeper-2", "傅存真", bureau)
        yield office


def _appoint(username: str, name: str, agency: Agency) -> None:
    hasher = PBKDF2PasswordHasher()
    account = Account.objects.create_account(username, name, None)
    account.password = hasher.encode(PASSWORD, hasher.salt())
    account.save()
    give_post(account=account, agency=agency, role=Role.PROPERTY_KEEPER, effective_from=SINCE)


def seized(office: Office) -> list[CaseThing]:
    """The lorry of a lead is filed and seized with what was in it; done by the services, before the keeper comes."""
    registers_a_weighing(office.at("officer-a"))
    head = participants.official(Account.objects.get(username="head"))
    rows = {officer.account.username: officer for officer in Officer.objects.select_related("account")}
    two = tuple(participants.officer(rows[name]) for name in ("officer-a", "officer-b"))
    moment = OPENING + timedelta(minutes=5)
    steps = (
        ("case_filed", (head,), {}),
        ("measure_approved", (head,), {"measure": "扣留车辆", "granting_article": LAW}),
        ("measure_taken", two, {"items": LIST}),
    )
    for number, (kind, by, content) in enumerate(steps):
        service_of(kind)(case_id=office.case_id, by=by, at=moment + timedelta(minutes=number), **content)
    return list(CaseThing.objects.filter(case_id=office.case_id).order_by("number"))


def scans(desk: Desk, thing: CaseThing) -> Page:
    """Open what the label's square leads to, on a phone."""
    desk.page.set_viewport_size(PHONE)
    page = desk.goes(f"/t/{thing.code}")
    expect(page.locator("h1")).to_have_text(thing.name.replace(" ", ""))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    return page


def does(desk: Desk, page: Page, name: str, **typed: str) -> None:
    """Press what can be done next and fill in the form that comes, with this thing chosen already."""
    desk.clicks(page.get_by_role("link", name=name, exact=True))
    for key, value in typed.items():
        field = page.locator(f"main [name='{key}']").first
        if field.get_attribute("type") == "checkbox":
            field.check()
        elif field.get_attribute("type") == "radio":
            page.locator(f"main [name='{key}'][value='{value}']").check()
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    desk.submits()


def state(thing: CaseThing) -> tuple[str, str]:
    thing.refresh_from_db()
    return thing.standing, thing.place


def test_a_keeper_scans_hands_over_returns_part_and_counts(office: Office) -> None:
    lorry, tyres, book = seized(office)
    keeper = office.at("keeper")

    page = scans(keeper, lorry)
    does(keeper, page, "接收保管涉案财物", ledger_no="财2026-1", place="一号库")
    assert state(lorry) == (ThingState.KEPT, "一号库")
    assert state(tyres)[0] == ThingState.TAKEN  # only what was scanned was taken in

    for thing, number in ((tyres, "2"), (book, "3")):
        does(keeper, scans(keeper, thing), "接收保管涉案财物", ledger_no=f"财2026-{number}", place="一号库")
    page = scans(keeper, tyres)
    assert findings(page) == []
    does(keeper, page, "记录涉案财物保管情况", what="moved", place="二号库")
    assert state(tyres) == (ThingState.KEPT, "二号库")

    second = office.at("keeper-2")
    receiver = participants.official(Account.objects.get(username="keeper-2")).id
    does(keeper, scans(keeper, lorry), "移交保管", receiver=receiver, reason="轮岗")
    does(second, scans(second, lorry), "接收保管涉案财物", ledger_no="财2026-1", place="三号库")
    lorry.refresh_from_db()
    assert (lorry.keeper_name, lorry.place) == ("傅存真", "三号库")

    head = office.at("head")
    does(head, scans(head, book), "解除查封、扣押，退还财物", returned="no", reason="与违法行为无关")
    page = scans(keeper, book)
    does(keeper, page, "退还财物，由领取人签收", received_by="贺长林", capacity="party", received_signed="on")
    assert state(book)[0] == ThingState.ENDED
    assert state(lorry)[0] == ThingState.KEPT

    keeper.page.set_viewport_size(PHONE)
    page = keeper.goes("/property/counts/")
    keeper.clicks(page.get_by_role("button", name="开始或者接着盘"))
    keeper.clicks(scans(keeper, lorry).get_by_role("button", name="计入盘点（全部场所）"))
    expect(page.locator("main")).to_contain_text("应有2件 = 实见1件 + 未见1件")
    page.fill("#code", tyres.code)
    keeper.clicks(page.get_by_role("button", name="计入", exact=True))
    expect(page.locator("main")).to_contain_text("应有2件 = 实见2件 + 未见0件")
    assert findings(page) == []
    keeper.clicks(page.get_by_role("button", name="结束盘点"))
    expect(page.locator("main")).to_contain_text("已写入本机关的行为链")

    page = keeper.goes("/property/labels/")
    assert page.locator(".sheet svg").count() == 2
    assert findings(page) == []
    assert [desk.complaints for desk in (keeper, second, head)] == [[], [], []]
