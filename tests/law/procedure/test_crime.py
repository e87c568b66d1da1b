"""A suspected crime: reported by two, decided by the chief head, sent within a day; a penalty never takes its place."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.crime import set_off_yuan
from hengtu.law.procedure.measures import measures_in_force
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import (
    ARCHIVIST,
    CHIEF,
    HEAD,
    REVIEWER,
    TWO,
    A,
    act,
    codes,
    filed,
    lawful,
    reported,
    seized,
    severity,
)

FINE = {"kind": "fine", "amount_yuan": 30000}
SUSPECTED = act("crime_suspected", "03-10 09:00", *TWO, crime="危险驾驶罪", report="核实情况的报告")
APPROVED = act("criminal_transfer_decided", "03-11 09:00", CHIEF, approve=True)
SENT = act("crime_sent_to_police", "03-11 15:00", *TWO, police="市公安局", materials=["调查报告"])


def answered(answer, at="03-14", **more):
    given = {} if answer == "received" else {"document_no": "公刑立〔2026〕1号"}
    return act("police_answered", at, A, answer=answer, **{**given, **more})


def suspected(history=None):
    return lawful(history or filed(), SUSPECTED)


def sent(history=None):
    return lawful(suspected(history), APPROVED, SENT)


def deciding(at="03-25", fine=30000):
    return act("decided", at, HEAD, decided={"kind": "fine", "amount_yuan": fine})


def kinds(history):
    return [todo.kind for todo in todos_of(history)]


def ready_to_decide():
    """Reported, told, waited, reviewed: nothing stands against a decision but the suspicion."""
    history = reported(filed(), FINE)
    return lawful(
        history,
        act("notice_served", "03-11 09:00", *TWO, proposed=FINE, served="direct", hearing_offered=True),
        act("legal_reviewed", "03-20 09:00", REVIEWER, opinion="pass"),
    )


# --- T01, T02 -----------------------------------------------------------------


def test_two_officers_report_a_crime_in_writing():
    alone = act("crime_suspected", "03-10", A, crime="危险驾驶罪", report="报告")
    assert codes(filed(), alone) == {"two_officers_required"}
    assert codes(filed(), act("crime_suspected", "03-10", *TWO, crime="危险驾驶罪")) == {"report_missing"}
    assert codes(suspected(), act("crime_suspected", "03-11", *TWO, crime="另罪", report="报告")) == {"suspicion_open"}


def test_only_the_chief_head_decides():
    deciding_by_deputy = act("criminal_transfer_decided", "03-11", HEAD, approve=True)
    assert severity(suspected(), deciding_by_deputy) == {"chief_head_required": "void"}
    assert kinds(suspected()) == ["criminal_transfer_decided"]


@pytest.mark.parametrize(("at", "expected"), [("03-13 23:00", {}), ("03-14 00:01", {"transfer_decided_late": "late"})])
def test_he_decides_within_three_days(at, expected):
    assert severity(suspected(), act("criminal_transfer_decided", at, CHIEF, approve=True)) == expected


def test_not_transferring_needs_its_reason_and_lets_the_case_go_on():
    refusing = act("criminal_transfer_decided", "03-11", CHIEF, approve=False)
    assert codes(suspected(), refusing) == {"reason_missing"}
    refused = act("criminal_transfer_decided", "03-22", CHIEF, approve=False, reason="没有达到追诉标准")
    history = (*ready_to_decide(), act("crime_suspected", "03-21", *TWO, crime="罪", report="报告"), refused)
    assert "crime_undecided" not in codes(history, deciding())


# --- T03 ----------------------------------------------------------------------


@pytest.mark.parametrize(("at", "expected"), [("03-12 09:00", {}), ("03-12 09:01", {"sent_late": "late"})])
def test_it_goes_to_the_police_within_twenty_four_hours(at, expected):
    history = lawful(suspected(), APPROVED)
    assert severity(history, act("crime_sent_to_police", at, *TWO, police="市公安局", materials=["报告"])) == expected


def test_nothing_is_sent_before_it_was_approved():
    assert "not_approved" in codes(suspected(), SENT)
    assert codes(sent(), act("crime_sent_to_police", "03-11 16:00", *TWO, police="市公安局", materials=["报告"])) == {
        "not_approved"
    }


# --- T04, T05 -----------------------------------------------------------------


def test_receipt_opening_and_handing_over_of_goods():
    history = sent(seized())
    history = lawful(history, answered("received", "03-12"), answered("opened"))
    assert kinds(history)[-1] == "crime_goods_handed_over"
    clock = clock_of(Situation.of(history), "crime_material_handover")
    assert clock.due.due_on == date(2026, 3, 17)
    handing = act("crime_goods_handed_over", "03-17", *TWO, items=["车辆"], party_notified=True)
    assert codes(history, act("crime_goods_handed_over", "03-17", *TWO, items=["车辆"], party_notified=False)) == {
        "party_not_notified"
    }
    late = act("crime_goods_handed_over", "03-18", *TWO, items=["车辆"], party_notified=True)
    assert severity(history, late) == {"goods_handed_late": "late"}
    history = lawful(history, handing)
    assert measures_in_force(Situation.of(history)) == ()
    assert kinds(lawful(history, act("case_closed", "03-20", HEAD))) == ["archived"]


def test_goods_are_not_handed_over_before_the_police_have_opened_a_case():
    history = lawful(sent(), answered("received", "03-12"))
    handing = act("crime_goods_handed_over", "03-13", *TWO, items=["车辆"], party_notified=True)
    assert codes(history, handing) == {"not_opened"}


def test_the_ninety_days_end_when_the_police_open_and_run_on_when_they_refuse():
    assert clock_of(Situation.of(lawful(sent(), answered("opened"))), "case_decision").ended_on == date(2026, 3, 14)
    assert clock_of(Situation.of(lawful(sent(), answered("refused"))), "case_decision").is_open


def test_a_refusal_is_contested_within_three_days_and_once():
    history = lawful(sent(), answered("refused"))
    contesting = act("police_decision_contested", "03-17", HEAD, way="supervision", reason="已达追诉标准")
    assert codes(history, contesting) == set()
    late = act("police_decision_contested", "03-18", HEAD, way="supervision", reason="已达追诉标准")
    assert severity(history, late) == {"contested_late": "late"}
    assert "way_missing" in codes(history, act("police_decision_contested", "03-17", HEAD, reason="理由"))
    waiting = lawful(history, contesting)
    assert kinds(waiting) == ["police_answered"]
    final = lawful(waiting, answered("refused", "03-25"))
    again = act("police_decision_contested", "03-26", HEAD, way="reconsideration", reason="再提")
    assert "contested_already" in codes(final, again)


def test_an_answer_carries_its_number():
    assert codes(sent(), answered("opened", document_no="")) == {"document_no_missing"}
    assert "answer_missing" in codes(sent(), answered("maybe"))


# --- no penalty in its place --------------------------------------------------


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((), "crime_undecided"),
        (("approved",), "crime_not_sent"),
        (("approved", "sent"), "crime_with_police"),
        (("approved", "sent", "opened"), "crime_opened"),
        (("approved", "sent", "refused"), None),
    ],
)
def test_no_penalty_while_the_suspicion_stands(more, code):
    steps = {
        "approved": act("criminal_transfer_decided", "03-21 10:00", CHIEF, approve=True),
        "sent": act("crime_sent_to_police", "03-21 15:00", *TWO, police="市公安局", materials=["报告"]),
        "opened": answered("opened", "03-23"),
        "refused": answered("refused", "03-23"),
    }
    history = ready_to_decide()
    assert codes(history, deciding()) == set()
    history = lawful(
        history,
        act("crime_suspected", "03-21 09:00", *TWO, crime="危险驾驶罪", report="报告"),
        *(steps[step] for step in more),
    )
    assert codes(history, deciding()) == ({code} if code else set())


def test_a_case_the_police_refused_is_not_closed_without_a_decision():
    history = lawful(sent(), answered("refused"))
    assert "case_not_decided" in codes(history, act("case_closed", "03-20", HEAD, correction="已改正"))
    assert "crime_with_police" in codes(sent(), act("case_closed", "03-20", HEAD, correction="已改正"))


def test_a_case_comes_back_and_is_decided_here_after_it_was_closed():
    history = lawful(
        sent(),
        answered("opened"),
        act("case_closed", "03-20", HEAD),
        act("archived", "03-21", ARCHIVIST),
        returned(),
    )
    situation = Situation.of(history)
    assert not situation.has("case_closed", "archived")
    clock = clock_of(situation, "case_decision")
    assert (clock.start, clock.is_open) == (date(2026, 8, 3), True)
    assert "investigated" in kinds(history)


def returned(**more):
    return act("case_returned_by_justice", "08-03", A, from_body="市人民检察院", document_no="不诉〔2026〕9号", **more)


def test_after_a_criminal_fine_no_fine_is_imposed():
    history = lawful(
        ready_to_decide(),
        act("crime_suspected", "03-21 09:00", *TWO, crime="危险驾驶罪", report="报告"),
        act("criminal_transfer_decided", "03-21 10:00", CHIEF, approve=True),
        act("crime_sent_to_police", "03-21 15:00", *TWO, police="市公安局", materials=["报告"]),
        answered("opened", "03-23"),
    )
    fined = lawful(history, returned(criminal_fine_yuan=20000))
    assert severity(fined, deciding("08-20")) == {"fined_by_the_court": "void"}
    warned = act("decided", "08-20", HEAD, decided={"kind": "warning"})
    assert "fined_by_the_court" not in codes(fined, warned), "other kinds of penalty stay possible"
    assert codes(lawful(history, returned()), deciding("08-20")) == set()


def test_a_fine_imposed_before_is_set_off():
    assert [set_off_yuan(30000, 20000), set_off_yuan(10000, 20000), set_off_yuan(0, 20000)] == [20000, 10000, 0]
