"""A correction through the services: ordered, reported by the party, verified by two officers, before the closing."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hengtu.cases import participants
from hengtu.cases.models import Alarm, CaseDeadline, CaseState, CaseTask, EnforcementCase
from hengtu.cases.refusals import ActRefused, LateReasonMissing
from hengtu.cases.services.close_case import close_case
from hengtu.cases.services.do_act import Late
from hengtu.cases.services.order_correction import order_correction
from hengtu.cases.services.record_payment import record_payment
from hengtu.cases.services.report_correction import report_correction
from hengtu.cases.services.verify_correction import verify_correction
from hengtu.documents.models import Document
from hengtu.ledger.projections import rebuild
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
CIVIL = timezone(timedelta(hours=8))


def on(day, hour=10):
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=CIVIL)


@pytest.fixture
def ordered(player, stage):
    """The first of the eight cases, paid, with a second order whose term ends on 2025-07-10."""
    running = player("demo-1")
    play_until(running, "case_closed")
    order_correction(
        case_id=running.case_id, by=two(stage), at=on("2025-06-27"), order="加装防超载装置", due_on="2025-07-10"
    )
    return running.case_id


def two(stage):
    return (stage.people["officer-a"], stage.people["officer-b"])


def party(case_id):
    case = EnforcementCase.objects.get(pk=case_id)
    return participants.party(case.party_uid, case.party_name)


def close(case_id, stage, day="2025-07-14", **more):
    return close_case(case_id=case_id, by=(stage.people["head"],), at=on(day), **more)


def codes(refusal):
    return {each.code for each in refusal.value.objections}


def test_reported_at_the_door_verified_by_officers_and_closed_with_its_paper(ordered, stage):
    with pytest.raises(ActRefused) as refusal:
        close(ordered, stage, correction="当事人说已经改正")
    assert codes(refusal) == {"correction_not_verified"}
    who = party(ordered)
    told = report_correction(
        case_id=ordered, by=(who,), at=on("2025-07-08"), words="已经加装", party=who.id, mode="ONLINE", key="once"
    )
    again = report_correction(case_id=ordered, by=(who,), at=on("2025-07-08"), words="已经加装", key="once")
    assert told.uid == again.uid
    task = CaseTask.objects.get(case_id=ordered, kind="correction_verified")
    assert (task.ready_on, task.due_on) == (date(2025, 7, 8), date(2025, 7, 15))
    seen = {"result": "done", "found": "装置已经加装，试验有效"}
    with pytest.raises(ActRefused) as refusal:
        verify_correction(case_id=ordered, by=two(stage)[:1], at=on("2025-07-10"), **seen)
    assert "two_officers_required" in codes(refusal)
    verify_correction(case_id=ordered, by=two(stage), at=on("2025-07-10"), **seen)
    paper = Document.objects.get(stream_id=ordered, form="x_correction_check")
    assert "加装防超载装置" in str(paper.data)
    assert "已经加装" in str(paper.data)
    close(ordered, stage)
    assert EnforcementCase.objects.get(pk=ordered).state == CaseState.CLOSED
    report = Document.objects.get(stream_id=ordered, form="f24_closing_report")
    assert "2025年7月10日核查，已经改正" in str(report.data)


def test_a_late_look_leaves_an_alarm_with_its_reason(ordered, stage):
    seen = {"result": "done", "found": "装置已经加装"}
    with pytest.raises(LateReasonMissing):
        verify_correction(case_id=ordered, by=two(stage), at=on("2025-07-18"), **seen)
    late = Late("汛期抽调，人手不足", stage.people["head"])
    verify_correction(case_id=ordered, by=two(stage), at=on("2025-07-18"), late=late, **seen)
    assert Alarm.objects.get(case_id=ordered, code="verified_late").reason == "汛期抽调，人手不足"
    assert CaseDeadline.objects.get(case_id=ordered, term="correction_verify").ended_on == date(2025, 7, 18)


def test_closed_under_follow_up_it_is_still_looked_at_and_a_rebuild_changes_nothing(ordered, stage):
    close(ordered, stage, correction="正在加装", correction_is="follow_up", follow_up_on="2025-08-01")
    assert CaseTask.objects.get(case_id=ordered, kind="correction_verified").ready_on == date(2025, 8, 1)
    verify_correction(case_id=ordered, by=two(stage), at=on("2025-08-04"), result="done", found="已经加装")
    assert not CaseTask.objects.filter(case_id=ordered, kind="correction_verified").exists()
    assert not any(each.differed for each in rebuild())


def test_a_payment_is_no_correction(ordered, stage):
    with pytest.raises(ActRefused):
        record_payment(case_id=ordered, by=(participants.payment_platform(),), at=on("2025-07-11"), amount_yuan=1.0)
    with pytest.raises(ActRefused) as refusal:
        close(ordered, stage, correction_is="not_needed")
    assert codes(refusal) == {"correction_reason_missing"}
