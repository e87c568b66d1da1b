"""Two parties in one case: each owes its own fine, on its own days, and nobody pays with another's money."""

from __future__ import annotations

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.procedure import Situation, objections_to
from hengtu.law.procedure.clocks import clock_of, clocks_of
from hengtu.law.procedure.execution_phases import MONEY, State
from hengtu.law.procedure.execution_standing import execution_standing
from hengtu.law.procedure.party_standing import Standing, standing_of
from hengtu.law.procedure.party_ways import WayKind, payable_of, ways_of
from hengtu.law.procedure.payable import NOTHING, payable, payable_by
from hengtu.law.procedure.settlement import additional_fine_of, pay_by, settle
from hengtu.law.procedure.shares import objections_to_nobody, share_of, shares_of, unnamed
from tests.law.procedure.after_decision import history_of
from tests.law.procedure.two_parties import (
    FIRST,
    SECOND,
    act,
    by_party,
    day,
    decided_together,
    instant,
    paid,
    situation,
)

HEAD = (Actor("head", frozenset({"agency_head"})),)
PARTS = [{"due_on": "2025-08-10", "amount_yuan": 1000.0}, {"due_on": "2025-09-10", "amount_yuan": 2000.0}]


def fen(found, party, on):
    return payable_by(found, party, day(on)).amount_fen


def codes(history, wanted):
    return {each.code for each in objections_to(history, wanted)}


def plan(party=SECOND, parts=PARTS, on="2025-06-20"):
    return act("instalments_granted", on, party, by=HEAD, instalments=parts)


def test_each_owes_what_it_was_fined_itself_and_the_case_the_sum():
    found = situation()
    assert (fen(found, FIRST, "2025-06-12"), fen(found, SECOND, "2025-06-12")) == (1_000_000, 300_000)
    assert settle(found, day("2025-06-12")).outstanding_yuan == 13000.0
    assert payable_by(found, SECOND, day("2025-06-12")).lines == (("罚款", 300_000),)


def test_a_case_with_one_party_has_no_shares_and_is_reckoned_as_before():
    alone = Situation.of(history_of("demo-1"))
    assert shares_of(alone) == {}
    assert share_of(alone, "p1") is alone
    assert payable_by(alone, "p1", day("2025-06-12")) == payable(alone, day("2025-06-12"))


def test_what_one_pays_takes_nothing_off_the_other():
    found = situation(paid("2025-06-20", FIRST, 10000.0))
    assert (fen(found, FIRST, "2025-06-21"), fen(found, SECOND, "2025-06-21")) == (0, 300_000)
    assert settle(found, day("2025-06-21")).outstanding_yuan == 3000.0


def test_what_one_pays_too_much_goes_back_to_it_while_the_other_still_owes():
    found = situation(paid("2025-06-20", FIRST, 13000.0))
    whole = settle(found, day("2025-06-21"))
    assert (whole.outstanding_yuan, whole.refund_yuan) == (3000.0, 3000.0)
    assert settle(share_of(found, FIRST), day("2025-06-21")).refund_yuan == 3000.0
    assert settle(share_of(found, SECOND), day("2025-06-21")).refund_yuan == 0.0


def test_the_additional_fine_of_each_grows_on_its_own_fine_up_to_its_own_cap():
    found = situation(paid("2025-06-20", FIRST, 10000.0))
    assert fen(found, FIRST, "2025-06-27") == 0
    assert fen(found, SECOND, "2025-06-27") == 309_000, "three percent of 3000 on the first day after the term"
    late = additional_fine_of(found, day("2026-06-27"))
    assert late.amount_yuan == 3000, "never more than its own fine"
    assert all(line.startswith("乙公司：") or line.startswith("甲某：") for line in late.sentences)


def test_a_missed_part_of_one_leaves_the_other_alone():
    found = situation(plan(), paid("2025-06-25", FIRST, 10000.0))
    assert payable_by(found, SECOND, day("2025-08-10")).demand == "instalment:2025-08-10"
    assert fen(found, SECOND, "2025-08-10") == 100_000
    missed = payable_by(found, SECOND, day("2025-08-11"))
    assert (missed.demand, missed.amount_fen) == ("overdue:2025-08-10", 103_000)
    assert fen(found, FIRST, "2025-08-11") == 0
    assert pay_by(share_of(found, FIRST)) == day("2025-06-26"), "the plan of the other moves nothing"


def test_a_plan_is_broken_off_for_who_missed_it_and_for_nobody_else():
    history = (*decided_together(), plan(), plan(FIRST, [{"due_on": "2025-12-10", "amount_yuan": 10000.0}]))
    of_second = act("deferral_ended", "2025-08-11", SECOND, by=HEAD, reason="第一期没有缴")
    of_first = act("deferral_ended", "2025-08-11", FIRST, by=HEAD, reason="没有缴")
    assert codes(history, of_second) == set()
    assert "no_instalment_missed" in codes(history, of_first)
    ended = Situation.of((*history, of_second))
    assert fen(ended, SECOND, "2025-08-11") == 303_000, "the missed part of 1000 with its first day"
    assert payable_by(ended, FIRST, day("2025-08-11")).demand == "instalment:2025-12-10"


def test_the_parts_add_up_to_what_that_party_owes():
    history = decided_together()
    assert codes(history, plan()) == set()
    assert "instalments_do_not_add_up" in codes(history, plan(FIRST))


def test_who_has_paid_is_not_asked_again_while_the_other_owes():
    history = (*decided_together(), paid("2025-06-20", FIRST, 10000.0))
    assert "nothing_owed" in codes(history, paid("2025-06-21", FIRST, 3000.0))
    assert codes(history, paid("2025-06-21", SECOND, 3000.0)) == set()


def test_the_reconsideration_of_one_pauses_its_additional_fine_only():
    asked = by_party("reconsideration_applied", "2025-06-26", FIRST, body="某市人民政府")
    found = situation(asked)
    late = day("2025-06-30")
    assert additional_fine_of(share_of(found, FIRST), late).amount_yuan == 0
    assert additional_fine_of(share_of(found, SECOND), late).amount_yuan == 360
    also = by_party("reconsideration_applied", "2025-06-27", SECOND, body="某市人民政府")
    assert "review_is_running" not in codes((*decided_together(), asked), also), "each has its own remedy"


def test_each_has_its_own_terms_and_they_say_whose_they_are():
    found = situation(paid("2025-06-20", FIRST, 10000.0))
    clocks = {clock.about: clock for clock in clocks_of(found, {"pay_fine"})}
    assert (clocks[FIRST].ended_on, clocks[SECOND].ended_on) == (day("2025-06-20"), None)
    assert [clocks[FIRST].label, clocks[SECOND].label] == ["甲某", "乙公司"]
    alone = clock_of(Situation.of(history_of("demo-1")), "pay_fine")
    assert (alone.about, alone.label) == ("", "")


def test_one_whose_time_for_the_court_has_died_and_one_who_has_paid_stand_apart():
    found = situation(paid("2025-06-20", FIRST, 10000.0))
    standing = execution_standing(found, day("2026-06-01"))
    (obligation,) = [each for each in standing if each.kind == MONEY]
    assert (obligation.party, obligation.name) == (SECOND, "乙公司")
    assert standing[obligation].state is State.WINDOW_MISSED


def test_the_court_is_asked_for_each_by_itself():
    reminded = [
        act("reminder_served", "2025-07-01", party, purpose="court", due_on="2025-07-11", manner="缴至银行",
            right_told=True, served="direct", amount_yuan=yuan)
        for party, yuan in ((FIRST, 11500.0), (SECOND, 3450.0))
    ]  # fmt: skip
    history = (*decided_together(), *reminded)
    assert codes(decided_together(), reminded[1]) & {"reminder_sum_differs", "nothing_to_enforce"} == set()
    first = act("court_applied", "2025-12-15", FIRST, by=HEAD, court="某县人民法院")
    second = act("court_applied", "2025-12-16", SECOND, by=HEAD, court="某县人民法院")
    assert codes(history, first) == set()
    assert codes((*history, first), second) == set()
    assert "court_already_asked" in codes(
        (*history, first), act("court_applied", "2025-12-16", FIRST, by=HEAD, court="x")
    )


def test_the_case_is_closed_when_everybody_has_paid_or_is_otherwise_ended():
    closing = LegalAct("case_closed", instant("2025-08-01"), HEAD, {"corrected": True}, instant("2025-08-01"), "c")
    one = (*decided_together(), paid("2025-06-20", FIRST, 10000.0))
    refused = [each for each in objections_to(one, closing) if each.code == "not_carried_out"]
    assert len(refused) == 1
    assert "乙公司" in refused[0].message
    assert "甲某" not in refused[0].message
    ended = act("enforcement_ended", "2025-07-20", SECOND, by=HEAD, ground="person_died", reason="死亡且无遗产")
    assert "not_carried_out" not in codes((*one, ended), closing)
    wrong = act("enforcement_ended", "2025-07-20", FIRST, by=HEAD, ground="person_died", reason="x")
    assert "not_carried_out" in codes((*one, wrong), closing)


def test_money_that_names_nobody_is_set_off_for_nobody_and_nobody_is_asked_online():
    found = situation(paid("2025-06-20", None, 3000.0))
    assert [each.kind for each in unnamed(found)] == ["paid"]
    assert payable_by(found, FIRST, day("2025-06-21")) == NOTHING
    assert settle(found, day("2025-06-21")).outstanding_yuan == 10000.0, "the case itself still counts it"
    assert payable_of(found, SECOND, day("2025-06-21")).is_exact is False


def test_a_correction_says_whose_it_was_and_everything_is_told_apart_again():
    loose = paid("2025-06-20", None, 3000.0)
    named = act("act_corrected", "2025-06-22", act=loose.uid, changes={"parties": [SECOND]}, reason="补写缴款人")
    found = situation(loose, named)
    assert (fen(found, FIRST, "2025-06-22"), fen(found, SECOND, "2025-06-22")) == (1_000_000, 0)


@pytest.mark.parametrize(
    ("payload", "code"),
    [({}, "party_not_said"), ({"parties": [FIRST, SECOND]}, "party_not_said"), ({"parties": ["p9"]}, "party_unknown"),
     ({"parties": [SECOND]}, None)],
)  # fmt: skip
def test_money_done_now_says_whose_it_is(payload, code):
    wanted = LegalAct("paid", instant("2025-06-20"), (), {"amount_yuan": 1.0, **payload})
    assert [each.code for each in objections_to_nobody(situation(), wanted)] == ([code] if code else [])
    assert list(objections_to_nobody(Situation.of(history_of("demo-1")), wanted)) == []


def test_the_party_reads_its_own_way_and_standing():
    found = situation(paid("2025-06-20", FIRST, 10000.0))
    on = day("2025-06-28")
    assert payable_of(found, FIRST, on) is None
    assert standing_of(found, FIRST, on) is Standing.PERFORMED
    assert standing_of(found, SECOND, on) is Standing.OVERDUE
    owed = payable_of(found, SECOND, on)
    assert (owed.amount_yuan, owed.is_exact, owed.cap_yuan) == (3180.0, True, 3000.0)
    assert WayKind.PAY not in {way.kind for way in ways_of(found, FIRST, on)}
    assert WayKind.PAY in {way.kind for way in ways_of(found, SECOND, on)}


def test_a_change_of_one_part_leaves_what_the_other_was_fined():
    less = [{"matter": "m1", "kind": "fine", "amount_yuan": 4000.0}]
    asked = by_party("reconsideration_applied", "2025-06-20", FIRST, body="某市人民政府")
    ended = act("reconsideration_decided", "2025-08-10", FIRST, outcome="changed", decided=less)
    found = situation(asked, ended)
    sums = {party: settle(share, day("2025-06-21")).fine_yuan for party, share in shares_of(found).items()}
    assert sums == {FIRST: 4000.0, SECOND: 3000.0}
