"""A return with two points while the handler edits, answered and passed; three heads whose quorum breaks and holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.office import OPENING, Desk, Office
from tests.journeys.test_five_accounts import investigates_and_reports, kinds, registers_a_weighing, reviewed

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NEXT = (OPENING + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")


def presses(desk: Desk, name: str) -> None:
    desk.clicks(desk.page.get_by_role("button", name=name, exact=True).first)
    desk.page.wait_for_load_state()


def at_the_meeting(office: Office, who: str) -> Desk:
    desk = office.at(who)
    desk.goes(f"/discussions/{office.case_id}/")
    return desk


def speaks(office: Office, who: str) -> None:
    desk = at_the_meeting(office, who)
    desk.types("#f-view", "事实清楚，同意")
    desk.ticks("vote", "for")
    presses(desk, "提交意见")


def keeps_out(office: Office, who: str, state: str, reason: str) -> None:
    desk = at_the_meeting(office, who)
    desk.ticks("state", state)
    desk.types("#f-reason", reason)
    presses(desk, "登记")


def returned_with_two_points(office: Office) -> None:
    reviewer = office.at("reviewer")
    reviewer.goes(f"/reviews/{office.case_id}/")
    presses(reviewer, "由我收审")
    expect(reviewer.page.locator("#h-turn + .tag")).to_contain_text("在您手里")
    reviewer.types("#f-points", "补充检定证书")
    reviewer.types("#f-points-2", "说明为什么不从轻")
    reviewer.page.select_option("#k-2", "discretion")
    reviewer.ticks("opinion", "change")
    presses(reviewer, "提交审核意见")


def test_from_a_return_to_a_decision_that_keeps_to_the_discussion(new_office: Office) -> None:
    office = new_office
    handler = office.at("officer-a")
    registers_a_weighing(handler)
    investigates_and_reports(office)
    handler.does("notice_served", served="direct", hearing_offered="yes")
    handler.does("statement_heard", statement="无", waives="statement,hearing", waiver_signed="on")

    handler.opens("correction_ordered")  # the handler is writing while the reviewer returns the file
    handler.types("[name=order]", "称重数据已经复核，继续整改")
    presses(handler, "存草稿")
    returned_with_two_points(office)
    handler.opens("correction_ordered")
    expect(handler.page.locator("[name=order]")).to_have_value("称重数据已经复核，继续整改")  # nothing is lost
    expect(handler.page.locator("#check")).to_contain_text("法制审核退回，提出2点")
    handler.goes(f"/reviews/{office.case_id}/answer/")
    handler.ticks("done_1", "yes")
    handler.types("[name=by_1]", "检定证书已附卷")
    presses(handler, "答复并重新送审")
    expect(handler.page.locator(".errsum")).to_contain_text("第2点还没有答复")
    handler.ticks("done_2", "no")
    handler.types("[name=why_2]", "数额由公式确定，没有裁量余地")
    presses(handler, "答复并重新送审")
    expect(handler.page.locator("main")).to_contain_text("重新送审")
    reviewer = office.at("reviewer")
    reviewer.goes(f"/reviews/{office.case_id}/")
    expect(reviewer.page.locator(".ptans")).to_contain_text("检定证书已附卷")
    expect(reviewer.page.locator(".ptans")).to_contain_text("没有采纳")
    reviewed(office)

    meeting = at_the_meeting(office, "officer-a")
    meeting.chooses("#f-chair", label="严国梁")
    meeting.types("#f-agenda", "是否按公式罚款")
    presses(meeting, "提请讨论")
    for who in ("head", "deputy-1"):
        presses(at_the_meeting(office, who), "我已到会")
    keeps_out(office, "deputy-2", "RECUSED", "当事人是近亲属")
    keeps_out(office, "deputy-1", "LEFT", "处置突发事件")
    head = at_the_meeting(office, "head")
    expect(head.page.locator("#h-seats ~ .tag")).to_contain_text("人数不够")
    speaks(office, "head")
    head.types("#f-conclusion", "同意处罚")
    presses(head, "提出结论，请各人签字")
    expect(head.page.locator(".errsum")).to_contain_text("到会人数不够")
    head.types("#f-adj", "到会人数不够")
    head.types("#f-next", NEXT)
    presses(head, "休会")
    assert kinds(office)[-1] == "discussion_adjourned"

    office.later(OPENING + timedelta(hours=3))
    for who in ("deputy-1", "head"):
        presses(at_the_meeting(office, who), "我已到会")
        speaks(office, who)
    head = office.at("head")
    head.types("#f-conclusion", "同意处罚")
    presses(head, "提出结论，请各人签字")
    for who in ("head", "deputy-1"):
        presses(at_the_meeting(office, who), "签字")
    assert kinds(office)[-1] == "discussed"
    handler = office.at("officer-a")
    handler.does("decided", decided__m1__amount="3000", refused=True)
    expect(handler.page.locator(".errsum")).to_contain_text("集体讨论的结论是")
    assert "decided" not in kinds(office)
    assert [desk.complaints for desk in office._desks.values() if desk.complaints] == []
