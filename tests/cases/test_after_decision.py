"""After the decision, through the services: papers come out, projections follow, the right people are needed."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hengtu.cases import participants
from hengtu.cases.models import CaseDeadline, CaseState, DecidedMatter, EnforcementCase
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.selectors.decided_matters import decided_in
from hengtu.cases.services.answer_reconsideration import answer_reconsideration
from hengtu.cases.services.apply_for_deferral import apply_for_deferral
from hengtu.cases.services.apply_to_court import apply_to_court
from hengtu.cases.services.clear_at_once import clear_at_once
from hengtu.cases.services.close_case import close_case
from hengtu.cases.services.collect_cash_on_the_spot import collect_cash_on_the_spot
from hengtu.cases.services.do_act import Late
from hengtu.cases.services.hand_in_cash import hand_in_cash
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.cases.services.record_court_acceptance import record_court_acceptance
from hengtu.cases.services.record_payment import record_payment
from hengtu.cases.services.record_reconsideration_outcome import record_reconsideration_outcome
from hengtu.cases.services.refund_fine import refund_fine
from hengtu.cases.services.refuse_deferral import refuse_deferral
from hengtu.cases.services.serve_reminder import serve_reminder
from hengtu.cases.services.suspend_enforcement import suspend_enforcement
from hengtu.documents.models import Document, DocumentState
from hengtu.ledger.projections import rebuild
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
CIVIL = timezone(timedelta(hours=8))


def on(day, hour=10):
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=CIVIL)


@pytest.fixture
def served(player, stage):
    """The first of the eight cases, served on 2025-06-11 and unpaid."""
    running = player("demo-1")
    play_until(running, "paid")
    return running


@pytest.fixture
def officers(stage):
    return (stage.people["officer-a"], stage.people["officer-b"])


@pytest.fixture
def head(stage):
    return (stage.people["head"],)


@pytest.fixture
def party(served):
    case = EnforcementCase.objects.get(pk=served.case_id)
    return (participants.party(case.party_uid, case.party_name),)


def due(case_id, term):
    return CaseDeadline.objects.get(case=case_id, term=term).due_on.isoformat()


def forms(case_id, state=DocumentState.ISSUED):
    return set(Document.objects.filter(stream_id=case_id, state=state).values_list("form", flat=True))


def codes(refusal):
    return {each.code for each in refusal.value.objections}


REMINDER = {
    "purpose": "court", "due_on": "2025-12-31", "manner": "缴至指定银行", "right_told": True, "served": "direct",
}  # fmt: skip


def remind(case_id, by, day, amount=55000.0, **more):
    return serve_reminder(case_id=case_id, by=by, at=on(day), **{**REMINDER, "amount_yuan": amount, **more})


def test_an_unpaid_fine_goes_to_the_court_with_its_papers_and_the_case_closes_on_acceptance(served, officers, head):
    case_id = served.case_id
    with pytest.raises(ActRefused) as refusal:
        remind(case_id, officers[:1], "2025-12-12")
    assert "two_officers_required" in codes(refusal)
    with pytest.raises(ActRefused) as refusal:
        remind(case_id, officers, "2025-12-12", amount=27500.0)
    assert codes(refusal) == {"reminder_sum_differs"}
    remind(case_id, officers, "2025-12-12")
    assert {"f19_reminder", "f23_service_receipt"} <= forms(case_id)
    assert due(case_id, "court_application") == "2026-03-11"
    with pytest.raises(ActRefused) as refusal:
        apply_to_court(case_id=case_id, by=head, at=on("2025-12-26"), court="示例县人民法院")
    assert codes(refusal) == {"court_before_reminder_over"}
    apply_to_court(case_id=case_id, by=head, at=on("2025-12-27"), court="示例县人民法院", assets="货车一辆")
    paper = Document.objects.get(stream_id=case_id, form="x_court_application")
    assert "55000" in str(paper.data)
    record_court_acceptance(case_id=case_id, by=officers[:1], at=on("2026-01-05"), court="示例县人民法院")
    close_case(case_id=case_id, by=head, at=on("2026-01-06"), correction="已卸载", closing="court_accepted")
    assert EnforcementCase.objects.get(pk=case_id).state == CaseState.CLOSED
    report = Document.objects.get(stream_id=case_id, form="f24_closing_report")
    assert "CL7" in str(report.data)


def test_after_three_months_the_court_is_asked_only_with_a_reason_and_the_heads_word(served, officers, head):
    remind(served.case_id, officers, "2025-12-12")
    ask = {"case_id": served.case_id, "by": head, "at": on("2026-03-12"), "court": "示例县人民法院"}
    with pytest.raises(ActRefused) as refusal:
        apply_to_court(**ask)
    assert codes(refusal) == {"court_application_lapsed"}
    with pytest.raises(LateReasonMissing):
        apply_to_court(**ask, good_reason="当事人下落不明")
    apply_to_court(**ask, good_reason="当事人下落不明", late=Late("公告催告用去三个月", head[0]))


def test_reconsideration_that_revokes_calls_the_papers_back_and_opens_the_case(served, officers, head, stage, party):
    case_id = served.case_id
    publish_decision(case_id=case_id, by=head, at=on("2025-06-13"))
    for act in served.script.acts:
        if act.kind in {"paid", "case_closed"}:
            served.do(act)
    assert EnforcementCase.objects.get(pk=case_id).state == CaseState.CLOSED
    assert DecidedMatter.objects.filter(case_id=case_id).exists()
    receive_reconsideration(
        case_id=case_id, by=officers[:1], at=on("2025-07-08"), body="示例县人民政府", procedure="ordinary"
    )
    assert due(case_id, "reconsideration_reply_ordinary") == "2025-07-22"
    answer_reconsideration(case_id=case_id, by=head, at=on("2025-07-18"), answer="程序合法", evidence=("案卷",))
    record_reconsideration_outcome(
        case_id=case_id, by=officers[:1], at=on("2025-08-26"), outcome="revoked", reason="称重依据不足"
    )
    row = EnforcementCase.objects.get(pk=case_id)
    assert (row.state, row.is_open) == (CaseState.OPEN, True)
    assert not DecidedMatter.objects.filter(case_id=case_id).exists(), "no like case any more"
    assert not list(decided_in(EnforcementCase.objects.all(), date(2000, 1, 1), date(2100, 1, 1)))
    assert "f15_penalty_decision" in forms(case_id, DocumentState.WITHDRAWN)
    assert due(case_id, "withdraw_publication") == "2025-08-29"
    with pytest.raises(ActRefused) as refusal:
        refund_fine(case_id=case_id, by=(participants.payment_platform(),), at=on("2025-08-27"), amount_yuan=27501.0,
                    reason="复议撤销")  # fmt: skip
    assert codes(refusal) == {"refund_too_large"}
    refund_fine(
        case_id=case_id, by=(participants.payment_platform(),), at=on("2025-08-27"), amount_yuan=27500.0, reason="撤销"
    )


def test_a_deferral_is_asked_for_by_the_party_and_refused_in_writing_by_the_head(served, officers, head, party):
    case_id = served.case_id
    apply_for_deferral(case_id=case_id, by=party, at=on("2025-06-16"), reason="经营困难", wanted="分两期")
    with pytest.raises(ActRefused) as refusal:
        refuse_deferral(case_id=case_id, by=officers[:1], at=on("2025-06-17"), reason="没有证明")
    assert codes(refusal) == {"agency_head_required"}
    refuse_deferral(case_id=case_id, by=head, at=on("2025-06-17"), reason="没有证明")
    assert {"x_defer_application", "f17_defer_notice"} <= forms(case_id)
    with pytest.raises(ActRefused) as refusal:
        refuse_deferral(case_id=case_id, by=head, at=on("2025-06-18"), reason="再答")
    assert "no_open_application" in codes(refusal)


def test_cash_of_a_remote_place_is_with_the_agency_two_working_days_after_landing(served, officers):
    case_id, one = served.case_id, officers[:1]
    collect_cash_on_the_spot(
        case_id=case_id, by=one, at=on("2025-06-12"), condition="remote_and_asked", receipt_no="粤 0001",
        amount_yuan=27500.0, difficulty="库区没有银行，当事人提出", landed_on="2025-06-13",
    )  # fmt: skip
    assert due(case_id, "spot_cash_officer") == "2025-06-17"
    with pytest.raises(ActRefused) as refusal:
        hand_in_cash(case_id=case_id, by=one, at=on("2025-06-16"), amount_yuan=27000.0, received_by="财务室")
    assert codes(refusal) == {"cash_differs"}
    hand_in_cash(case_id=case_id, by=one, at=on("2025-06-16"), amount_yuan=27500.0, received_by="财务室")
    assert due(case_id, "spot_cash_bank") == "2025-06-18"


def test_a_suspension_and_an_immediate_clearance_issue_their_forms(served, officers, head):
    case_id = served.case_id
    remind(case_id, officers, "2025-07-07", amount=36575.0)  # eleven days of additional fine
    suspend_enforcement(case_id=case_id, by=head, at=on("2025-07-08"), ground="unable", reason="当事人住院")
    clear_at_once(
        case_id=case_id, by=officers, at=on("2025-07-09"), place_kind="road", subject="遗洒的砂石",
        why_at_once="占据行车道", cost_yuan=600.0, party_absent=True, told_afterwards="当日电话通知",
    )  # fmt: skip
    assert {"f22_suspend_end_resume", "f21_substitute_decision", "x_immediate_clear_notice"} <= forms(case_id)


def test_the_projections_come_out_the_same_when_they_are_written_anew(served, officers, head):
    remind(served.case_id, officers, "2025-12-12")
    before = list(CaseDeadline.objects.order_by("case_id", "term").values_list("case_id", "term", "due_on", "ended_on"))
    rebuild()
    after = list(CaseDeadline.objects.order_by("case_id", "term").values_list("case_id", "term", "due_on", "ended_on"))
    assert before == after


def test_what_is_paid_late_closes_only_with_the_additional_fine(served, head):
    platform = (participants.payment_platform(),)
    record_payment(case_id=served.case_id, by=platform, at=on("2025-06-28"), amount_yuan=27500.0)
    with pytest.raises(ActRefused) as refusal:
        close_case(case_id=served.case_id, by=head, at=on("2025-06-30"), correction="已卸载", reason="已经缴清")
    assert codes(refusal) == {"not_carried_out"}
    record_payment(case_id=served.case_id, by=platform, at=on("2025-06-30"), amount_yuan=1650.0)
    close_case(case_id=served.case_id, by=head, at=on("2025-06-30", 11), correction="已卸载")
