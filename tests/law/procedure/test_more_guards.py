"""Each guard that no unlawful change reaches: with the defect its code appears, without it the act is in order."""

from datetime import datetime, timedelta

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.objections import Severity
from hengtu.law.procedure import objections_to
from hengtu.law.procedure.guards.opening import CATEGORIES
from tests.law.procedure.test_guards import CIVIL, acts_of, at, before, changed, codes, opening

SPOT_FILING_DUE = datetime(2025, 9, 15, 23, 59, tzinfo=CIVIL)
HEAD = Actor("head", frozenset({"agency_head", "chief_head"}))
OFFICERS = tuple(Actor(name, frozenset({"officer"}), True) for name in ("officer-a", "officer-b"))


def without(history, *kinds):
    return tuple(act for act in history if act.kind not in kinds)


def severities(history, act):
    return {objection.code: objection.severity for objection in objections_to(history, act)}


def joined_by_the_head(history, kind):
    """The same history with the head as a certified officer in the acts of one kind."""
    head = Actor("head", frozenset({"agency_head", "officer"}), True)
    return tuple(
        LegalAct(act.kind, act.occurred_at, (*act.by, head), act.payload, None, act.uid) if act.kind == kind else act
        for act in history
    )


# --- what the case is about ---------------------------------------------------


@pytest.mark.parametrize("category", ["", "railway", "公路路政"])
def test_a_case_without_one_of_the_seven_categories_is_not_opened(category):
    assert codes((), opening(category=category)) == {"category_missing"}


@pytest.mark.parametrize("category", sorted(CATEGORIES))
def test_each_of_the_seven_categories_opens_a_case(category):
    assert len(CATEGORIES) == 7
    assert codes((), opening(category=category)) == set()


def test_a_case_that_names_no_category_at_all_is_not_opened_on_the_spot_either():
    act = acts_of("demo-2")[0]
    case = {key: value for key, value in act.payload["case"].items() if key != "category"}
    assert codes((), act) == set()
    assert codes((), changed(act, case=case)) == {"category_missing"}


# --- gates before the decision ------------------------------------------------


def test_half_of_the_maximum_is_not_decided_without_a_discussion():
    history, act = before("demo-8", "decided")
    assert codes(history, act) == set()
    assert severities(without(history, "discussed"), act) == {"discussion_missing": Severity.VOID}


def test_a_sum_that_follows_from_a_formula_needs_no_discussion_however_near_the_maximum():
    history, act = before("demo-1", "decided")
    assert not any(entry.kind == "discussed" for entry in history)
    assert act.payload["decided"]["amount_yuan"] == 27500
    assert codes(history, act) == set()


@pytest.mark.parametrize("opinion", ["change", "refuse"])
def test_a_review_that_did_not_pass_bars_the_decision(opinion):
    history, act = before("demo-1", "decided")
    failed = tuple(changed(entry, opinion=opinion) if entry.kind == "legal_reviewed" else entry for entry in history)
    assert severities(failed, act) == {"review_not_passed": Severity.VOID}


def test_a_review_that_did_not_pass_bars_not_punishing_too():
    history, act = before("demo-5", "not_punished")
    failed = tuple(changed(entry, opinion="change") if entry.kind == "legal_reviewed" else entry for entry in history)
    assert codes(history, act) == set()
    assert codes(failed, act) == {"review_not_passed"}


@pytest.mark.parametrize("amount", [19999, 100001])
def test_a_penalty_outside_the_statutory_range_is_not_decided(amount):
    history, act = before("demo-8", "decided")
    found = codes(history, changed(act, decided={"kind": "fine", "amount_yuan": amount}))
    assert "penalty_outside_law" in found


def test_a_penalty_outside_the_range_is_stopped_at_the_report_already():
    history, act = before("demo-8", "report_approved")
    assert codes(history, act) == set()
    beyond = changed(act, proposed={"kind": "fine", "amount_yuan": 100001})
    assert severities(history, beyond) == {"penalty_outside_law": Severity.VOID}


# --- people -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case_id", "investigated", "approves"),
    [
        ("demo-1", "lead_registered", "case_filed"),
        ("demo-1", "investigated", "report_approved"),
        ("demo-1", "correction_ordered", "decided"),
        ("demo-5", "report_submitted", "not_punished"),
    ],
)
def test_a_head_who_investigated_does_not_approve(case_id, investigated, approves):
    history, act = before(case_id, approves)
    assert codes(history, act) == set()
    assert codes(joined_by_the_head(history, investigated), act) == {"approver_is_investigator"}


def test_a_head_who_investigated_does_not_find_the_facts_unproved_either():
    history, decided = before("demo-1", "decided")
    act = LegalAct("not_established", decided.occurred_at, (HEAD,), {"reason": "证据不足"})
    assert codes(history, act) == set()
    assert codes(joined_by_the_head(history, "investigated"), act) == {"approver_is_investigator"}


# --- the lead that leads nowhere ----------------------------------------------


def test_a_lead_that_is_not_filed_has_ended():
    lead, filed = acts_of("demo-1")[:2]
    minute = timedelta(minutes=1)
    not_filed = LegalAct("not_filed", filed.occurred_at - minute, (HEAD,), {"reason": "不属于本机关管辖"})
    assert codes((lead,), not_filed) == set()
    assert severities((lead, not_filed), filed) == {"act_too_late_in_order": Severity.VOID}
    assert "act_too_late_in_order" in codes((lead, filed), at(not_filed, filed.occurred_at + minute))
    archivist = Actor("archivist", frozenset({"archivist"}))
    assert codes((lead, not_filed), LegalAct("archived", filed.occurred_at, (archivist,))) == set()


def test_a_lead_is_not_dropped_without_a_reason():
    lead, filed = acts_of("demo-1")[:2]
    assert "reason_missing" in codes((lead,), LegalAct("not_filed", filed.occurred_at, (HEAD,)))


# --- the hearing --------------------------------------------------------------


def test_a_hearing_asked_for_and_not_held_bars_the_decision():
    history, act = before("demo-6", "decided")
    assert codes(history, act) == set()
    unheard = without(history, "hearing_held", "hearing_reported")
    assert severities(unheard, act) == {"hearing_not_held": Severity.VOID}


def test_a_hearing_that_the_party_gave_up_no_longer_bars_the_decision():
    history, act = before("demo-6", "decided")
    held = next(entry for entry in history if entry.kind == "hearing_held")
    ended = LegalAct("hearing_ended", held.occurred_at, held.by, {"reason": "当事人撤回听证申请"})
    given_up = tuple(ended if entry is held else entry for entry in without(history, "hearing_reported"))
    assert codes(given_up, act) == set()


def test_a_hearing_is_held_on_the_day_that_was_announced():
    history, act = before("demo-6", "hearing_held")
    assert codes(history, act) == set()
    next_working_day = datetime(2025, 8, 25, 9, tzinfo=CIVIL)
    assert severities(history, at(act, next_working_day)) == {"hearing_on_other_day": Severity.CURABLE}


# --- service and waiver -------------------------------------------------------


def test_nothing_is_served_electronically_without_a_signed_consent():
    history, act = before("demo-4", "notice_served")
    assert codes(history, act) == set()
    assert codes(history, changed(act, consent_signed=False)) == {"electronic_service_not_agreed"}
    history, act = before("demo-4", "decision_served")
    assert codes(history, act) == set()
    disagreed = tuple(changed(entry, consent_signed=False) for entry in history)
    assert codes(disagreed, act) == {"electronic_service_not_agreed"}
    assert codes(disagreed, changed(act, served="direct")) == set()


def test_a_waiver_counts_only_when_signed():
    history, act = before("demo-1", "statement_heard")
    assert codes(history, act) == set()
    assert codes(history, changed(act, waiver_signed=False)) == {"waiver_unsigned"}
    history, decision = before("demo-1", "decided")
    unsigned = tuple(
        changed(entry, waiver_signed=False) if entry.kind == "statement_heard" else entry for entry in history
    )
    assert codes(unsigned, decision) == {"hearing_request_window_open"}


def test_whoever_is_not_punished_is_educated():
    history, act = before("demo-5", "not_punished")
    found = objections_to(history, changed(act, education=""))
    assert {objection.code for objection in found} == {"education_missing"}
    assert ("APL:33p3",) in {objection.basis for objection in found}


# --- limits -------------------------------------------------------------------


@pytest.mark.parametrize(("day", "late"), [(20, False), (21, True)])
def test_the_decision_is_published_within_seven_working_days(day, late):
    history = without(acts_of("demo-1")[:12], "decision_served")
    assert history[-1].kind == "decision_issued"
    act = LegalAct("decision_published", datetime(2025, 6, day, 17, tzinfo=CIVIL), (HEAD,))
    assert severities(history, act) == ({"publication_late": Severity.LATE} if late else {})


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True)])
def test_a_decision_on_the_spot_is_filed_in_time(days, late):
    history, act = before("demo-2", "spot_filed")
    moved = at(act, SPOT_FILING_DUE + timedelta(days=days))
    assert severities(history, moved) == ({"spot_filing_late": Severity.LATE} if late else {})


# --- on the spot --------------------------------------------------------------


def test_nothing_is_decided_on_the_spot_before_the_certificates_were_shown():
    history, act = before("demo-2", "spot_decided")
    assert codes(history, act) == set()
    (objection,) = objections_to(history[1:], act)
    assert objection.code == "act_out_of_order"
    assert "出示证件" in objection.message
    evidence = history[1]
    assert codes((), evidence) == {"act_out_of_order"}


def cash(amount, **payload):
    history, act = before("demo-3", "spot_acknowledged")
    decided = changed(history[-1], decided={"kind": "fine", "amount_yuan": amount})
    collected = LegalAct(
        "spot_cash_collected",
        act.occurred_at,
        OFFICERS,
        {"condition": "small_fine", "receipt_no": "闽财 0001", "amount_yuan": amount, **payload},
    )
    return (*history[:-1], decided), collected


@pytest.mark.parametrize(("amount", "refused"), [(99, False), (100, False), (100.01, True), (200, True)])
def test_cash_is_taken_on_the_spot_up_to_a_hundred_yuan_included(amount, refused):
    assert codes(*cash(amount)) == ({"spot_cash_not_allowed"} if refused else set())


@pytest.mark.parametrize("condition", ["hard_to_collect_later", "remote_and_asked"])
def test_more_than_a_hundred_yuan_is_taken_only_where_paying_later_is_hard(condition):
    assert codes(*cash(200, condition=condition)) == set()
    assert codes(*cash(200, condition="the party wishes it")) == {"spot_cash_not_allowed"}


def test_no_cash_is_taken_without_a_fiscal_receipt():
    assert "fiscal_receipt_missing" in codes(*cash(100, receipt_no=""))


# --- money --------------------------------------------------------------------


@pytest.mark.parametrize(("second", "refused"), [(30000, False), (29999.99, True), (30001, True)])
def test_instalments_add_up_to_what_is_owed(second, refused):
    history, act = before("demo-8", "instalments_granted")
    parts = [{"due_on": "2025-11-20", "amount_yuan": 20000}, {"due_on": "2025-12-22", "amount_yuan": second}]
    found = codes(history, changed(act, instalments=parts))
    assert found == ({"instalments_do_not_add_up"} if refused else set())


# --- an act recorded afterwards -----------------------------------------------


def test_an_act_recorded_afterwards_is_judged_as_of_when_it_occurred():
    acts = acts_of("demo-1")
    statement = next(act for act in acts if act.kind == "statement_heard")
    afterwards = LegalAct(
        "statement_heard",
        statement.occurred_at + timedelta(minutes=5),
        statement.by,
        {"statement": "none"},
        recorded_at=acts[-1].occurred_at + timedelta(days=30),
    )
    assert codes(acts, afterwards) == set()
    assert "act_too_late_in_order" in codes(acts, at(afterwards, acts[-1].occurred_at + timedelta(days=30)))


def test_dating_back_makes_no_room_for_what_happens_once():
    acts = acts_of("demo-1")
    decided = next(act for act in acts if act.kind == "decided")
    again = at(decided, decided.occurred_at - timedelta(minutes=30))
    history = acts[: acts.index(decided)]
    assert codes(history, again) == set()
    assert codes((*history, decided), again) == {"act_too_late_in_order"}


def test_dating_back_makes_no_room_for_two_ways_out():
    history, decided = before("demo-1", "decided")
    earlier = decided.occurred_at - timedelta(minutes=30)
    unproved = LegalAct("not_established", earlier, (HEAD,), {"reason": "证据不足"})
    assert codes(history, unproved) == set()
    assert codes((*history, decided), unproved) == {"act_too_late_in_order"}
    lead, filed = acts_of("demo-1")[:2]
    not_filed = LegalAct("not_filed", filed.occurred_at - timedelta(hours=1), (HEAD,), {"reason": "不属于本机关管辖"})
    assert codes((lead, filed), not_filed) == {"act_too_late_in_order"}


WAYS_OUT = {
    "decided": {"decided": {"kind": "fine", "amount_yuan": 27500}},
    "not_punished": {
        "decided": {"kind": "none"},
        "education": "已教育",
        "ground": "minor_corrected_no_harm",
        "ground_evidence": "复查照片",
    },
    "not_established": {"reason": "证据不足"},
    "investigation_ended": {"reason": "没有违法事实", "ground": "no_violation"},
    "filing_cancelled": {"reason": "不应当由本机关立案", "ground": "wrongly_filed"},
}


@pytest.mark.parametrize("first", WAYS_OUT)
@pytest.mark.parametrize("second", WAYS_OUT)
def test_a_case_has_one_outcome(first, second):
    history, decided = before("demo-1", "decided")
    ended = LegalAct(first, decided.occurred_at, (HEAD,), WAYS_OUT[first])
    later = LegalAct(second, decided.occurred_at + timedelta(hours=1), (HEAD,), WAYS_OUT[second])
    assert codes(history, ended) == codes(history, later) == set()
    assert codes((*history, ended), later) == {"act_too_late_in_order"}


def test_nothing_is_paid_that_nobody_owes():
    history, paid = before("demo-1", "paid")
    assert "nothing_owed" not in codes(history, paid)
    twice = at(paid, paid.occurred_at + timedelta(hours=1))
    assert "nothing_owed" in codes((*history, paid), twice)
