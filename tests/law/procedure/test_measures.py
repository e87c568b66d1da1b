"""Sealing and seizure: by what right, approved, in time, kept, tested, extended, lifted, disposed of."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.measures import measures_in_force, measures_of
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.playing import (
    CHIEF,
    HEAD,
    KEEPER,
    RTR,
    TWO,
    A,
    Actor,
    B,
    act,
    codes,
    filed,
    found,
    lawful,
    seized,
    severity,
)


def approving(article, measure="扣押车辆"):
    return act("measure_approved", "03-04", HEAD, measure=measure, granting_article=article)


def clocks(history, term):
    return [clock for clock in clocks_of(Situation.of(history)) if clock.term == term]


def kinds(history):
    return [todo.kind for todo in todos_of(history)]


# --- by what right ------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "measure"),
    [
        (RTR, "暂扣车辆"),
        ("RTR:62", "扣押车辆"),
        ("道路运输条例", "扣押车辆"),  # the regulation alone: an article of it grants this measure
        ("公路安全保护条例第六十五条第二款", "扣留车辆"),
        ("《公路安全保护条例》第六十七条", "强制拖离车辆"),
        ("公路安全保护条例第72条", "扣押工具"),
        ("河北省公路条例第五十条", "查封机具"),  # a local regulation may grant sealing and seizure (ACL:11p2)
        ("安全生产法第六十五条", "查封作业场所"),
    ],
)
def test_a_law_or_regulation_that_grants_the_measure_is_enough(article, measure):
    assert codes(filed(), approving(article, measure)) == set()


@pytest.mark.parametrize(
    ("article", "measure"),
    [
        ("道路运输条例第六十三条", "扣押车辆"),  # an article of the right regulation that grants nothing
        ("道路运输条例", "查封停车场"),  # no article of it grants that
        (RTR, "查封停车场"),  # the article grants the vehicle, not the yard
        (RTR, "强制拖离车辆"),
        ("公路安全保护条例第六十五条", "扣押工具"),
        ("交通运输行政执法程序规定第五十三条", "扣押车辆"),
        ("超限运输车辆行驶公路管理规定第四十条", "扣押车辆"),
        ("GB118", "扣押车辆"),
        ("", "扣押车辆"),
    ],
)
def test_what_no_law_grants_is_void(article, measure):
    assert severity(filed(), approving(article, measure))["measure_without_power"] == "void"


def test_the_refusal_says_what_the_regulation_does_grant():
    (objection,) = found(filed(), approving("道路运输条例第六十三条"))
    assert "第六十二条" in objection.message
    assert objection.basis == ("ACL:10", "ACL:16")


def test_an_entrusted_body_takes_no_measure():
    history = lawful(filed(), approving(RTR))
    entrusted = Actor("e", frozenset({"officer", "entrusted"}), True, "受托队员")
    assert severity(history, act("measure_taken", "03-04 10:00", A, entrusted)) == {"measure_by_entrusted_body": "void"}
    urgent = act("urgent_measure_taken", "03-04", A, entrusted, measure="扣押车辆", granting_article=RTR, reason="驶离")
    assert codes(filed(), urgent) == {"measure_by_entrusted_body"}


# --- urgent -------------------------------------------------------------------

URGENT = act(
    "urgent_measure_taken", "03-04 22:00", *TWO, measure="扣押车辆", granting_article=RTR, reason="车辆可能驶离"
)


@pytest.mark.parametrize(("at", "late"), [("03-05 22:00", set()), ("03-05 22:01", {"urgent_report_late"})])
def test_an_urgent_measure_is_approved_within_twenty_four_hours_to_the_minute(at, late):
    history = lawful(filed(), URGENT)
    assert codes(history, act("measure_approved", at, HEAD, measure="扣押车辆", granting_article=RTR)) == late


def test_the_thirty_days_of_an_urgent_measure_run_from_the_moment_it_was_taken():
    history = lawful(
        filed(),
        URGENT,
        act("measure_approved", "03-05 10:00", HEAD, measure="扣押车辆", granting_article=RTR),
        act("measure_taken", "03-05 11:00", *TWO),
    )
    (clock,) = clocks(history, "seizure")
    assert (clock.start, clock.due.due_on) == (date(2026, 3, 4), date(2026, 4, 3))


def test_a_head_who_disagrees_has_it_lifted_at_once():
    history = lawful(filed(), URGENT)
    assert "measure_approved" in kinds(history)
    refused = lawful(history, act("urgent_measure_refused", "03-05", HEAD, reason="可以用登记保存"))
    assert "measure_lifted" in kinds(refused)
    assert "measure_taken" not in kinds(refused)
    lifted = lawful(refused, act("measure_lifted", "03-05 10:00", HEAD, returned=True))
    assert measures_in_force(Situation.of(lifted)) == ()
    assert clocks(lifted, "urgent_measure_report")[0].ended_on == date(2026, 3, 5)


def test_what_was_approved_is_no_longer_refused():
    history = lawful(filed(), URGENT, act("measure_approved", "03-05", HEAD, measure="扣押车辆", granting_article=RTR))
    assert codes(history, act("urgent_measure_refused", "03-05 10:00", HEAD, reason="改变主意")) == {
        "no_urgent_measure"
    }


# --- several at a time --------------------------------------------------------


def two_measures():
    """A vehicle seized on 4 March and a store sealed on 20 March."""
    return lawful(
        seized(),
        act("measure_approved", "03-20 09:00", HEAD, measure="查封库房", granting_article="安全生产法第六十五条"),
        act("measure_taken", "03-20 10:00", *TWO, items=["库房一间"]),
    )


def test_each_measure_of_a_case_runs_by_its_own_clock():
    history = two_measures()
    vehicle, store = measures_of(Situation.of(history))
    assert (vehicle.kind, store.kind) == ("vehicle", "seal")
    dues = {clock.about: clock.due.due_on for clock in clocks(history, "seizure")}
    assert dues == {vehicle.id: date(2026, 4, 3), store.id: date(2026, 4, 19)}


def test_with_two_measures_an_act_says_which_one_it_means():
    history = two_measures()
    lifting = act("measure_lifted", "03-25", HEAD, returned=True)
    assert codes(history, lifting) == {"measure_unnamed"}
    vehicle, store = measures_of(Situation.of(history))
    history = lawful(history, act("measure_lifted", "03-25", HEAD, returned=True, of_measure=store.id))
    assert [measure.id for measure in measures_in_force(Situation.of(history))] == [vehicle.id]
    assert codes(history, act("measure_lifted", "03-26", HEAD, returned=True)) == set()


def test_one_approval_is_carried_out_once():
    again = act("measure_taken", "03-04 11:00", *TWO, items=["另一辆车"])
    assert codes(seized(), again) == {"no_measure_to_take"}


def test_a_case_does_not_close_while_one_of_two_measures_is_left():
    history = two_measures()
    vehicle, _ = measures_of(Situation.of(history))
    history = lawful(history, act("measure_lifted", "03-25", HEAD, returned=True, of_measure=vehicle.id))
    ending = act("investigation_ended", "03-26", HEAD, ground="no_violation", reason="查无实据")
    (objection,) = found(history, ending)
    assert (objection.code, "查封库房" in objection.message) == ("measure_not_lifted", True)


# --- tested and extended ------------------------------------------------------


def telling(at="03-10", first="2026-03-11", last="2026-03-20"):
    return act("testing_period_told", at, *TWO, from_on=first, to_on=last, body="某检测中心")


def test_testing_that_was_told_beforehand_does_not_count():
    history = lawful(seized(), telling())
    assert clocks(history, "seizure")[0].due.due_on == date(2026, 4, 13)


def test_testing_told_on_its_first_day_counts_as_told_and_a_day_later_does_not():
    assert codes(seized(), telling(at="03-11")) == set()
    assert severity(seized(), telling(at="03-12")) == {"testing_told_afterwards": "void"}


def test_testing_needs_a_fixed_length():
    assert "to_on_missing" in codes(seized(), telling(last=None))
    assert "testing_period_reversed" in codes(seized(), telling(last="2026-03-10"))


def test_a_measure_is_extended_once_and_only_before_it_ends():
    extending = act("measure_extended", "04-03", HEAD, reason="案情复杂")
    history = lawful(seized(), extending)
    assert clocks(history, "seizure")[0].due.due_on == date(2026, 5, 3)
    assert severity(history, act("measure_extended", "04-20", HEAD, reason="再等")) == {
        "measure_extended_twice": "void"
    }
    late = act("measure_extended", "04-04", HEAD, reason="案情复杂")
    assert severity(seized(), late) == {"measure_expired_unusable": "void"}


def test_an_expired_measure_is_good_for_nothing_but_lifting():
    expired = seized()
    assert codes(expired, telling(at="04-04", first="2026-04-05", last="2026-04-06")) == {"measure_expired_unusable"}
    disposing = act("property_disposed", "04-04", HEAD, how="sold_perishable", photographed=True, proceeds_yuan=100)
    assert codes(expired, disposing) == {"measure_expired_unusable"}
    assert severity(expired, act("measure_lifted", "04-04", HEAD, returned=True)) == {"measure_expired": "late"}
    assert codes(expired, act("measure_lifted", "04-03", HEAD, returned=True)) == set()


# --- kept and given back ------------------------------------------------------


def keeping(at, *by, **more):
    return act("property_taken_in", at, *by, ledger_no="26-001", place="二号停车场", **more)


def test_a_keeper_takes_the_property_in_within_a_day():
    history = seized()
    assert codes(history, keeping("03-05 10:00", KEEPER)) == set()
    assert severity(history, keeping("03-05 10:01", KEEPER)) == {"property_handover_late": "late"}
    assert codes(history, keeping("03-07", KEEPER, delay_reason="remote")) == set()


def test_who_investigated_does_not_keep():
    officer = Actor(A.id, frozenset({"officer", "property_keeper"}), True, A.name)
    assert codes(seized(), keeping("03-04 11:00", officer)) == {"keeper_is_investigator"}
    assert "property_keeper_required" in codes(seized(), keeping("03-04 11:00", B))


def test_nobody_pays_for_the_keeping():
    lifting = act("measure_lifted", "03-20", HEAD, returned=True, storage_fee_yuan=200)
    (objection,) = found(seized(), lifting)
    assert objection.code == "storage_fee_charged"
    assert objection.basis == ("ACL:26p3", "RTR:62")


def test_a_measure_that_was_lifted_is_not_lifted_again():
    history = lawful(seized(), act("measure_lifted", "03-20", HEAD, returned=True))
    assert codes(history, act("measure_lifted", "03-21", HEAD, returned=True)) == {"no_measure_in_force"}


# --- disposed -----------------------------------------------------------------


def test_goods_are_not_confiscated_before_a_decision():
    for how in ("confiscated", "destroyed", "set_off"):
        disposing = act("property_disposed", "03-20", HEAD, how=how)
        assert severity(seized(), disposing) == {"disposal_without_decision": "void"}


@pytest.mark.parametrize(("confiscated", "expected"), [(800, set()), (0, {"not_confiscated_by_decision"})])
def test_only_what_a_served_decision_confiscates_is_confiscated(confiscated, expected):
    decided = act(
        "decided", "03-20", HEAD, decided={"kind": "fine", "amount_yuan": 30000, "confiscate_yuan": confiscated}
    )
    history = (*seized(), decided, act("decision_served", "03-21", *TWO, served="direct"))
    assert codes(history, act("property_disposed", "03-22", HEAD, how="confiscated")) == expected
    assert codes(history, act("property_disposed", "03-22", HEAD, how="destroyed")) == set()


def test_what_perishes_is_photographed_and_sold_and_the_money_kept():
    selling = act("property_disposed", "03-06", HEAD, how="sold_perishable")
    assert codes(seized(), selling) == {"photographs_missing", "proceeds_missing"}
    sold = act("property_disposed", "03-06", HEAD, how="sold_perishable", photographed=True, proceeds_yuan=800)
    assert measures_in_force(Situation.of(lawful(seized(), sold))) == ()


def test_goods_go_with_a_criminal_case_only_when_there_is_one():
    handing = act("property_disposed", "03-20", HEAD, how="handed_to_police", party_notified=True)
    assert severity(seized(), handing) == {"no_criminal_case": "void"}


def test_only_the_heads_hand_disposes():
    assert "agency_head_required" in codes(seized(), act("property_disposed", "03-20", A, B, how="destroyed"))
    assert "agency_head_required" not in codes(seized(), act("property_disposed", "03-20", CHIEF, how="destroyed"))
