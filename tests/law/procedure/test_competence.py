"""Jurisdiction: transfer, dispute, designation; suspension and ending of an investigation."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.pauses import is_suspended
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import HEAD, TWO, act, codes, filed, found, lawful, reported, seized, severity

FINE = {"kind": "fine", "amount_yuan": 30000}


def transferring(at="03-10", **more):
    return act(
        "case_transferred",
        at,
        HEAD,
        receiver="邻市交通运输局",
        reason="违法行为地在邻市",
        materials=["卷宗一册"],
        **more,
    )


def answering(answer, at="03-15", **more):
    return act("case_transfer_answered", at, HEAD, answer=answer, **more)


def kinds(history):
    return [todo.kind for todo in todos_of(history)]


# --- transfer -----------------------------------------------------------------


def test_a_case_that_went_elsewhere_is_closed_when_the_receiver_accepted_it():
    history = lawful(filed(), transferring())
    assert clock_of(Situation.of(history), "case_decision").ended_on == date(2026, 3, 10)
    assert kinds(history)[0] == "case_transfer_answered"
    closed = lawful(history, answering("accepted"), act("case_closed", "03-16", HEAD))
    assert kinds(closed) == ["archived"]


def test_while_it_is_away_nobody_goes_on_with_it():
    history = lawful(filed(), transferring())
    investigating = act("investigated", "03-11", *TWO, records=["scene_record"])
    assert severity(history, investigating) == {"case_away": "void"}


def test_a_case_that_was_sent_back_goes_on_and_its_ninety_days_have_not_stopped():
    history = lawful(filed(), transferring(), answering("returned", note="违法行为地就在本市"))
    clock = clock_of(Situation.of(history), "case_decision")
    assert (clock.is_open, clock.due.due_on) == (True, date(2026, 6, 1))
    assert codes(history, act("investigated", "03-16", *TWO, records=["scene_record"])) == set()
    assert codes(history, answering("accepted", at="03-17")) == {"case_not_away"}


def test_what_is_held_goes_along_or_is_lifted_first():
    assert codes(seized(), transferring()) == {"measure_not_lifted"}
    assert codes(seized(), transferring(property_goes_along=True)) == set()


def test_sending_back_needs_a_reason():
    history = lawful(filed(), transferring())
    assert codes(history, answering("returned")) == {"note_missing"}
    assert "answer_missing" in codes(history, answering("maybe"))


# --- dispute and designation --------------------------------------------------


def disputing(outcome, at="03-04", **more):
    return act("jurisdiction_disputed", at, HEAD, other_agency="邻市交通运输局", outcome=outcome, **more)


def requesting(at="03-05", why="dispute"):
    return act("designation_requested", at, HEAD, superior="省交通运输厅", why=why, reason="两市都主张管辖")


def designating(where, at="03-08"):
    return act("designation_received", at, HEAD, superior="省交通运输厅", document_no="〔2026〕8号", designated=where)


def test_who_filed_first_is_competent():
    lead = filed()[:1]
    history = lawful(lead, disputing("open", at="03-02 10:00", other_filed_on="2026-03-01"))
    filing = act("case_filed", "03-03", HEAD)
    assert severity(history, filing) == {"filed_elsewhere_first": "void"}
    same_day = lawful(lead, disputing("open", at="03-02 10:00", other_filed_on="2026-03-03"))
    assert codes(same_day, filing) == {"filed_elsewhere_first"}, "what was filed the same day is settled first"
    assert codes(lawful(lead, disputing("open", at="03-02 10:00", other_filed_on="2026-03-04")), filing) == set()
    settled = lawful(history, designating("here", at="03-02 12:00"))
    assert codes(settled, filing) == set()


def test_nothing_is_decided_while_competence_is_open():
    history = lawful(filed(), disputing("open"))
    approving = act("report_approved", "03-10", HEAD, proposed=FINE)
    assert "competence_disputed" in codes(history, approving)
    assert codes(history, act("investigated", "03-10", *TWO, records=["scene_record"])) == set()
    assert kinds(history) == ["designation_requested"]


def test_a_dispute_is_negotiated_before_the_superior_is_asked():
    assert codes(filed(), requesting()) == {"not_negotiated"}
    assert codes(filed(), requesting(why="difficult")) == set()
    assert codes(lawful(filed(), disputing("open")), requesting()) == set()


def test_a_designation_to_this_agency_lets_the_case_go_on():
    history = lawful(filed(), disputing("open"), requesting(), designating("here"))
    assert "competence_disputed" not in codes(history, act("report_approved", "03-10", HEAD, proposed=FINE))


@pytest.mark.parametrize("how", ["agreed", "designated"])
def test_where_another_body_is_competent_the_case_is_transferred(how):
    settled = (disputing("elsewhere"),) if how == "agreed" else (designating("elsewhere", at="03-05"),)
    history = lawful(filed(), *settled)
    assert "competence_elsewhere" in codes(history, act("report_approved", "03-10", HEAD, proposed=FINE))
    assert kinds(history) == ["case_transferred"]
    assert codes(history, transferring()) == set()


# --- suspended, ended, cancelled ----------------------------------------------


def suspending(at="03-10"):
    return act("investigation_suspended", at, HEAD, reason="等待另案鉴定")


def resuming(at="03-20"):
    return act("investigation_resumed", at, HEAD, reason="鉴定已经作出")


def test_without_a_rule_of_the_place_no_investigation_is_suspended():
    (objection,) = found(filed(), suspending())
    assert (objection.code, objection.severity) == ("suspension_without_rule", "void")
    assert "延长办案期限" in objection.remedy


def test_a_place_with_a_rule_suspends_and_the_ninety_days_rest_so_long():
    history = lawful(filed(jurisdiction="990000"), suspending())
    assert is_suspended(Situation.of(history))
    assert codes(history, act("investigated", "03-11", *TWO, records=["scene_record"])) == {"investigation_suspended"}
    assert codes(history, suspending("03-12")) == {"suspended_already"}
    assert kinds(history) == ["investigation_resumed"]
    resumed = lawful(history, resuming())
    assert clock_of(Situation.of(resumed), "case_decision").due.due_on == date(2026, 6, 11)
    assert codes(resumed, resuming("03-21")) == {"not_suspended"}


def test_ending_names_its_ground_and_closes():
    assert codes(filed(), act("investigation_ended", "03-10", HEAD, reason="没有违法")) == {"ground_missing"}
    history = lawful(
        filed(),
        act("investigation_ended", "03-10", HEAD, ground="no_violation", reason="没有违法事实"),
        act("case_closed", "03-11", HEAD, correction="不需要改正"),
    )
    assert kinds(history) == ["archived"]


def test_what_is_not_time_barred_is_not_ended_as_such():
    ending = act("investigation_ended", "03-10", HEAD, ground="time_barred", reason="超过时效")
    assert severity(filed(), ending) == {"not_time_barred": "void"}


def test_measures_are_lifted_before_the_investigation_ends():
    for kind, ground in (("investigation_ended", "no_violation"), ("filing_cancelled", "wrongly_filed")):
        assert codes(seized(), act(kind, "03-10", HEAD, ground=ground, reason="不应当")) == {"measure_not_lifted"}


def test_after_a_filing_is_cancelled_only_the_end_is_left():
    history = lawful(filed(), act("filing_cancelled", "03-10", HEAD, ground="wrongly_filed", reason="另案已立"))
    assert codes(history, act("investigated", "03-11", *TWO, records=["scene_record"])) == {"filing_cancelled"}
    assert kinds(history) == ["case_closed"]
    assert kinds(lawful(history, act("case_closed", "03-11", HEAD))) == ["archived"]


def test_a_case_under_dispute_can_still_report_once_it_is_settled():
    history = lawful(filed(), disputing("here"))
    assert kinds(reported(history, FINE))[0] == "notice_served"
