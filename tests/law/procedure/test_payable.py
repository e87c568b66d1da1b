"""What is to be paid now: reckoned by settlement, said in fen, with the day until which it holds."""

from datetime import date

from hengtu.law.procedure import Situation
from hengtu.law.procedure.payable import payable
from hengtu.law.procedure.proofs_of_payment import slip_is_missing
from tests.law.procedure.after_decision import act, done, history_of

SERVED = history_of("demo-1")  # 27500 yuan, served on 2025-06-11, to be paid by 2025-06-26


def asked(history, day):
    found = payable(Situation.of(history), date.fromisoformat(day))
    return found.amount_fen, found.demand, found.due_on and found.due_on.isoformat(), found.holds_through


def test_in_time_it_is_the_fine_and_holds_to_the_last_day():
    assert asked(SERVED, "2025-06-26") == (2_750_000, "whole", "2025-06-26", date(2025, 6, 26))


def test_late_it_holds_for_one_day_and_at_the_cap_for_good():
    assert asked(SERVED, "2025-06-27") == (2_832_500, "whole", "2025-06-26", date(2025, 6, 27))
    assert asked(SERVED, "2026-06-27") == (5_500_000, "whole", "2025-06-26", None)


def test_a_plan_is_asked_for_part_by_part_and_a_missed_part_alone_grows():
    parts = [{"due_on": "2025-08-31", "amount_yuan": 17500.0}, {"due_on": "2025-07-31", "amount_yuan": 10000.0}]
    planned = done(SERVED, act("instalments_granted", "2025-06-16", instalments=parts))
    assert asked(planned, "2025-07-31") == (1_000_000, "instalment:2025-07-31", "2025-07-31", date(2025, 7, 31))
    assert asked(planned, "2025-08-01")[:2] == (1_030_000, "overdue:2025-07-31")
    ahead = done(planned, act("paid", "2025-07-01", amount_yuan=12000))
    assert asked(ahead, "2025-08-01")[:2] == (1_550_000, "instalment:2025-08-31")
    ended = done(planned, act("deferral_ended", "2025-08-04", reason="第一期没有缴纳"))
    assert asked(ended, "2025-08-05")[:2] == (2_750_000 + 4 * 30_000 + 82_500, "whole")


def test_what_is_paid_up_or_not_served_asks_for_nothing():
    assert asked(done(SERVED, act("paid", "2025-06-20", amount_yuan=27500)), "2025-06-21")[0] == 0
    before = SERVED[: next(place for place, each in enumerate(SERVED) if each.kind == "decision_served")]
    assert asked(before, "2025-06-21")[0] == 0


def test_people_show_a_bank_slip_and_the_platform_none():
    assert [each.code for each in slip_is_missing([""], " ")] == ["bank_slip_missing"]
    assert not list(slip_is_missing([""], "HD-1"))
    assert not list(slip_is_missing(["cashier", ""], None))
