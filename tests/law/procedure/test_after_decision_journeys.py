"""Four ways on from a served decision, from end to end: late and paid, unpaid to the court, revoked, a plan missed."""

from datetime import date

from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.court_window import court_window
from hengtu.law.procedure.settlement import additional_fine_of, settle
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.after_decision import act, closing, codes, done, history_of, reminder

SERVED = history_of("demo-1")  # 27500 yuan, served on 2025-06-11, to be paid by 2025-06-26


def money(history, day):
    return settle(Situation.of(history), date.fromisoformat(day))


def clocks(history):
    return {clock.term: clock for clock in clocks_of(Situation.of(history))}


def test_paid_ten_days_late_the_case_closes_only_with_the_additional_fine():
    owed = money(SERVED, "2025-07-06")
    assert (owed.additional_fine_yuan, owed.outstanding_yuan) == (8250, 35750)
    short = done(SERVED, act("paid", "2025-07-06", amount_yuan=27500))
    assert money(short, "2025-09-01").outstanding_yuan == 8250  # nothing is added once the fine itself is paid
    assert codes(short, closing("2025-07-08")) == {"not_carried_out"}
    whole = done(short, act("paid", "2025-07-09", amount_yuan=8250), closing("2025-07-10", closing="carried_out"))
    assert money(whole, "2025-07-10").outstanding_yuan == 0
    statement = additional_fine_of(Situation.of(whole), date(2025, 7, 10))
    assert (statement.first_on, statement.days_counted) == (date(2025, 6, 27), 10)
    assert "2025年6月27日至2025年7月6日（10 日），按未缴的 27500 元计算，加处 8250 元。" in statement.sentences


def test_unpaid_it_goes_by_reminder_to_the_court_and_closes_when_the_court_has_accepted():
    reminded = done(SERVED, reminder(SERVED, "2025-12-12"))
    assert money(reminded, "2025-12-12").additional_fine_yuan == 27500  # the cap
    (waiting,) = [todo for todo in todos_of(reminded) if todo.kind == "court_applied"]
    assert (waiting.ready_on, waiting.due_on) == (date(2025, 12, 27), date(2026, 3, 11))
    heard = done(reminded, act("reminder_answered", "2025-12-18", statement="资金紧张", recheck="理由不成立"))
    asked = done(heard, act("court_applied", "2025-12-29", court="某区人民法院", assets="名下货车一辆"))
    assert clocks(asked)["court_application"].ended_on == date(2025, 12, 29)
    assert clocks(asked)["court_accept"].due.due_on == date(2026, 1, 6)  # Sunday the fourth is worked
    assert "closing_does_not_fit" in codes(asked, closing("2025-12-30", closing="court_accepted"))
    accepted = done(asked, act("court_accepted", "2026-01-06", court="某区人民法院", court_case="行审 1 号"))
    closed = done(accepted, closing("2026-01-08", closing="court_accepted"))
    refused = done(
        closed, act("court_refused", "2026-01-14", stage="enforce", reason="证据不足", received_on="2026-01-14")
    )
    assert not Situation.of(refused).has("case_closed")  # a court that will not enforce opens the case again
    assert clocks(refused)["court_objection"].due.due_on == date(2026, 1, 29)
    assert codes(refused, act("court_objected", "2026-01-29", reason="证据充分")) == set()
    assert codes(refused, act("court_objected", "2026-01-30", reason="证据充分")) == {"court_objection_lapsed"}


def test_reconsideration_revokes_and_refund_and_withdrawal_are_due():
    paid = done(
        SERVED,
        act("decision_published", "2025-06-13"),
        act("paid", "2025-06-20", amount_yuan=27500),
        closing("2025-06-23"),
        act("reconsideration_applied", "2025-07-01", body="某市人民政府"),
        act(
            "reconsideration_received",
            "2025-07-08",
            body="某市人民政府",
            procedure="ordinary",
            accepted_on="2025-07-04",
        ),
    )
    assert clocks(paid)["reconsideration_reply_ordinary"].due.due_on == date(2025, 7, 22)
    answered = done(paid, act("reconsideration_answered", "2025-07-18", answer="事实清楚，程序合法", evidence=["案卷"]))
    revoked = done(answered, act("reconsideration_decided", "2025-08-25", outcome="revoked", received_on="2025-08-26"))
    situation = Situation.of(revoked)
    assert (situation.decided, situation.has("case_closed")) == ({}, False)
    assert (money(revoked, "2025-08-26").refund_yuan, money(revoked, "2025-08-26").outstanding_yuan) == (27500, 0)
    assert clocks(revoked)["withdraw_publication"].due.due_on == date(2025, 8, 29)
    assert {todo.kind for todo in todos_of(revoked)} >= {"publication_withdrawn", "fine_refunded"}
    assert codes(revoked, act("fine_refunded", "2025-08-28", amount_yuan=27501, reason="撤销")) == {"refund_too_large"}
    settled = done(
        revoked,
        act("publication_withdrawn", "2025-08-28", reason="行政复议决定撤销"),
        act("fine_refunded", "2025-08-28", amount_yuan=27500, reason="行政复议决定撤销"),
    )
    assert money(settled, "2025-08-29").refund_yuan == 0
    assert "nothing_to_withdraw" in codes(settled, act("publication_withdrawn", "2025-08-29", reason="再撤"))
    again = act("legal_reviewed", "2025-09-01", opinion="pass")
    assert "act_too_late_in_order" not in codes(settled, again)  # a new decision is possible


def test_a_missed_instalment_ends_the_plan_and_the_court_window_counts_from_there():
    parts = [{"due_on": "2025-09-30", "amount_yuan": 10000}, {"due_on": "2025-12-31", "amount_yuan": 17500}]
    planned = done(
        SERVED,
        act("deferral_applied", "2025-06-20", reason="经营困难", wanted="分两期"),
        act("instalments_granted", "2025-06-24", instalments=parts),
    )
    assert money(planned, "2025-09-30").additional_fine_yuan == 0
    assert court_window(Situation.of(planned)).start == date(2025, 12, 31)
    assert codes(planned, act("deferral_ended", "2025-09-30", reason="没有缴纳")) == {"no_instalment_missed"}
    ended = done(planned, act("deferral_ended", "2025-12-20", reason="第一期没有缴纳"))
    assert court_window(Situation.of(ended)).start == date(2025, 12, 20)
    assert clocks(ended)["court_application"].due.due_on == date(2026, 3, 20)
    reminded = done(ended, reminder(ended, "2025-12-22"))
    assert codes(reminded, act("court_applied", "2026-01-05", court="某区人民法院")) == {"court_before_reminder_over"}
    done(reminded, act("court_applied", "2026-01-08", court="某区人民法院"))


def test_a_judgment_that_lowers_the_fine_lets_the_rest_be_refunded():
    paid = done(
        SERVED,
        act("paid", "2025-06-20", amount_yuan=27500),
        act("lawsuit_received", "2025-07-01", court="某区人民法院", received_on="2025-07-01"),
        act("lawsuit_answered", "2025-07-16", answer="裁量适当"),
    )
    lowered = act(
        "lawsuit_judged", "2025-10-20", outcome="changed", in_force=True, decided={"kind": "fine", "amount_yuan": 20000}
    )
    judged = done(paid, lowered)
    assert money(judged, "2025-10-20").refund_yuan == 7500
    assert Situation.of(judged).decided["m1"].amount_yuan == 20000
