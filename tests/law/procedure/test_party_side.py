"""What a party can do, until when, and where its case stands: read from the acts, standing by standing."""

from __future__ import annotations

from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.party_standing import Standing, standing_of
from hengtu.law.procedure.party_ways import (
    WayKind,
    goes_through_the_agency,
    own_things,
    payable_of,
    review_comes_first,
    ways_of,
)
from tests.law.procedure.after_decision import act, done, history_of, reminder
from tests.law.procedure.playing import PARTY, TWO, filed, lawful, seized
from tests.law.procedure.playing import act as acted

P = "p1"


def situation_of(history):
    return Situation.of(tuple(history))


def kinds(history, on, *, only_open=True):
    ways = ways_of(situation_of(history), P, date.fromisoformat(on))
    return [way.kind.value for way in ways if way.is_open or not only_open]


def standing(history, on):
    return standing_of(situation_of(history), P, date.fromisoformat(on))


def owed(history, on):
    return payable_of(situation_of(history), P, date.fromisoformat(on))


SERVED = history_of("demo-1")  # 27500 yuan, served on 11 June 2025


def test_before_the_notice_there_is_nothing_to_do_and_after_it_one_can_be_heard():
    assert kinds(history_of("demo-1", "report_approved"), "2025-06-06") == []
    told = history_of("demo-1", "notice_served")
    assert kinds(told, "2025-06-16") == ["hearing", "speak"]
    assert standing(told, "2025-06-16") is Standing.TOLD


def test_the_day_after_the_last_the_hearing_is_listed_as_late_and_speaking_comes_first():
    told = history_of("demo-1", "notice_served")
    assert kinds(told, "2025-06-17") == ["speak"]
    assert kinds(told, "2025-06-17", only_open=False) == ["speak", "hearing"]


def test_a_served_fine_is_paid_by_the_fifteenth_day_and_each_day_after_it_costs_three_percent():
    assert kinds(SERVED, "2025-06-11") == ["pay", "defer", "reconsider", "sue"]
    due = owed(SERVED, "2025-06-26")
    assert (due.amount_yuan, due.last_on, due.is_over) == (27500, date(2025, 6, 26), False)
    assert (due.each_day_yuan, due.cap_yuan) == (825, 27500)
    late = owed(SERVED, "2025-06-28")
    assert (late.is_over, late.added_yuan, late.amount_yuan) == (True, 1650, 29150)
    assert [owed(SERVED, day).is_full for day in ("2025-07-29", "2025-07-30")] == [False, True]
    assert standing(SERVED, "2025-06-26") is Standing.TO_PAY
    assert standing(SERVED, "2025-06-27") is Standing.OVERDUE


def test_who_has_paid_has_only_the_remedies_left():
    paid = history_of("demo-1", "paid")
    assert kinds(paid, "2025-06-20") == ["reconsider", "sue"]
    assert standing(paid, "2025-06-20") is Standing.PERFORMED
    assert kinds(paid, "2025-08-12", only_open=False) == ["sue", "reconsider"]


def test_instalments_tell_the_next_part_and_what_it_still_lacks():
    granted = history_of("demo-8", "instalments_granted")
    first = owed(granted, "2025-11-13")
    assert (first.part, first.parts, first.last_on, first.amount_yuan) == (1, 2, date(2025, 11, 20), 20000)
    assert standing(granted, "2025-11-13") is Standing.IN_PARTS
    assert "defer" not in kinds(granted, "2025-11-13")
    second = owed(history_of("demo-8", "paid"), "2025-11-21")
    assert (second.part, second.last_on, second.amount_yuan) == (2, date(2025, 12, 22), 30000)


def test_an_application_that_waits_is_not_asked_for_again_until_it_is_refused():
    asked = done(SERVED, act("deferral_applied", "2025-06-12", reason="停运", wanted="分两期"))
    assert "defer" not in kinds(asked, "2025-06-13")
    refused = done(asked, act("deferral_refused", "2025-06-16", reason="没有证明"))
    assert "defer" in kinds(refused, "2025-06-17")


def test_a_reminder_can_be_answered_once():
    reminded = done(SERVED, reminder(SERVED, "2025-09-01"))
    assert "answer_reminder" in kinds(reminded, "2025-09-02")
    assert standing(reminded, "2025-09-02") is Standing.REMINDED
    answered = done(reminded, act("reminder_answered", "2025-09-03", statement="有困难", recheck="已复核"))
    assert "answer_reminder" not in kinds(answered, "2025-09-04")


def test_while_reconsideration_runs_no_other_remedy_is_offered_and_nothing_is_added():
    applied = done(SERVED, act("reconsideration_applied", "2025-06-20", body="市人民政府"))
    assert kinds(applied, "2025-06-21") == ["pay", "defer"]
    assert standing(applied, "2025-06-21") is Standing.REVIEWED
    assert owed(applied, "2025-07-30").added_yuan == 0


def test_a_decision_on_the_spot_goes_to_reconsideration_first_and_through_the_agency():
    spot = situation_of(history_of("demo-3", "spot_decided"))
    assert review_comes_first(spot)
    assert goes_through_the_agency(spot)
    assert "sue" not in [way.kind for way in ways_of(spot, P, date(2025, 6, 4))]
    ordinary = situation_of(SERVED)
    assert not review_comes_first(ordinary)


@pytest.mark.parametrize("source", ["offsite", "electronic_monitoring"])
def test_a_penalty_by_electronic_monitoring_goes_through_the_agency(source):
    lead, *rest = SERVED
    other = type(lead)(lead.kind, lead.occurred_at, lead.by, {**lead.payload, "source": source}, None, lead.uid)
    assert goes_through_the_agency(situation_of((other, *rest)))


def test_a_revoked_decision_leaves_nothing_to_pay():
    revoked = done(
        done(SERVED, act("reconsideration_received", "2025-06-20", body="市政府", procedure="ordinary")),
        act("reconsideration_decided", "2025-08-01", outcome="revoked"),
    )
    assert standing(revoked, "2025-08-02") is Standing.REVOKED
    assert owed(revoked, "2025-08-02") is None


def test_an_order_to_correct_waits_for_the_party_until_it_reports():
    order = {"order": "拆除", "due_on": "2026-03-20", "to_verify": True}
    ordered = lawful(filed(), acted("correction_ordered", "03-04", *TWO, **order))
    (way,) = ways_of(situation_of(ordered), "p1", date(2026, 3, 20))
    assert (way.kind, way.last_on, way.is_open) == (WayKind.CORRECT, date(2026, 3, 20), True)
    assert not ways_of(situation_of(ordered), "p1", date(2026, 3, 21))[0].is_open
    reported = lawful(ordered, acted("correction_reported", "03-10", PARTY, words="拆了"))
    assert ways_of(situation_of(reported), "p1", date(2026, 3, 11)) == ()
    done_at_once = lawful(filed(), acted("correction_ordered", "03-04", *TWO, order="拆除", done_on="2026-03-04"))
    assert ways_of(situation_of(done_at_once), "p1", date(2026, 3, 5)) == ()


def test_with_two_parties_nobody_hears_of_the_other_ones_money_or_things():
    two = [{"id": "p1", "kind": "natural_person", "name": "甲"}, {"id": "p2", "kind": "natural_person", "name": "乙"}]
    case = dict(SERVED[0].payload["case"])
    matter = {"violation": case["violation"], "violation_on": case["violation_on"], "facts": case["facts"]}
    matters = [{"id": "m1", "party": "p1", **matter}, {"id": "m2", "party": "p2", **matter}]
    first = SERVED[0]
    opened = {**case, "parties": two, "matters": matters}
    opening = type(first)(first.kind, first.occurred_at, first.by, {**first.payload, "case": opened}, None, first.uid)
    decided = [
        {"matter": "m1", "kind": "fine", "amount_yuan": 1000},
        {"matter": "m2", "kind": "fine", "amount_yuan": 9},
    ]
    rest = [
        type(each)(each.kind, each.occurred_at, each.by, {**each.payload, "decided": decided}, None, each.uid)
        if each.kind == "decided"
        else each
        for each in SERVED[1:]
    ]
    both = situation_of((opening, *rest))
    due = payable_of(both, "p2", date(2025, 6, 12))
    assert (due.amount_yuan, due.is_exact) == (9, True)
    assert own_things(situation_of(seized()), "p1")
    assert own_things(situation_of(seized()), "p9") == ()
