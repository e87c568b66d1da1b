"""Where the carrying out of a decision stands on any day, and that the guards agree with every step it names."""

from datetime import date, timedelta

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.execution_phases import State
from hengtu.law.procedure.execution_standing import Obligation, execution_standing, phases_of
from hengtu.law.procedure.precheck import precheck
from tests.law.procedure.after_decision import act, closing, codes, done, history_of, reminder

SERVED = history_of("demo-1")  # 27500 yuan, served on 2025-06-11, to be paid by 2025-06-26
REMINDED = done(SERVED, reminder(SERVED, "2025-12-12"))
UNCORRECTED = (*history_of("demo-1", leave_out=("correction_ordered",)), act("paid", "2025-06-20", amount_yuan=27500))
PARTS = [{"due_on": "2025-09-30", "amount_yuan": 10000}, {"due_on": "2025-12-31", "amount_yuan": 17500}]
COURT = {"court": "某区人民法院"}


def money(history, day):
    return execution_standing(Situation.of(history), date.fromisoformat(day)).get(Obligation("money"))


def conduct(history, day):
    return execution_standing(Situation.of(history), date.fromisoformat(day)).get(Obligation("conduct"))


def states(history, obligation="money"):
    phases = phases_of(Situation.of(history)).get(Obligation(obligation), ())
    return [(phase.state, phase.first_on.isoformat(), phase.step) for phase in phases]


def test_unpaid_the_way_goes_from_the_term_to_the_reminder_and_past_the_window():
    assert states(SERVED) == [
        (State.TERM, "2025-06-11", ""),
        (State.OVERDUE, "2025-06-27", "reminder_served"),
        (State.WINDOW_MISSED, "2026-03-12", "reminder_served"),
    ]
    overdue = money(SERVED, "2025-07-01")
    assert (overdue.adds_from, overdue.pause) == (date(2025, 6, 27), "")
    assert codes(SERVED, reminder(SERVED, "2025-06-26")) == {"term_still_running"}
    assert codes(SERVED, reminder(SERVED, "2025-06-27")) == set()


def test_the_last_day_to_remind_is_the_last_that_leaves_ten_working_days_in_the_window():
    last = money(SERVED, "2025-07-01").due_on
    in_time, too_late = reminder(SERVED, last.isoformat()), reminder(SERVED, (last + timedelta(days=1)).isoformat())
    asked = act("court_applied", "2026-03-11", **COURT)
    assert codes((*SERVED, in_time), asked) == set()
    assert codes((*SERVED, too_late), asked) == {"court_before_reminder_over"}


def test_reminded_it_waits_ten_working_days_then_the_window_opens_and_shuts():
    assert states(REMINDED) == [
        (State.REMINDED, "2025-12-12", ""),
        (State.WINDOW_OPEN, "2025-12-27", "court_applied"),
        (State.WINDOW_MISSED, "2026-03-12", "court_applied"),
    ]
    assert money(REMINDED, "2025-12-27").due_on == date(2026, 3, 11)
    assert codes(REMINDED, act("court_applied", "2025-12-26", **COURT)) == {"court_before_reminder_over"}
    assert codes(REMINDED, act("court_applied", "2025-12-27", **COURT)) == set()
    assert codes(REMINDED, act("court_applied", "2026-03-12", **COURT)) == {"court_application_lapsed"}


def test_reminded_early_the_window_is_shut_until_both_remedies_have_lapsed():
    early = done(SERVED, reminder(SERVED, "2025-07-01"))
    assert [state for state, _, _ in states(early)] == [
        State.REMINDED, State.WINDOW_SHUT, State.WINDOW_OPEN, State.WINDOW_MISSED,
    ]  # fmt: skip
    shut = money(early, "2025-09-01")
    assert "2025年8月11日" in shut.why
    assert "2025年12月11日" in shut.why
    assert not shut.is_ours
    assert codes(early, act("court_applied", "2025-12-11", **COURT)) == {"court_too_early"}
    assert codes(early, act("court_applied", money(early, "2025-12-12").first_on.isoformat(), **COURT)) == set()


def test_at_the_court_each_answer_moves_it_on():
    asked = done(REMINDED, act("court_applied", "2025-12-29", **COURT))
    assert (money(asked, "2025-12-30").state, money(asked, "2025-12-30").due_on) == (
        State.COURT_ASKED,
        date(2026, 1, 6),
    )
    accepted = done(asked, act("court_accepted", "2026-01-06", **COURT))
    assert money(accepted, "2026-01-07").state is State.COURT_ACCEPTED
    closed = done(accepted, closing("2026-01-08", closing="court_accepted"))
    assert money(closed, "2026-01-09").state is State.COURT_ACCEPTED
    ruled = done(closed, act("court_ruled", "2026-01-12", court_case="行审 1 号"))
    assert (money(ruled, "2026-01-13").state, money(ruled, "2026-01-13").is_ours) == (State.COURT_RULED, False)
    refused = done(
        asked, act("court_refused", "2026-01-06", stage="accept", reason="材料不全", received_on="2026-01-06")
    )
    assert states(refused) == [
        (State.COURT_REFUSED, "2026-01-06", "court_objected"),
        (State.COURT_REFUSED, "2026-01-22", "enforcement_ended"),
    ]
    again = done(refused, act("court_objected", "2026-01-20", reason="材料齐全"))
    assert money(again, "2026-01-21").state is State.COURT_ASKED


def test_a_plan_waits_for_its_next_part_and_a_missed_part_breaks_it_off():
    planned = done(SERVED, act("instalments_granted", "2025-06-24", instalments=PARTS))
    assert states(planned)[:3] == [
        (State.PLAN, "2025-06-24", ""),
        (State.PLAN_MISSED, "2025-10-01", "deferral_ended"),
        (State.OVERDUE, "2026-01-01", "reminder_served"),
    ]
    assert codes(planned, act("deferral_ended", "2025-09-30", reason="没缴")) == {"no_instalment_missed"}
    assert codes(planned, act("deferral_ended", "2025-10-01", reason="没缴")) == set()
    assert money(planned, "2025-10-01").adds_from == date(2025, 10, 1)
    first_paid = done(planned, act("paid", "2025-09-20", amount_yuan=10000))
    assert states(first_paid)[:2] == [(State.PLAN, "2025-06-24", ""), (State.OVERDUE, "2026-01-01", "reminder_served")]
    broken = done(planned, act("deferral_ended", "2025-10-09", reason="第一期没有缴"))
    assert states(broken)[0] == (State.OVERDUE, "2025-10-10", "reminder_served")


def test_an_agreement_that_is_not_kept_is_enforced_again():
    parts = [{"due_on": "2026-01-31", "amount_yuan": 27500}, {"due_on": "2026-02-28", "amount_yuan": 27500}]
    agreed = done(
        REMINDED,
        act("enforcement_agreed", "2025-12-20", terms="分两期", party_signed=True, harms_nobody=True,
            instalments=parts),
    )  # fmt: skip
    assert states(agreed) == [
        (State.AGREEMENT, "2025-12-20", ""),
        (State.AGREEMENT_BROKEN, "2026-02-01", "enforcement_resumed"),
    ]
    resumed = done(agreed, act("enforcement_resumed", "2026-02-02", ground="agreement_broken", reason="没有按期"))
    assert money(resumed, "2026-02-03").state is State.WINDOW_OPEN


def test_reconsideration_pauses_the_addition_and_shuts_the_court_and_wants_its_answer():
    running = done(
        SERVED,
        act(
            "reconsideration_received", "2025-07-08", body="某市人民政府", procedure="simple", received_on="2025-07-08"
        ),
    )
    found = money(running, "2025-07-10")
    assert (found.state, found.step, found.due_on) == (State.REMEDY, "reconsideration_answered", date(2025, 7, 15))
    assert found.pause == "行政复议期间"
    answered = done(running, act("reconsideration_answered", "2025-07-10", answer="维持"))
    assert money(answered, "2025-07-11").step == ""
    upheld = done(answered, act("reconsideration_decided", "2025-08-01", outcome="upheld"))
    assert money(upheld, "2025-08-02").state is State.OVERDUE
    revoked = done(answered, act("reconsideration_decided", "2025-08-01", outcome="revoked"))
    assert money(revoked, "2025-08-02") is None


def test_stayed_or_suspended_nothing_goes_on_and_after_three_years_it_may_end():
    stay = done(SERVED, act("stay_ordered", "2025-07-01", ordered_by="court", reason="裁定"))
    assert states(stay) == [(State.STAYED, "2025-07-01", "")]
    rests = done(REMINDED, act("enforcement_suspended", "2025-12-20", ground="unable", reason="停业"))
    assert states(rests) == [
        (State.SUSPENDED, "2025-12-20", "enforcement_resumed"),
        (State.SUSPENDED, "2028-12-21", "enforcement_ended"),
    ]
    ends = {"ground": "three_years", "reason": "满三年"}
    assert codes(rests, act("enforcement_ended", "2028-12-20", **ends)) == {"three_years_not_over"}
    assert codes(rests, act("enforcement_ended", "2028-12-21", **ends)) == set()


def test_what_is_paid_or_ended_is_on_no_list():
    assert money(done(SERVED, act("paid", "2025-06-20", amount_yuan=27500)), "2025-06-21") is None
    ended = done(REMINDED, act("enforcement_ended", "2025-12-20", ground="organisation_gone", reason="注销"))
    assert money(ended, "2025-12-21") is None
    assert money(history_of("demo-1", "decided"), "2025-06-09") is None


def ordered(**more):
    return done(
        UNCORRECTED,
        act("correction_ordered", "2025-06-25", **{"order": "清除路面堆放物", "to_verify": True, **more}),
    )


def test_an_order_waits_for_its_day_then_for_the_officers():
    found = ordered(due_on="2025-07-10")
    assert states(found, "conduct") == [
        (State.CORRECTING, "2025-06-25", ""),
        (State.TO_VERIFY, "2025-07-11", "correction_verified"),
    ]
    assert conduct(found, "2025-07-11").due_on == date(2025, 7, 17)
    failed = done(found, act("correction_verified", "2025-07-11", result="not_done", how="on_site", found="没有清除"))
    assert conduct(failed, "2025-07-12").state is State.NOT_CORRECTED
    seen = done(found, act("correction_verified", "2025-07-11", result="done", how="on_site", found="已经清除"))
    assert conduct(seen, "2025-07-12") is None


SUBSTITUTE = {
    "purpose": "substitute", "due_on": "2025-07-20", "manner": "自行清除", "right_told": True, "served": "direct",
    "obligation": "清除路面堆放物",
}  # fmt: skip


def test_others_perform_after_the_reminder_and_three_working_days():
    reminded = done(ordered(due_on="2025-07-10"), act("reminder_served", "2025-07-14", **SUBSTITUTE))
    assert states(reminded, "conduct") == [
        (State.REMINDED, "2025-07-14", ""),
        (State.SUBSTITUTE_READY, "2025-07-21", "substitute_decided"),
    ]
    decided = done(
        reminded,
        act("substitute_decided", "2025-07-21", harm="traffic_safety", subject="清除", perform_on="2025-07-25",
            performer="本机关", budget_yuan=800),
    )  # fmt: skip
    assert states(decided, "conduct") == [
        (State.SUBSTITUTE_DECIDED, "2025-07-21", ""),
        (State.SUBSTITUTE_DECIDED, "2025-07-25", "substitute_performed"),
    ]
    performed = done(
        decided,
        act("substitute_performed", "2025-07-25", record="清除完毕", supervised=True, signed=True, cost_yuan=760),
    )
    assert conduct(performed, "2025-07-26") is None
    owing = money(performed, "2025-07-26")  # the cost is owed now
    assert owing is not None


def test_pulling_down_waits_for_the_announcement_and_for_both_remedies():
    announced = done(
        ordered(order="拆除非公路标志"),
        act("demolition_announced", "2025-07-01", structure="非公路标志", due_on="2025-07-31"),
    )
    assert states(announced, "conduct") == [
        (State.ANNOUNCED, "2025-07-01", ""),
        (State.OWN_READY, "2025-12-12", "reminder_served"),
    ]
    own = {**SUBSTITUTE, "purpose": "own", "obligation": "拆除", "due_on": "2025-08-20"}
    reminded = done(announced, act("reminder_served", "2025-08-10", **own))
    assert conduct(reminded, "2025-12-12").step == "enforcement_decided"
    decide = {"power": "highway_sign", "ground": "in_vain", "manner": "拆除", "execute_on": "2025-12-16"}
    assert codes(reminded, act("enforcement_decided", "2025-12-11", **decide)) == {"remedies_open"}
    decided = done(reminded, act("enforcement_decided", "2025-12-12", **decide))
    assert conduct(decided, "2025-12-16").step == "enforcement_carried_out"
    carried = done(decided, act("enforcement_carried_out", "2025-12-16", record="已经拆除"))
    assert conduct(carried, "2025-12-17").step == "correction_verified"


@pytest.mark.parametrize("history", [SERVED, REMINDED, ordered(due_on="2025-07-10")])
def test_on_every_day_of_two_years_an_open_obligation_has_exactly_one_state(history):
    for phases in phases_of(Situation.of(history)).values():
        first = phases[0].first_on
        for offset in range(730):
            assert sum(phase.covers(first + timedelta(days=offset)) for phase in phases) == 1


UNPUBLISHED = "publish_penalty_run_out"
PUBLISHED = done(SERVED, act("decision_published", "2025-06-13"))


@pytest.mark.parametrize(
    ("acts", "day", "code"),
    [
        ((), "2026-03-11", None),
        ((), "2026-03-12", "court_window_missed"),
        ((act("reconsideration_received", "2025-07-08", body="x", procedure="ordinary"),), "2025-07-23",
         "reconsideration_reply_ordinary_run_out"),
        ((act("lawsuit_received", "2025-07-08", court="x"),), "2025-07-24", "litigation_answer_run_out"),
        ((act("lawsuit_received", "2025-07-08", court="x"),), "2025-07-23", None),
        ((act("correction_ordered", "2025-06-25", order="x", due_on="2025-07-10", to_verify=True),), "2025-07-18",
         "correction_verify_run_out"),
        ((reminder(SERVED, "2025-12-12"), act("court_applied", "2025-12-20", court="x")), "2025-12-21",
         "court_before_reminder_over"),
        ((reminder(SERVED, "2025-12-12"),), "2026-03-12", "court_application_run_out"),
    ],
)  # fmt: skip
def test_the_pre_check_finds_what_came_too_early_or_never(acts, day, code):
    found = {each.code for each in precheck((*PUBLISHED, *acts), on=date.fromisoformat(day))}
    assert found == ({code} if code else set())
