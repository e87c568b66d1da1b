"""How a decision ends: paid, enforced, revoked, or in parts that were missed; each time in an archive that verifies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account
from hengtu.cases.archive.check import verify_file
from hengtu.cases.models import EnforcementCase, OrderState, PaymentOrder, RefundState
from hengtu.cases.models import Refund as Refunding
from hengtu.portal.models import PublicRecord, RecordState
from hengtu.portal.publicity.orders import order_publication
from tests.journeys.endings import Ending, PartyOnThePhone, payment_platform, served_decision

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def ending(tmp_path: Path, browser: Browser, django_db_blocker) -> Iterator[Ending]:
    with django_db_blocker.unblock(), payment_platform() as url, served_decision(tmp_path, browser, url) as begun:
        yield begun


def test_a_party_pays_in_two_taps_and_the_decision_is_public(ending: Ending) -> None:
    publishes_by_itself(ending)
    party = PartyOnThePhone(ending)
    pays(party)
    party.comes_in()
    expect(party.page.locator("main")).to_contain_text("已经缴清")
    party.looks()
    reads_it_in_public(ending, party)
    closes_and_archives(ending, correction="已卸载，复称 42600 千克")
    assert party.complaints == []


def test_what_is_not_paid_grows_is_reminded_and_goes_to_court(ending: Ending) -> None:
    ending.on("2025-07-14")
    party = PartyOnThePhone(ending)
    page = party.comes_in()
    expect(page.locator("main")).to_contain_text("每过一天加处825元")
    party.looks()
    ending.on("2025-12-15")
    handler = ending.office.at("officer-a")
    handler.goes("/execution/")
    expect(handler.page.locator("main")).to_contain_text("催告")
    handler.does("reminder_served", purpose="court", due_on="2025-12-25", manner="缴至指定银行",
                 right_told="yes", served="direct")  # fmt: skip
    head = ending.office.at("head")
    head.does("court_applied", refused=True, court="示例县人民法院")
    expect(head.page.locator(".errsum")).to_contain_text("十个工作日")
    ending.on("2026-01-05")
    head, handler = ending.office.at("head"), ending.office.at("officer-a")
    head.goes("/execution/")
    expect(head.page.locator("main")).to_contain_text("申请人民法院强制执行")
    head.does("court_applied", court="示例县人民法院")
    handler.does("court_accepted", court="示例县人民法院", court_case="（2026）示0123行审1号")
    closes_and_archives(ending, correction="已卸载，复称 42600 千克", closing="court_accepted")
    handler.does("court_ruled", court_case="（2026）示0123行审1号之一")
    gathers_what_came_later(ending)


def test_a_revoked_decision_is_withdrawn_from_publication_and_its_fine_goes_back(ending: Ending) -> None:
    publishes_by_itself(ending)
    party = PartyOnThePhone(ending)
    pays(party)
    ending.on("2025-07-01")
    handler, head = ending.office.at("officer-a"), ending.office.at("head")
    handler.does("reconsideration_received", body="示例县人民政府", procedure="ordinary")
    head.does("reconsideration_answered", answer="称重设备检定有效，数据清楚")
    ending.on("2025-08-04")
    handler, head = ending.office.at("officer-a"), ending.office.at("head")
    handler.does("reconsideration_decided", outcome="revoked", reason="检定证书不在有效期")
    ending.works()
    head.does("publication_withdrawn", reason="行政复议决定撤销")
    ending.works()
    record = PublicRecord.objects.get()
    page = party.page
    page.goto(f"{ending.office.address}/publicity/{record.ref}")
    expect(page.locator("main")).to_contain_text("行政复议决定撤销")
    expect(page.locator("main")).not_to_contain_text("27500")
    party.looks()
    head.does("investigation_ended", ground="no_violation", reason="检定证书不在有效期，违法事实不能证明")
    head.does("case_closed", refused=True)
    expect(head.page.locator(".errsum")).to_contain_text("退还")
    gives_the_fine_back(ending)
    closes_and_archives(ending)


def test_instalments_that_were_missed_are_broken_off_and_paid_with_what_was_added(ending: Ending) -> None:
    party = PartyOnThePhone(ending)
    page = party.comes_in()
    page.get_by_role("link", name="申请延期、分期").click()
    party.looks()
    page.fill("[name=reason]", "车辆停驶，没有收入")
    page.fill("[name=wanted]", "分两期")
    page.get_by_role("button", name="提交").click()
    assert ending.kinds()[-1] == "deferral_applied"
    head = ending.office.at("head")
    head.opens("instalments_granted")
    for number, (due_on, yuan) in enumerate((("2025-07-01", "7500"), ("2025-08-01", "20000")), start=1):
        head.fills(f"instalments.{number}.due_on", due_on)
        head.fills(f"instalments.{number}.amount", yuan)
    head.submits()
    ending.works()
    pays(party)
    assert float(ending.last("paid").payload["amount_yuan"]) == 7500
    ending.on("2025-08-11")
    head = ending.office.at("head")
    head.goes("/execution/")
    expect(head.page.locator("main")).to_contain_text("2025年8月2日起计算")
    head.does("deferral_ended", reason="第二期没有缴纳")
    ending.on("2025-08-21")
    pays(PartyOnThePhone(ending))
    assert float(ending.last("paid").payload["amount_yuan"]) > 20000
    closes_and_archives(ending, correction="已卸载，复称 42600 千克")


# --- what they have in common ---------------------------------------------------------------------------------------


def publishes_by_itself(ending: Ending) -> None:
    """The head orders once that what the check lets pass is published; the decision was served before that."""
    case = EnforcementCase.objects.select_related("agency").get(pk=ending.case_id)
    mandate = Mandate(Account.objects.get(username="head"), "执法结果按时公开", ending.now())
    order_publication(agency=case.agency, automatic=True, effective_from=mandate.day, mandate=mandate)
    ending.works()


def pays(party: PartyOnThePhone) -> None:
    """Two taps: to the payment platform, and yes."""
    ending = party.ending
    already = ending.kinds().count("paid")
    page = party.comes_in()
    page.get_by_role("button", name="去缴款").click()
    page.get_by_role("button", name="确认缴款").click()
    ending.waits_for(lambda: ending.kinds().count("paid") > already)
    page.wait_for_url(lambda url: url.startswith(ending.office.address))
    party.looks()


def reads_it_in_public(ending: Ending, party: PartyOnThePhone) -> None:
    """Anybody finds the decision, without an account; numbers, plate and address of the party are not in it."""
    record = PublicRecord.objects.get(state=RecordState.PUBLIC)
    page = party.page
    page.goto(f"{ending.office.address}/publicity/?q=超限")
    page.locator(f"a[href$='{record.ref}']").click()
    expect(page.locator("main")).to_contain_text("27500")
    for hidden in ("12031X", "1801", "示A", "驿站街"):
        expect(page.locator("main")).not_to_contain_text(hidden)
    party.looks()


def gives_the_fine_back(ending: Ending) -> None:
    cashier = ending.office.at("cashier")
    cashier.goes(f"/cases/{ending.case_id}/money/")
    cashier.types("[name=reason]", "决定已被撤销")
    cashier.clicks(cashier.page.get_by_role("button", name="申请退"))
    head = ending.office.at("head")
    head.goes("/money/refunds/")
    head.clicks(head.page.get_by_role("button", name="批准"))
    ending.waits_for(lambda: "fine_refunded" in ending.kinds())
    assert Refunding.objects.get().state == RefundState.DONE
    assert not PaymentOrder.objects.filter(case_uid=ending.case_id, state=OrderState.OPEN).exists()


def closes_and_archives(ending: Ending, **closing: str) -> None:
    ending.office.at("head").does("case_closed", **closing)
    archivist = ending.office.at("archivist")
    archivist.goes(f"/cases/{ending.case_id}/archive/")
    archivist.does("archived")
    ending.works()
    check = verify_file(ending.case_id)
    assert check.ok, check.findings
    assert check.volumes >= 2


def gathers_what_came_later(ending: Ending) -> None:
    """What came after archiving is bound into a volume of its own; the archived ones stay as they are."""
    assert not verify_file(ending.case_id).ok
    ending.office.at("archivist").does("file_supplemented", reason="归档以后收到法院裁定")
    check = verify_file(ending.case_id)
    assert check.ok, check.findings
