"""Correction is ordered, reported, verified; a case with a penalty is not closed before (APL:28p1, R045)."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.corrections import Standing, correction_of
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.after_decision import act, closing, codes, done, history_of

PAID = (*history_of("demo-1", leave_out=("correction_ordered",)), act("paid", "2025-06-20", amount_yuan=27500))
ORDER = {"order": "十五日内补办许可", "due_on": "2025-07-10", "to_verify": True}
ORDERED = done(PAID, act("correction_ordered", "2025-06-25", **ORDER))
SEEN = {"found": "已经取得许可，证件在有效期内", "how": "on_site"}


def verified(day, result, **more):
    return act("correction_verified", day, **{**SEEN, "result": result, **more})


def reported(day, **more):
    return act("correction_reported", day, words="许可已经取得", **more)


def close(day, **more):
    """A closing without words of its own."""
    return act("case_closed", day, **more)


def clock(history, term):
    return next((each for each in clocks_of(Situation.of(history)) if each.term == term), None)


def standing(history):
    return correction_of(Situation.of(history)).standing


def test_an_order_that_is_to_be_verified_is_not_closed_with_words():
    assert codes(ORDERED, closing("2025-07-11")) == {"correction_not_verified"}
    assert codes(ORDERED, closing("2025-07-11", correction_is="done")) == {"correction_not_verified"}
    assert "case_closed" not in {todo.kind for todo in todos_of(ORDERED)}


def test_verified_as_done_it_closes_without_further_words():
    done(ORDERED, verified("2025-07-11", "done"), close("2025-07-14"))


def test_an_order_of_before_anybody_verified_is_closed_with_words_as_it_always_was():
    old = done(PAID, act("correction_ordered", "2025-06-25", order="补办许可", due_on="2025-07-10"))
    done(old, closing("2025-07-14"))
    assert codes(old, close("2025-07-14")) == {"correction_not_stated"}
    assert clock(old, "correction_due") is None
    assert "correction_verified" not in {todo.kind for todo in todos_of(old)}


def test_what_was_done_on_the_spot_needs_no_further_look():
    there = done(PAID, act("correction_ordered", "2025-06-25", order="卸载", done_on="2025-06-25"))
    done(there, close("2025-06-26"))
    assert codes(there, reported("2025-06-26")) == {"correction_done_already"}
    assert codes(there, verified("2025-06-26", "done")) == {"correction_done_already"}


def test_not_needed_wants_its_reason_and_follow_up_its_day():
    assert codes(ORDERED, close("2025-07-11", correction_is="not_needed")) == {"correction_reason_missing"}
    done(ORDERED, close("2025-07-11", correction_is="not_needed", correction="车辆已经报废注销"))
    assert codes(ORDERED, close("2025-07-11", correction_is="follow_up")) == {"follow_up_day_missing"}
    assert codes(ORDERED, close("2025-07-11", correction_is="follow_up", follow_up_on="2025-07-11")) == {
        "follow_up_day_past"
    }
    assert codes(ORDERED, close("2025-07-11", correction_is="gone")) == {"correction_unknown"}
    done(ORDERED, close("2025-07-11", correction_is="follow_up", follow_up_on="2025-07-12"))


def test_a_follow_up_of_a_closed_case_still_has_its_clock_and_its_task():
    closed = done(ORDERED, close("2025-07-11", correction_is="follow_up", follow_up_on="2025-08-01"))
    assert clock(closed, "correction_verify").due.due_on == date(2025, 8, 8)
    (todo,) = [each for each in todos_of(closed) if each.kind == "correction_verified"]
    assert (todo.ready_on, todo.due_on) == (date(2025, 8, 1), date(2025, 8, 8))
    looked = done(closed, verified("2025-08-04", "done"))
    assert standing(looked) is Standing.DONE
    assert clock(looked, "correction_verify").ended_on == date(2025, 8, 4)


def test_the_time_to_verify_runs_from_the_report_or_from_the_end_of_the_term():
    assert clock(ORDERED, "correction_due").due.due_on == date(2025, 7, 10)
    assert clock(ORDERED, "correction_verify").due.due_on == date(2025, 7, 17)
    early = done(ORDERED, reported("2025-07-01"))
    assert clock(early, "correction_verify").due.due_on == date(2025, 7, 8)
    assert standing(early) is Standing.REPORTED


def test_verifying_after_five_working_days_is_late_and_still_possible():
    assert codes(ORDERED, verified("2025-07-17", "done")) == set()
    assert codes(ORDERED, verified("2025-07-18", "done")) == {"verified_late"}


def test_not_done_keeps_the_case_open_and_is_ordered_again():
    failed = done(ORDERED, verified("2025-07-11", "not_done", found="仍在经营"))
    assert codes(failed, closing("2025-07-14")) == {"correction_not_done"}
    assert "correction_ordered" in {todo.kind for todo in todos_of(failed)}
    again = done(failed, act("correction_ordered", "2025-07-14", **{**ORDER, "due_on": "2025-07-31"}))
    assert standing(again) is Standing.OPEN
    done(again, verified("2025-08-01", "done"), close("2025-08-04"))


def test_a_report_after_a_failed_check_waits_for_the_next():
    failed = done(ORDERED, verified("2025-07-11", "not_done", found="仍在经营"), reported("2025-07-15"))
    assert codes(failed, closing("2025-07-16")) == {"correction_not_verified"}
    done(failed, verified("2025-07-16", "done"), close("2025-07-17"))


def test_following_up_lets_it_close_before_the_day_and_not_after():
    following = done(ORDERED, verified("2025-07-11", "follow_up", follow_up_on="2025-08-01"))
    done(following, close("2025-07-14"))
    assert codes(following, close("2025-08-01")) == {"correction_not_verified"}
    assert codes(ORDERED, verified("2025-07-11", "follow_up")) == {"follow_up_day_missing"}


@pytest.mark.parametrize("how", ["papers", "records"])
def test_papers_alone_prove_nothing_unless_they_are_there(how):
    assert codes(ORDERED, verified("2025-07-11", "done", how=how)) == {"correction_unproved"}
    done(ORDERED, verified("2025-07-11", "done", how=how, proof="许可证复印件"))
    done(ORDERED, verified("2025-07-11", "done", how=how, exhibits=[{"uid": "x"}]))
    shown = done(ORDERED, reported("2025-07-10", exhibits=[{"uid": "x", "title": "许可证"}]))
    done(shown, verified("2025-07-11", "done", how=how))


def test_two_officers_verify_and_only_a_party_reports():
    alone = verified("2025-07-11", "done")
    alone = type(alone)(alone.kind, alone.occurred_at, alone.by[:1], alone.payload)
    assert "two_officers_required" in codes(ORDERED, alone)
    stranger = reported("2025-07-10")
    stranger = type(stranger)(stranger.kind, stranger.occurred_at, alone.by, stranger.payload)
    assert codes(ORDERED, stranger) == {"party_required"}
    assert codes(ORDERED, reported("2025-07-10", party="somebody-else")) == {"party_unknown"}
    assert codes(ORDERED, act("correction_reported", "2025-07-10")) == {"words_missing"}


@pytest.mark.parametrize(("key", "value"), [("result", "perhaps"), ("how", "guess")])
def test_an_unknown_finding_names_what_can_be_chosen(key, value):
    assert f"{key}_unknown" in codes(ORDERED, verified("2025-07-11", **{"result": "done", key: value}))


def test_nothing_is_reported_before_anybody_was_told_to_correct():
    filed = history_of("demo-1", "case_filed")
    assert "act_out_of_order" in codes(filed, reported("2025-06-04"))


def test_a_violation_performed_by_others_is_corrected():
    situation = Situation.of((*ORDERED, act("substitute_performed", "2025-07-20")))
    assert correction_of(situation).standing is Standing.DONE


def test_a_day_that_is_not_worked_moves_on_for_the_party():
    ordered = done(PAID, act("correction_ordered", "2025-06-25", **{**ORDER, "due_on": "2025-07-12"}))  # a Saturday
    due = clock(ordered, "correction_due").due
    assert due.due_on == date(2025, 7, 14)
    assert "".join(due.explanation) == (
        "文书写明在2025年7月12日以前改正。当日不是工作日，顺延到2025年7月14日（民事诉讼法第八十五条）。"
    )
