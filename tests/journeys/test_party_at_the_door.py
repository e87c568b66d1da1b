"""A party with a telephone of 360 pixels: from the code on the notice to the answers, with a hearing in between."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from hengtu.documents.models import DocumentDoor
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.journeys.office import OPENING, Office
from tests.journeys.test_browser_reading import findings
from tests.journeys.test_five_accounts import investigates_and_reports, kinds, registers_a_weighing

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def photo() -> bytes:
    picture = Image.new("RGB", (320, 240), "#557")
    ImageDraw.Draw(picture).text((20, 100), "unloading slip 42600 kg", fill="white")
    kept = io.BytesIO()
    picture.save(kept, "JPEG")
    return kept.getvalue()


class Party:
    """The party in a small window, without an account."""

    def __init__(self, office: Office) -> None:
        self.office = office
        door = DocumentDoor.objects.filter(document__stream_id=office.case_id).order_by("document__issued_at").first()
        assert door is not None
        self.address = f"{office.address}/c/{door.code}"
        context = office.browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)

    def comes_in(self) -> None:
        self.page.goto(self.address)
        expect(self.page.locator("main")).not_to_contain_text("贺长林")
        self.looks()
        self.page.fill("#tail", "12031X")
        self.page.fill("#second", "1801")
        self.page.get_by_role("button", name="核对身份").click()
        expect(self.page.locator("main")).to_contain_text("贺长林")
        self.looks()

    def looks(self) -> None:
        """Every page fits the telephone and is clean for a screen reader."""
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide, f"{self.page.url} is wider than the telephone"
        assert findings(self.page) == []


def test_a_party_answers_online_is_heard_and_reads_what_became_of_its_points(new_office: Office) -> None:
    office = new_office
    registers_a_weighing(office.at("officer-a"))
    investigates_and_reports(office)
    handler, head = office.at("officer-a"), office.at("head")
    handler.does("notice_served", served="direct", hearing_offered="yes")

    party = Party(office)
    party.comes_in()
    page = party.page
    page.get_by_role("link", name="提意见、交证据").click()
    page.fill("#point-1", "称重前刚加满水箱")
    page.fill("#point-2", "已经卸载，有复检单")
    page.set_input_files("#files-2", {"name": "复检单.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    party.looks()
    page.get_by_role("button", name="提交").click()
    expect(page.locator("h1")).to_have_text("意见已收到")
    party.looks()
    page.get_by_role("link", name="回到我的页面").click()
    expect(page.locator("main")).to_contain_text("正在核实，还没有答复")
    page.get_by_role("link", name="申请听证").click()
    expect(page.locator("main")).to_contain_text("不收任何费用")
    party.looks()
    page.get_by_role("button", name="申请听证").click()
    expect(page.locator("h1")).to_have_text("听证申请已收到")

    head.opens("hearing_appointed")
    head.chooses("[name=host]", label="梁既明")
    head.chooses("[name=recorder]", label="许未央")
    head.submits()
    handler.opens("hearing_notice_served")
    announced = handler.page.input_value("[name=hearing_at]")[:10]
    handler.fills("place", "执法大队听证室")
    handler.fills("is_public", "yes")
    handler.submits()
    page.goto(party.address)
    expect(page.locator("main")).to_contain_text("执法大队听证室")
    page.goto(f"{office.address}/hearings/")
    expect(page.locator("main")).to_contain_text("执法大队听证室")
    expect(page.locator("main")).not_to_contain_text("贺长林")
    party.looks()

    office.later(datetime.fromisoformat(f"{announced}T14:00:00+08:00"))
    host = office.at("unit-head")
    host.opens("hearing_held")
    host.fills("rights_told", "yes")
    host.types("[name=record]", "办案人出示称重数据和复检单，当事人申辩。")
    host.page.locator("textarea[name^='examined.']").first.fill("真实，能证明已经卸载")
    host.types("[name=final_words]", "请求从轻")
    host.fills("signed", "on")
    host.submits()
    host.does("hearing_reported", opinion="超限事实清楚；已经卸载属实，建议考虑")

    handler = office.at("officer-a")
    handler.opens("statement_heard")
    expect(handler.page.locator("main")).to_contain_text("称重前刚加满水箱")
    for number, adopted, answer in (("1", "no", "水箱不足一百公斤，不影响超限"), ("2", "yes", "复检单属实")):
        handler.types(f'[name="points.{number}.answer"]', answer)
        handler.ticks(f"points.{number}.adopted", adopted)
    handler.types('[name="points.1.reason"]', "扣除水箱后仍然超限")
    handler.page.locator("input[name=evidence_seen]").first.check()
    handler.submits()
    page.goto(party.address)
    party.comes_in()
    expect(page.locator("main")).to_contain_text("不采纳。水箱不足一百公斤")
    expect(page.locator("main")).to_contain_text("采纳。复检单属实")
    assert party.complaints == []
    assert kinds(office)[-3:] == ["hearing_held", "hearing_reported", "statement_heard"]
    received = next(act for act in acts_of_stream(office.case_id) if act.kind == "statement_received")  # type: ignore[arg-type]
    assert received.by[0].kind == "PARTY"
    assert received.occurred_at.date() == OPENING.date()
