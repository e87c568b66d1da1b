"""Whole cases in the browser by five accounts: two officers, the unit's head, the reviewer, the agency's head."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import expect

from hengtu.ledger.selectors.acts import acts_of_stream
from tests.journeys.office import OPENING, PIN, Desk, Office, approved_by_both

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "figures.md"


def kinds(office: Office) -> list[str]:
    assert office.case_id is not None
    return [act.kind for act in acts_of_stream(office.case_id)]


def registers_a_weighing(desk: Desk) -> None:
    """A lorry is weighed at a fixed station: 50 000 kg on five axles."""
    desk.goes("/leads/new")
    desk.page.select_option("#f-source", "fixed_station")
    desk.office.effort.clicks += 2
    desk.chooses("#f-second", label="沈佳禾")
    desk.types("#f-pin", PIN)
    desk.types("#f-plate", "冀A12345")
    desk.types("#f-party_name", "贺长林")
    desk.chooses("#f-party_kind", label="自然人")
    desk.types("#f-violation", "车货总质量超限")
    desk.page.press("#f-violation", "Tab")
    desk.types("#f-place", "S99 省道 K12+300 超限检测站")
    desk.page.wait_for_selector("#facts [name^=fact-]")
    desk.page.select_option("[name=fact-vehicle_form]", "train")
    desk.office.effort.clicks += 2
    desk.types("[name=fact-axle_count]", "5")
    desk.types("[name=fact-gross_mass_kg]", "50000")
    desk.submits()
    desk.office.case_id = UUID(desk.page.url.split("/leads/")[1].split("/")[0])
    desk.goes(f"/cases/{desk.office.case_id}/party/")
    desk.types("[name=id_number]", "13990119710412031X")
    desk.types("[name=address]", "示范县驿站街 18 号")
    desk.types("[name=phone]", "19900001801")
    desk.submits()


def investigates_and_reports(office: Office) -> None:
    handler = office.at("officer-a")
    handler.does("case_filed")
    approved_by_both(office)
    handler.does("investigated", records__kinds="scene_record,interview_record", device_certificate_valid="yes")
    handler.does("correction_ordered", order="卸载至限值以内", done_on="2026-09-07", reweigh_kg="42600")
    handler.does("report_submitted")
    handler.does("report_approved")
    approved_by_both(office)


def reviewed(office: Office, opinion: str = "pass", points: str = "") -> None:
    reviewer = office.at("reviewer")
    reviewer.goes(f"/reviews/{office.case_id}/")
    for question in reviewer.page.locator("main fieldset[id^=q-]").all():  # the good answer stands first
        reviewer.clicks(question.locator("label").first)
    reviewer.ticks("opinion", opinion)
    if points:
        reviewer.types("[name=points]", points)
    reviewer.submits()


def decided_served_paid_and_archived(office: Office, amount: str) -> None:
    handler, head = office.at("officer-a"), office.at("head")
    handler.does("decided")
    approved_by_both(office)
    head.does("decision_issued")
    handler.does("decision_served", served="direct")
    head.does("decision_published")
    office.at("cashier").does("paid", amount_yuan=amount, bank_slip="HD-1")
    handler.does("case_closed", correction="已卸载，复检合格")
    approved_by_both(office)
    office.at("officer-b").does("archived")


def test_an_ordinary_case_with_waiver_from_lead_to_archive(new_office: Office) -> None:
    office = new_office
    handler = office.at("officer-a")
    registers_a_weighing(handler)
    investigates_and_reports(office)
    handler.does("notice_served", served="direct", hearing_offered="yes")
    handler.does("statement_heard", statement="无", waives="statement,hearing", waiver_signed="on")
    reviewed(office)
    decided_served_paid_and_archived(office, "3500")
    assert kinds(office)[-1] == "archived"
    handler.goes(f"/cases/{office.case_id}/")
    expect(handler.page.locator("#acts footer")).to_contain_text("核对无误")
    assert [desk.complaints for desk in office._desks.values() if desk.complaints] == []
    effort = office.effort
    counted = f"{effort.clicks} 次点击、{effort.keys} 个字符"
    assert counted in FIGURES.read_text(encoding="utf-8"), f"docs/figures.md should say: {counted}"


def test_a_defence_is_heard_rechecked_and_accepted(new_office: Office) -> None:
    office = new_office
    registers_a_weighing(office.at("officer-a"))
    investigates_and_reports(office)
    handler = office.at("officer-a")
    handler.does("notice_served", served="direct", hearing_offered="yes")
    handler.does(
        "statement_heard", statement="称重前刚加满水箱，请求复核", recheck="已复核检定证书和称重数据，不影响认定"
    )
    reviewed(office)
    handler.does("decided", refused=True)
    expect(handler.page.locator(".errsum")).to_contain_text("没有作出处罚决定")
    office.later(OPENING + timedelta(days=9))  # five working days after the notice
    decided_served_paid_and_archived(office, "3500")
    assert kinds(office)[-1] == "archived"


def test_a_file_sent_back_by_the_reviewer_is_mended(new_office: Office) -> None:
    office = new_office
    registers_a_weighing(office.at("officer-a"))
    investigates_and_reports(office)
    handler = office.at("officer-a")
    handler.does("notice_served", served="direct", hearing_offered="yes")
    handler.does("statement_heard", statement="无", waives="statement,hearing", waiver_signed="on")
    reviewed(office, "change", "请补充检定证书")
    handler.goes(f"/cases/{office.case_id}/")
    expect(handler.page.locator("#next")).to_contain_text("答复审核意见")
    handler.does("report_submitted")
    handler.does("report_approved")
    approved_by_both(office)
    handler.goes(f"/reviews/{office.case_id}/answer/")
    handler.ticks("done_1", "yes")
    handler.types("[name=by_1]", "检定证书附在新的报告里")
    handler.submits()
    reviewed(office)
    decided_served_paid_and_archived(office, "3500")
    assert kinds(office).count("legal_reviewed") == 2


def test_a_first_and_minor_violation_is_not_punished(new_office: Office) -> None:
    office = new_office
    registers_a_weighing(office.at("officer-a"))
    handler = office.at("officer-a")
    handler.does("case_filed")
    approved_by_both(office)
    handler.does("investigated", records__kinds="scene_record", device_certificate_valid="yes")
    handler.does("correction_ordered", order="卸载至限值以内", done_on="2026-09-07")
    handler.does("report_submitted")
    handler.opens("report_approved")
    handler.types('[name="proposed.m1.amount"]', "")
    handler.ticks("proposed.m1.kinds", "none")
    handler.page.select_option('[name="ground"]', "first_minor_corrected") if handler.page.locator(
        'select[name="ground"]'
    ).count() else handler.ticks("ground", "first_minor_corrected")
    handler.submits()
    approved_by_both(office)
    reviewed(office)
    head = office.at("head")
    head.does("not_punished", education="当面讲解规定，已记录", ground_evidence="初次违法查询记录、卸载复检单")
    handler.does("decision_served", served="direct")
    head.does("decision_published")
    handler.does("case_closed", correction="已卸载，复检合格")
    approved_by_both(office)
    office.at("officer-b").does("archived")
    assert {"not_punished", "archived"} <= set(kinds(office))


def test_a_hearing_is_held_while_the_lorry_is_seized(new_office: Office) -> None:
    office = new_office
    registers_a_weighing(office.at("officer-a"))
    handler, head = office.at("officer-a"), office.at("head")
    handler.does("case_filed")
    approved_by_both(office)
    head.does("measure_approved", measure="扣押车辆", granting_article="中华人民共和国道路运输条例第六十二条")
    handler.does("measure_taken", items="五轴货车 1 辆，冀A12345")
    handler.does("investigated", records__kinds="scene_record", device_certificate_valid="yes")
    handler.does("correction_ordered", order="卸载至限值以内", done_on="2026-09-07")
    handler.does("report_submitted")
    handler.does("report_approved")
    approved_by_both(office)
    handler.does("notice_served", served="direct", hearing_offered="yes")
    handler.does("hearing_requested", reason="对称重数据有异议")
    head.opens("hearing_appointed")
    head.chooses("[name=host]", label="梁既明")
    head.chooses("[name=recorder]", label="许未央")
    head.submits()
    handler.opens("hearing_notice_served")
    announced = handler.page.input_value("[name=hearing_at]")[:10]
    handler.fills("place", "执法大队听证室")
    handler.submits()
    day = OPENING.fromisoformat(f"{announced}T14:00:00+08:00")
    office.later(day)
    host = office.at("unit-head")
    host.does("hearing_held", record="调查人员出示称重数据；当事人质证，没有新的证据。")
    host.does("hearing_reported", opinion="事实清楚，建议按告知的处罚决定")
    office.at("head").does(
        "measure_lifted", returned="yes", received_by="贺长林", capacity="party", received_signed="on"
    )
    reviewed(office)
    decided_served_paid_and_archived(office, "3500")
    assert {"measure_lifted", "hearing_held", "archived"} <= set(kinds(office))


def test_a_small_excess_is_settled_on_the_spot(new_office: Office) -> None:
    office = new_office
    officer = office.at("officer-a")
    officer.goes("/spot/new")
    officer.chooses("#f-second", label="沈佳禾")
    officer.types("#f-pin", PIN)
    officer.types("#f-plate", "冀A12345")
    officer.types("#f-party_name", "贺长林")
    officer.chooses("#f-party_kind", label="自然人")
    officer.types("#f-violation", "车货总质量超限")
    officer.page.press("#f-violation", "Tab")
    officer.types("#f-place", "S99 省道 K12+300")
    officer.page.wait_for_selector("#facts [name^=fact-]")
    officer.page.select_option("[name=fact-vehicle_form]", "rigid")
    officer.types("[name=fact-axle_count]", "2")
    officer.types("[name=fact-gross_mass_kg]", "18600")
    officer.submits()
    office.case_id = UUID(officer.page.url.split("/cases/")[1].split("/")[0])
    officer.goes(f"/cases/{office.case_id}/party/")
    officer.types("[name=id_number]", "13990119710412031X")
    officer.types("[name=address]", "示范县驿站街 18 号")
    officer.submits()
    officer.does("spot_evidence_collected", records__kinds="scene_record", device_certificate_valid="yes")
    officer.does("spot_told")
    officer.does("spot_statement_heard", statement="无")
    officer.does("spot_decided")  # the law leaves no choice: a warning stands there already
    officer.does("spot_acknowledged", signed="yes")
    officer.does("spot_filed")
    head = office.at("head")
    head.does("decision_published")
    head.does("spot_case_closed", correction="当场转运部分货物，复检合格")
    office.at("officer-b").does("archived")
    assert kinds(office)[0] == "identity_shown"
    assert kinds(office)[-1] == "archived"
