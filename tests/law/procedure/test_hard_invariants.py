"""The hard invariants of the procedure, one by one: what the engine must refuse, not merely display.

INV10, INV11, INV13 and INV14 belong to execution and are kept in ``test_hard_invariants_execution.py``; INV19 is read
from the code in ``tests/architecture/test_no_ranking_by_fines.py``.
"""

from pathlib import Path

import pytest

import hengtu
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.versions import PENALTY_2021
from tests.law.procedure.playing import (
    CHIEF,
    HEAD,
    KEEPER,
    PARTY,
    REVIEWER,
    RTR,
    TWO,
    A,
    Actor,
    B,
    act,
    codes,
    filed,
    lawful,
    reported,
    seized,
    severity,
)
from tests.law.procedure.test_guards import acts_of, before, changed
from tests.law.procedure.test_guards import codes as codes_of

FINE = {"kind": "fine", "amount_yuan": 30000}
AUXILIARY = Actor("aux", frozenset({"auxiliary"}), None, "辅助人员")
EXPIRED = Actor("old", frozenset({"officer"}), False, "证件过期者")
OUTWARD = [arrow.kind for arrow in PENALTY_2021.arrows if hand_of(arrow.kind) is Hand.OFFICERS]
APPROVALS = [
    arrow.kind for arrow in PENALTY_2021.arrows if hand_of(arrow.kind) in (Hand.HEAD, Hand.REVIEWER, Hand.CHIEF)
]


def told():
    return lawful(
        reported(filed(), FINE),
        act("notice_served", "03-11 09:00", *TWO, proposed=FINE, served="direct", hearing_offered=True),
    )


def reviewed():
    return lawful(told(), act("legal_reviewed", "03-20 09:00", REVIEWER, opinion="pass"))


def deciding(at="03-25", **decided):
    return act("decided", at, HEAD, decided={**FINE, **decided})


@pytest.mark.parametrize("kind", OUTWARD)
@pytest.mark.parametrize("people", [(A,), (A, A), (A, AUXILIARY), (A, EXPIRED)], ids=["one", "twice", "aux", "expired"])
def test_inv01_no_outward_act_by_fewer_than_two_certified_officers(kind, people):
    assert severity(filed(), act(kind, "03-04", *people)).get("two_officers_required") == "void"


@pytest.mark.parametrize("kind", APPROVALS)
def test_inv01_approvals_and_reviews_are_acts_of_one_person(kind):
    everybody = (Actor("one", frozenset({"agency_head", "chief_head", "legal_reviewer", "handling_unit_head"})),)
    found = codes(filed(), act(kind, "03-04", *everybody))
    assert not {code for code in found if code.endswith(("_required", "two_officers_required"))}


def test_inv02_no_decision_without_a_served_notice_of_that_penalty():
    history = lawful(reported(filed(), FINE), act("legal_reviewed", "03-20", REVIEWER, opinion="pass"))
    assert severity(history, deciding())["notice_not_served"] == "void"
    assert codes(reviewed(), deciding()) == set()


def test_inv03_no_decision_before_the_window_has_closed_without_a_signed_waiver():
    early = lawful(told(), act("legal_reviewed", "03-12", REVIEWER, opinion="pass"))
    assert severity(early, deciding("03-13"))["hearing_request_window_open"] == "void"
    waiver = {"statement": "无", "waives": ["statement", "hearing"]}
    unsigned = act("statement_heard", "03-11 10:00", PARTY, **waiver, waiver_signed=False)
    assert codes(told(), unsigned) == {"waiver_unsigned"}
    waived = lawful(told(), act("statement_heard", "03-11 10:00", PARTY, **waiver, waiver_signed=True))
    waived = lawful(waived, act("legal_reviewed", "03-12", REVIEWER, opinion="pass"))
    assert codes(waived, deciding("03-13")) == set()


def test_inv04_what_is_decided_is_never_heavier_than_what_was_notified():
    assert severity(reviewed(), deciding(amount_yuan=30001))["heavier_than_notified"] == "void"
    assert "heavier_than_notified" not in codes(reviewed(), deciding(amount_yuan=30000))


def test_inv05_no_decision_without_a_review_and_a_fresh_one_after_the_hearing():
    assert severity(told(), deciding())["review_missing"] == "void"
    asked = lawful(
        reviewed()[:-1],
        act("hearing_requested", "03-12", PARTY),
        act("hearing_appointed", "03-13", HEAD, host="host", recorder="rec"),
        act("hearing_notice_served", "03-13 10:00", A, hearing_on="2026-03-26"),
        act("legal_reviewed", "03-14", REVIEWER, opinion="pass"),
        act("hearing_held", "03-26", Actor("host", frozenset({"hearing_host"}))),
    )
    assert "review_outdated" in codes(asked, deciding("03-27"))


def test_inv06_a_grave_case_is_discussed_and_the_record_signed():
    history, decided = before("demo-8", "decided")
    without = tuple(each for each in history if each.kind != "discussed")
    assert "discussion_missing" in codes_of(without, decided)
    unsigned = tuple(changed(each, signed=False) if each.kind == "discussed" else each for each in history)
    assert "discussion_unsigned" in codes_of(unsigned, decided)


def test_inv07_the_penalty_lies_within_the_law_and_one_act_is_decided_once():
    history, decided = before("demo-8", "decided")
    assert "penalty_outside_law" in codes_of(history, changed(decided, decided={"kind": "fine", "amount_yuan": 100001}))
    assert "penalty_outside_law" in codes_of(history, changed(decided, decided={"kind": "revoke_permit"}))
    again = act("decided", "12-31", HEAD, decided=decided.payload["decided"])
    assert "act_too_late_in_order" in codes_of((*history, decided), again)


def test_inv08_discovery_stops_the_limitation_and_the_decision_does_not_count_again():
    barred = (
        act(
            "lead_registered",
            "03-02",
            *TWO,
            source="road_check",
            case=filed(violation_on="2024-03-01")[0].payload["case"],
        ),
    )
    assert severity(barred, act("case_filed", "03-03", HEAD)) == {"time_barred": "void"}
    on_the_last_day = filed(violation_on="2024-03-02")
    assert codes(on_the_last_day[:1], on_the_last_day[1]) == set()
    late_decision = act("not_established", "12-30", HEAD, reason="证据不足")
    assert "time_barred" not in codes(on_the_last_day, late_decision)


@pytest.mark.parametrize(
    ("party", "amount", "refused"),
    [
        ("natural_person", 200, False),
        ("natural_person", 201, True),
        ("legal_person", 3000, False),
        ("legal_person", 3001, True),
    ],
)
def test_inv09_on_the_spot_only_small_fines(party, amount, refused):
    history, decided = before("demo-3", "spot_decided")
    opening = history[0]
    case = {**opening.payload["case"], "party": {**opening.payload["case"]["party"], "kind": party}}
    history = (changed(opening, case=case), *history[1:])
    found = codes_of(history, changed(decided, decided={"kind": "fine", "amount_yuan": amount}))
    assert ("too_grave_for_the_spot" in found) is refused


def test_inv12_an_expired_measure_blocks_every_use_but_its_lifting():
    for using in (
        act("measure_extended", "04-04", HEAD, reason="案情复杂"),
        act("testing_period_told", "04-04", *TWO, from_on="2026-04-05", to_on="2026-04-06", body="检测中心"),
        act("property_disposed", "04-04", HEAD, how="sold_perishable", photographed=True, proceeds_yuan=1),
    ):
        assert severity(seized(), using) == {"measure_expired_unusable": "void"}
    assert severity(seized(), act("measure_lifted", "04-04", HEAD, returned=True)) == {"measure_expired": "late"}


def test_inv15_host_recorder_reviewer_and_keeper_are_no_investigators():
    history, appointing = before("demo-6", "hearing_appointed")
    investigator = next(actor for each in history for actor in each.by if actor.is_certified_officer)
    for key in ("host", "recorder"):
        assert f"hearing_{key}_is_investigator" in codes_of(history, changed(appointing, **{key: investigator.id}))
    reviewing = Actor(A.id, frozenset({"legal_reviewer", "officer"}), True, A.name)
    assert "reviewer_is_investigator" in codes(told(), act("legal_reviewed", "03-20", reviewing, opinion="pass"))
    keeping = Actor(B.id, frozenset({"property_keeper"}), None, B.name)
    taking_in = act("property_taken_in", "03-04 12:00", keeping, ledger_no="1", place="库")
    assert codes(seized(), taking_in) == {"keeper_is_investigator"}
    assert codes(seized(), act("property_taken_in", "03-04 12:00", KEEPER, ledger_no="1", place="库")) == set()


@pytest.mark.parametrize("kind", ["investigated", "evidence_collected"])
def test_inv16_an_unaudited_monitoring_record_is_no_evidence(kind):
    def using(**exhibit):
        payload = {"records": ["electronic_data"]} if kind == "investigated" else {}
        return act(kind, "03-04", *TWO, exhibits=[{"uid": "e1", "monitoring": True, **exhibit}], **payload)

    assert severity(filed(), using()) == {"monitoring_record_unaudited": "void"}
    assert severity(filed(), using(audited=False)) == {"monitoring_record_unaudited": "void"}
    assert codes(filed(), using(audited=True)) == set()


@pytest.mark.parametrize(
    "condition", ["device_reviewed", "device_meets_standard", "siting_reasonable", "sign_visible", "place_published"]
)
def test_inv16_a_device_that_fails_a_condition_gives_no_evidence(condition):
    exhibit = {"uid": "e1", "monitoring": True, "audited": True, condition: False}
    collecting = act("evidence_collected", "03-04", *TWO, exhibits=[exhibit])
    assert severity(filed(), collecting) == {f"monitoring_{condition}": "void"}


@pytest.mark.parametrize("kind", ["measure_approved", "urgent_measure_taken"])
@pytest.mark.parametrize("article", ["", "GB118", "交通运输行政执法程序规定第五条", "某省交通运输厅通知"])
def test_inv17_no_measure_without_a_law_or_regulation_that_grants_it(kind, article):
    by = (HEAD,) if kind == "measure_approved" else TWO
    taking = act(kind, "03-04", *by, measure="扣押车辆", granting_article=article, reason="驶离")
    assert severity(filed(), taking)["measure_without_power"] == "void"
    granted = act(kind, "03-04", *by, measure="扣押车辆", granting_article=RTR, reason="驶离")
    assert "measure_without_power" not in codes(filed(), granted)


def test_inv18_the_decision_on_the_spot_sends_to_reconsideration_first():
    templates = Path(hengtu.__file__).parent / "documents" / "templates" / "typst" / "v1"
    words = (templates / "_spot_text.typ").read_text(encoding="utf-8")
    assert "先向" in words
    assert "申请行政复议" in words
    assert "未经行政复议，不能直接提起行政诉讼" in words
    for paper in ("spot.typ", "spot_roll.typ"):
        assert "review-first()" in (templates / paper).read_text(encoding="utf-8")


def test_inv20_a_suspected_crime_blocks_the_penalty_until_the_chief_head_decided():
    suspected = act("crime_suspected", "03-21", *TWO, crime="危险驾驶罪", report="报告")
    history = lawful(reviewed(), suspected)
    assert severity(history, deciding()) == {"crime_undecided": "void"}
    assert "crime_undecided" in codes(history, act("case_closed", "03-26", HEAD, correction="已改正"))
    by_deputy = act("criminal_transfer_decided", "03-22", HEAD, approve=False, reason="没有达到追诉标准")
    assert "chief_head_required" in codes(history, by_deputy)
    history = lawful(
        history, act("criminal_transfer_decided", "03-22", CHIEF, approve=False, reason="没有达到追诉标准")
    )
    assert codes(history, deciding()) == set()


def test_the_eight_lawful_cases_meet_none_of_them():
    for case_id in (f"demo-{number}" for number in range(1, 9)):
        history = ()
        for each in acts_of(case_id):
            assert codes_of(history, each) == set()
            history = (*history, each)
