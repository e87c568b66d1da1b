"""Repairing a credit record: conditions, a proof that says only what is so, and the answer of the platform."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clocks_of
from hengtu.law.procedure.credit_repair import PROMISE, Standing, conditions_of, repaired_on, repairs_of
from hengtu.law.procedure.party_ways import WayKind, ways_of
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure import two_parties
from tests.law.procedure.after_decision import act, codes, done, history_of
from tests.law.procedure.two_parties import FIRST, SECOND

SERVED = history_of("demo-1")  # 27500 yuan, served on 2025-06-11
PARTY = Situation.of(SERVED).case.parties[0].id
PUBLISHED = done(SERVED, act("decision_published", "2025-06-13"))
PAID = done(PUBLISHED, act("paid", "2025-06-20", amount_yuan=27500))


def applied(day="2025-09-15", **more):
    return act("credit_repair_applied", day, **{"words": "已经缴清", "promise": PROMISE, "party": PARTY, **more})


def checked(day="2025-09-16", **more):
    return act("credit_repair_checked", day, **{"result": "proved", "found": "已经缴清", **more})


def answered(day="2025-09-20", **more):
    return act("credit_repair_answered", day, **{"result": "repaired", **more})


@pytest.mark.parametrize(("day", "refused"), [("2025-09-12", True), ("2025-09-13", False)])
def test_it_is_shown_for_as_many_months_as_the_place_has_set(day, refused):
    assert (codes(PAID, applied(day)) == {"shown_too_short"}) is refused


def test_what_is_unpaid_or_unpublished_is_not_repaired():
    assert codes(PUBLISHED, applied()) == {"performance_open"}
    unpublished = done(SERVED, act("paid", "2025-06-20", amount_yuan=27500))
    assert codes(unpublished, applied()) == {"nothing_published"}


def test_what_is_not_corrected_is_not_repaired():
    ordered = done(PAID, act("correction_ordered", "2025-06-25", order="停止超限运输", to_verify=True))
    assert codes(ordered, applied()) == {"correction_open"}


def test_without_the_promise_nothing_is_applied_for_and_twice_neither():
    assert codes(PAID, applied(promise="")) == {"promise_missing"}
    assert codes(done(PAID, applied()), applied("2025-09-16")) == {"repair_running"}
    repaired = done(PAID, applied(), checked(), answered())
    assert codes(repaired, applied("2025-10-08")) == {"repaired_already"}


def test_nothing_is_proved_that_is_not_so():
    asked = done(PAID, applied())
    refunded = (*asked, act("act_corrected", "2025-09-15", 12, act="paid-2025-06-20", reason="笔误",
                            changes={"amount_yuan": 2750}))  # fmt: skip
    assert "performance_open" in codes(refunded, checked())
    assert codes(asked, checked(result="not_met")) == {"reason_missing"}
    assert codes(asked, checked(result="perhaps")) == {"result_missing"}
    assert codes(PAID, checked()) >= {"no_repair_waiting"}


def test_who_was_told_what_is_missing_applies_again():
    told = done(PAID, applied(), checked(result="not_met", reason="缺材料"))
    assert repairs_of(Situation.of(told))[0].standing is Standing.NOT_MET
    done(told, applied("2025-09-18"))


def test_each_step_is_a_task_with_its_day_and_the_answer_ends_it():
    asked = done(PAID, applied())
    (todo,) = [each for each in todos_of(asked) if each.kind == "credit_repair_checked"]
    assert todo.due_on == date(2025, 9, 22)
    proved = done(asked, checked())
    (todo,) = [each for each in todos_of(proved) if each.kind == "credit_repair_answered"]
    assert todo.due_on == date(2025, 9, 29)
    over = done(proved, answered(answered_on="2025-09-19"))
    assert repaired_on(Situation.of(over), PARTY) == date(2025, 9, 19)
    assert not [each for each in clocks_of(Situation.of(over)) if each.term.startswith("credit") and each.is_open]
    refused = done(proved, answered(result="refused", reason="另有案件"))
    assert repaired_on(Situation.of(refused), PARTY) is None
    assert codes(proved, answered(result="refused")) == {"reason_missing"}


def test_the_party_sees_from_when_it_may_ask_and_then_that_it_may():
    def way(history, on):
        return next(
            (each for each in ways_of(Situation.of(history), PARTY, on) if each.kind == WayKind.CREDIT_REPAIR), 0
        )

    assert way(PUBLISHED, date(2025, 6, 14)) == 0
    assert way(PAID, date(2025, 9, 12)).is_open is False
    assert way(PAID, date(2025, 9, 13)).is_open is True
    assert way(done(PAID, applied()), date(2025, 9, 16)) == 0
    unmet = [each.code for each in conditions_of(Situation.of(PAID), date(2025, 9, 12)) if not each.is_met]
    assert unmet == ["shown_too_short"]


def test_a_revoked_decision_leaves_nothing_to_repair():
    revoked = done(PAID, applied(), act("decision_revoked", "2025-09-16", reason="认定有误"))
    assert repairs_of(Situation.of(revoked)) == ()
    assert codes(revoked, applied("2025-09-18")) != set()


def test_of_two_parties_the_one_that_has_paid_is_proved_though_the_other_still_owes():
    history = (
        *two_parties.decided_together(),
        act("decision_published", "2025-06-13"),
        two_parties.paid("2025-06-20", FIRST, 10000.0),
        two_parties.by_party("credit_repair_applied", "2025-09-15", FIRST, words="缴清", promise=PROMISE),
    )
    assert codes(history, checked()) == set()
    other = two_parties.by_party("credit_repair_applied", "2025-09-15", SECOND, words="缴清", promise=PROMISE)
    assert codes(history, other) == {"performance_open"}
