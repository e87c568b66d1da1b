"""Whole ways from a served decision to the archive, service by service: paid, the court, revoked, a plan broken off.

Each ends in the archive; what the law wants first is refused before it is done.
"""

from datetime import date, datetime, timedelta, timezone

import pytest

from hengtu.cases import participants
from hengtu.cases.history import legal_history
from hengtu.cases.models import CaseState, CaseTask, EnforcementCase
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.answer_reconsideration import answer_reconsideration
from hengtu.cases.services.apply_for_deferral import apply_for_deferral
from hengtu.cases.services.apply_to_court import apply_to_court
from hengtu.cases.services.archive_case import archive_case
from hengtu.cases.services.close_case import close_case
from hengtu.cases.services.end_deferral import end_deferral
from hengtu.cases.services.end_investigation import end_investigation
from hengtu.cases.services.grant_instalments import grant_instalments
from hengtu.cases.services.hear_reminder_answer import hear_reminder_answer
from hengtu.cases.services.publish_decision import publish_decision
from hengtu.cases.services.receive_reconsideration import receive_reconsideration
from hengtu.cases.services.record_court_acceptance import record_court_acceptance
from hengtu.cases.services.record_court_order import record_court_order
from hengtu.cases.services.record_payment import record_payment
from hengtu.cases.services.record_reconsideration_outcome import record_reconsideration_outcome
from hengtu.cases.services.refund_fine import refund_fine
from hengtu.cases.services.serve_reminder import serve_reminder
from hengtu.cases.services.withdraw_publication import withdraw_publication
from hengtu.law.procedure.execution_standing import Obligation, execution_standing
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import Situation
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
CIVIL = timezone(timedelta(hours=8))
COURT = "示例县人民法院"


def on(day, hour=10):
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=CIVIL)


class Way:
    """One case and the people who carry it on."""

    def __init__(self, case_id, stage):
        self.case_id, self.people = case_id, stage.people
        self.officers = (stage.people["officer-a"], stage.people["officer-b"])
        self.head, self.one = (stage.people["head"],), self.officers[:1]
        self.bank = (participants.payment_platform(),)
        case = EnforcementCase.objects.get(pk=case_id)
        self.party = (participants.party(case.party_uid, case.party_name),)

    def do(self, service, by, day, **content):
        return service(case_id=self.case_id, by=by, at=on(day), **content)

    def refused(self, service, by, day, **content):
        with pytest.raises(ActRefused) as refusal:
            self.do(service, by, day, **content)
        return {each.code for each in refusal.value.objections}

    def situation(self):
        return Situation.of(legal_history(acts_of_stream(self.case_id)))

    def owed(self, day):
        return settle(self.situation(), date.fromisoformat(day)).outstanding_yuan

    def state(self, day):
        phase = execution_standing(self.situation(), date.fromisoformat(day)).get(Obligation("money"))
        return phase.state.value if phase else ""

    def remind(self, day):
        return self.do(
            serve_reminder, self.officers, day, purpose="court", due_on="2026-01-15", manner="缴至指定银行",
            right_told=True, served="direct", amount_yuan=self.owed(day),
        )  # fmt: skip

    def file_away(self, day):
        self.do(archive_case, (self.people["archivist"],), day)
        assert EnforcementCase.objects.get(pk=self.case_id).state == CaseState.ARCHIVED
        left = set(CaseTask.objects.filter(case_id=self.case_id).values_list("kind", flat=True))
        assert left <= {"paid"}, "what the court collects still comes in; nothing else is left to do"


@pytest.fixture
def way(player, stage):
    """The first of the eight cases, served on 2025-06-11, published and unpaid."""
    running = player("demo-1")
    play_until(running, "paid")
    made = Way(running.case_id, stage)
    made.do(publish_decision, made.head, "2025-06-13")
    return made


def test_paid_in_time_it_is_archived(way):
    way.do(record_payment, way.bank, "2025-06-20", amount_yuan=27500.0)
    way.do(close_case, way.head, "2025-06-23", closing="carried_out")
    way.file_away("2025-06-25")


def test_unpaid_with_its_additional_fine_reminded_to_the_court_and_archived(way):
    assert way.state("2025-06-26") == "term"
    assert (way.state("2025-06-27"), way.owed("2025-07-06")) == ("overdue", 35750.0)
    way.remind("2025-12-12")
    way.do(hear_reminder_answer, way.party, "2025-12-16", statement="资金紧张", recheck="理由不成立")
    assert way.state("2025-12-26") == "reminded"
    assert way.refused(apply_to_court, way.head, "2025-12-26", court=COURT) == {"court_before_reminder_over"}
    way.do(apply_to_court, way.head, "2025-12-29", court=COURT, assets="货车一辆")
    assert way.refused(close_case, way.head, "2025-12-30", closing="court_accepted") == {"closing_does_not_fit"}
    way.do(record_court_acceptance, way.one, "2026-01-06", court=COURT, court_case="行审 1 号")
    way.do(close_case, way.head, "2026-01-08", closing="court_accepted")
    way.do(record_court_order, way.one, "2026-01-12", court_case="行审 1 号")
    assert way.state("2026-01-13") == "court_ruled"
    way.file_away("2026-01-15")


def test_reconsideration_revokes_and_it_is_withdrawn_refunded_ended_and_archived(way):
    way.do(record_payment, way.bank, "2025-06-20", amount_yuan=27500.0)
    way.do(close_case, way.head, "2025-06-23")
    way.do(receive_reconsideration, way.one, "2025-07-08", body="示例县人民政府", procedure="ordinary")
    way.do(answer_reconsideration, way.head, "2025-07-18", answer="程序合法")
    way.do(record_reconsideration_outcome, way.one, "2025-08-26", outcome="revoked", reason="称重依据不足")
    open_tasks = set(CaseTask.objects.filter(case_id=way.case_id).values_list("kind", flat=True))
    assert open_tasks >= {"publication_withdrawn", "fine_refunded"}
    way.do(end_investigation, way.head, "2025-08-27", ground="no_violation", reason="称重依据不足，违法事实不能证明")
    assert way.refused(close_case, way.head, "2025-08-27") >= {"publication_not_withdrawn", "refund_open"}
    way.do(withdraw_publication, way.head, "2025-08-28", reason="行政复议决定撤销")
    assert way.refused(close_case, way.head, "2025-08-28") == {"refund_open"}
    way.do(refund_fine, way.bank, "2025-08-28", amount_yuan=27500.0, reason="行政复议决定撤销")
    way.do(close_case, way.head, "2025-08-29")
    way.file_away("2025-09-01")


def test_instalments_missed_are_broken_off_reminded_paid_with_the_addition_and_archived(way):
    parts = [{"due_on": "2025-09-30", "amount_yuan": 10000.0}, {"due_on": "2025-12-31", "amount_yuan": 17500.0}]
    way.do(apply_for_deferral, way.party, "2025-06-20", reason="经营困难", wanted="分两期")
    way.do(grant_instalments, way.head, "2025-06-24", instalments=parts)
    assert way.refused(end_deferral, way.head, "2025-09-30", reason="第一期没有缴") == {"no_instalment_missed"}
    assert way.state("2025-10-01") == "plan_missed"
    way.do(end_deferral, way.head, "2025-10-09", reason="第一期没有缴")
    assert way.state("2025-10-10") == "overdue"
    way.remind("2025-10-15")
    owed = way.owed("2025-11-03")
    assert owed > 27500
    way.do(record_payment, way.bank, "2025-11-03", amount_yuan=owed)
    assert way.state("2025-11-04") == ""
    way.do(close_case, way.head, "2025-11-05", closing="carried_out")
    way.file_away("2025-11-07")


def test_instalments_missed_go_to_the_court_within_three_months_of_the_end_of_the_plan(way):
    way.do(
        grant_instalments, way.head, "2025-06-24", instalments=[{"due_on": "2025-12-31", "amount_yuan": 27500.0}]
    )  # fmt: skip
    way.remind("2026-01-05")
    way.do(apply_to_court, way.head, "2026-01-20", court=COURT)
    way.do(record_court_acceptance, way.one, "2026-01-23", court=COURT)
    way.do(close_case, way.head, "2026-01-26", closing="court_accepted")
    way.do(record_payment, way.bank, "2026-02-10", amount_yuan=way.owed("2026-02-10"))
    assert way.state("2026-02-11") == ""
    way.file_away("2026-02-12")
