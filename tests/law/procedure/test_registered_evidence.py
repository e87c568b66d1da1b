"""Registered evidence: approved before, listed on the spot, settled in seven working days, no disguised seizure."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.registrations import is_vehicle, registrations_of
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import HEAD, RTR, TWO, A, act, codes, filed, found, lawful, severity

APPROVED = act("registration_approved", "03-04 09:00", HEAD, reason="当事人可能销毁", items=["行车日志"])


def registering(at="03-04 10:00", items=("行车日志",), handed=True, by=TWO):
    return act("evidence_registered", at, *by, items=list(items), list_handed=handed)


def registered():
    return lawful(filed(), APPROVED, registering())


def settling(at, how="returned", **more):
    return act("registration_settled", at, HEAD, how=how, **more)


def test_registration_runs_from_approval_to_release():
    history = lawful(registered(), settling("03-10"))
    (clock,) = [clock for clock in clocks_of(Situation.of(history)) if clock.term == "evidence_registration"]
    assert (clock.due.due_on, clock.ended_on) == (date(2026, 3, 13), date(2026, 3, 10))


def test_nothing_is_registered_before_the_head_approved():
    assert codes(filed(), registering()) == {"act_out_of_order", "registration_not_approved"}
    assert severity(registered(), registering("03-05", items=("账本",))) == {"registration_not_approved": "void"}


def test_two_officers_register_and_the_party_gets_the_list():
    history = lawful(filed(), APPROVED)
    assert codes(history, registering(by=(A,))) == {"two_officers_required"}
    assert codes(history, registering(handed=False)) == {"list_not_handed"}


@pytest.mark.parametrize(("at", "expected"), [("03-13", {}), ("03-14", {"registration_settled_late": "late"})])
def test_seven_working_days_included_and_then_it_is_late(at, expected):
    assert severity(registered(), settling(at)) == expected


def test_after_the_seven_days_it_can_only_be_given_back():
    found_late = severity(registered(), settling("03-14", how="tested"))
    assert found_late == {"registration_settled_late": "late", "expired_registration_used": "void"}


def test_nothing_extends_the_seven_days_not_even_registering_anew():
    history = lawful(registered(), settling("03-12"))
    again = act("registration_approved", "03-12 10:00", HEAD, reason="还要用", items=["行车日志"])
    (objection,) = found(history, again)
    assert (objection.code, objection.severity) == ("registration_renewed", "void")
    assert objection.basis == ("APL:56", "ACL:10")


def test_a_vehicle_is_not_registered_a_second_time_under_another_name():
    first = act("registration_approved", "03-04 09:00", HEAD, reason="可能转移", items=["示A12345小型客车"])
    history = lawful(filed(), first, registering(items=("示A12345小型客车",)), settling("03-06"))
    again = act("registration_approved", "03-06 10:00", HEAD, reason="可能转移", items=["涉案车辆一辆"])
    assert codes(history, again) == {"registration_renewed"}
    papers = act("registration_approved", "03-06 10:00", HEAD, reason="可能转移", items=["车辆行驶记录仪数据"])
    assert codes(history, papers) == set()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("示A12345小型客车", True), ("货船一艘", True), ("涉案车辆", True), ("行车日志", False), ("账本", False)],
)
def test_vehicles_are_told_from_their_papers(name, expected):
    assert is_vehicle(name) is expected


def test_turning_it_into_a_seizure_needs_the_approval_of_a_seizure():
    history = registered()
    assert severity(history, settling("03-06", how="seized")) == {"seizure_not_approved": "void"}
    approved = act("measure_approved", "03-06 08:00", HEAD, measure="扣押车辆", granting_article=RTR)
    assert codes(lawful(history, approved), settling("03-06", how="seized")) == set()


def test_it_is_not_confiscated_before_a_decision():
    assert codes(registered(), settling("03-06", how="confiscated")) == {"confiscated_without_decision"}
    assert "how_missing" in codes(registered(), settling("03-06", how="kept"))


def test_two_lists_are_told_apart():
    more = act("registration_approved", "03-05 09:00", HEAD, reason="可能销毁", items=["账本"])
    history = lawful(registered(), more, registering("03-05 10:00", items=("账本",)))
    assert codes(history, settling("03-06")) == {"registration_unnamed"}
    first, second = registrations_of(Situation.of(history))
    history = lawful(history, settling("03-06", of_registration=second.id))
    assert [each.is_open for each in registrations_of(Situation.of(history))] == [True, False]
    assert first.id == registrations_of(Situation.of(history))[0].id


def test_the_list_waits_on_the_worklist_with_its_seven_days():
    todo = next(each for each in todos_of(registered()) if each.kind == "registration_settled")
    assert (todo.term, todo.due_on) == ("evidence_registration", date(2026, 3, 13))
    waiting = lawful(filed(), APPROVED)
    assert "evidence_registered" in [each.kind for each in todos_of(waiting)]


def test_a_case_does_not_end_while_evidence_is_registered():
    ending = act("investigation_ended", "03-06", HEAD, ground="no_violation", reason="查无实据")
    assert codes(registered(), ending) == {"registration_open"}


def test_a_sample_is_taken_by_two_with_its_place():
    taking = act("sample_taken", "03-04", *TWO, items=["柴油500毫升"], place="加油点")
    assert codes(filed(), taking) == set()
    assert codes(filed(), act("sample_taken", "03-04", A, items=["柴油"], place="加油点")) == {"two_officers_required"}
    assert codes(filed(), act("sample_taken", "03-04", *TWO, items=[], place="")) == {"items_missing", "place_missing"}


def test_settling_what_was_settled_is_refused():
    history = lawful(registered(), settling("03-10"))
    assert codes(history, settling("03-10 11:00")) == {"no_open_registration"}


def test_collecting_names_what_was_collected_or_found_out():
    assert severity(filed(), act("evidence_collected", "03-04", *TWO)) == {"nothing_collected": "curable"}
    assert codes(filed(), act("evidence_collected", "03-04", *TWO, facts={"axle_count": 6})) == set()
    assert codes(filed(), act("evidence_collected", "03-04", *TWO, exhibits=[{"uid": "1", "sm3": "0" * 64}])) == set()
