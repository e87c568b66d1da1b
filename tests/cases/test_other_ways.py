"""The ways a case seldom takes, through the services: extensions, a hearing that ends, a case without penalty."""

from datetime import timedelta

import pytest

from hengtu.cases.models import CaseDeadline, EnforcementCase
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.collect_cash_on_the_spot import collect_cash_on_the_spot
from hengtu.cases.services.end_hearing import end_hearing
from hengtu.cases.services.end_investigation import end_investigation
from hengtu.cases.services.extend_case import extend_case
from hengtu.cases.services.extend_measure import extend_measure
from hengtu.cases.services.find_not_established import find_not_established
from hengtu.cases.services.take_urgent_measure import take_urgent_measure
from tests.cases.test_services import play_until

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def due(case_id, term):
    return CaseDeadline.objects.get(case=case_id, term=term).due_on.isoformat()


def test_extensions_move_the_ninety_and_the_thirty_days(player, stage):
    running = player("demo-6")
    act = play_until(running, "measure_lifted")
    words = {"case_id": running.case_id, "by": (stage.people["head"],), "reason": "案情复杂，等待鉴定"}
    extend_case(at=act.occurred_at - 2 * HOUR, **words)
    extend_measure(at=act.occurred_at - HOUR, **words)
    assert (due(running.case_id, "case_decision"), due(running.case_id, "seizure")) == ("2025-11-12", "2025-09-13")
    with pytest.raises(ActRefused):
        extend_measure(at=act.occurred_at - HOUR / 2, **words)


def test_a_party_that_stays_away_from_its_hearing_lets_the_case_go_on(player, stage):
    running = player("demo-6")
    act = play_until(running, "hearing_held")
    end_hearing(
        case_id=running.case_id, by=(stage.people["officer-c"],), at=act.occurred_at, reason="当事人无正当理由不出席"
    )
    for step in running.script.acts:
        if step.kind in {"legal_reviewed", "discussed", "decided"}:
            running.do(step)
    assert EnforcementCase.objects.get(pk=running.case_id).stage == "decided"


def test_what_is_not_proved_is_not_punished(player, stage):
    running = player("demo-1")
    act = play_until(running, "decided")
    find_not_established(
        case_id=running.case_id, by=(stage.people["head"],), at=act.occurred_at, reason="称重记录不能证明超限"
    )
    with pytest.raises(ActRefused):
        running.do(act)
    assert due(running.case_id, "case_decision")
    assert CaseDeadline.objects.get(case=running.case_id, term="case_decision").ended_on == act.occurred_at.date()


def test_an_investigation_ends_only_when_nothing_is_seized(player, stage):
    running = player("demo-6")
    act = play_until(running, "measure_lifted")
    words = {
        "case_id": running.case_id,
        "by": (stage.people["head"],),
        "ground": "no_violation",
        "reason": "没有违法事实",
    }
    with pytest.raises(ActRefused) as refusal:
        end_investigation(at=act.occurred_at, **words)
    assert {each.code for each in refusal.value.objections} == {"measure_not_lifted"}
    running.do(act)
    end_investigation(at=act.occurred_at + HOUR, **words)


def test_an_urgent_measure_runs_by_the_hour_until_it_is_approved(player, stage):
    running = player("demo-6")
    act = play_until(running, "measure_approved")
    officers = (stage.people["officer-a"], stage.people["officer-b"])
    take_urgent_measure(
        case_id=running.case_id, by=officers, at=act.occurred_at - HOUR / 12, measure="扣押车辆",
        granting_article=act.payload["granting_article"], reason="车辆可能驶离",
    )  # fmt: skip
    running.do(act)
    row = CaseDeadline.objects.get(case=running.case_id, term="urgent_measure_report")
    assert (row.due_on.isoformat(), row.ended_on.isoformat()) == ("2025-07-16", "2025-07-15")


def test_cash_on_the_spot_settles_a_small_fine_and_no_larger_one(player, stage):
    running = player("demo-3")
    act = play_until(running, "paid")
    words = {
        "case_id": running.case_id,
        "by": (stage.people["officer-a"],),
        "at": act.occurred_at,
        "receipt_no": "0001",
    }
    with pytest.raises(ActRefused) as refusal:
        collect_cash_on_the_spot(condition="small_fine", amount_yuan=200, **words)
    assert {each.code for each in refusal.value.objections} == {"spot_cash_not_allowed"}
    collect_cash_on_the_spot(condition="remote_and_asked", amount_yuan=200, **words)
    assert CaseDeadline.objects.get(case=running.case_id, term="pay_fine").ended_on == act.occurred_at.date()
