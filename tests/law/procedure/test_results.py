"""What was seized is made public within twenty working days of its own day, one by one (GB118)."""

from datetime import date

import pytest

from hengtu.law.procedure import Situation, clocks_of
from hengtu.law.procedure.results import results_of, results_waiting
from tests.law.procedure.playing import HEAD, RTR, TWO, act, codes, filed, lawful, seized, severity

PUBLISHED = act("result_published", "03-06", HEAD)


def clock(history):
    return [(each.due.due_on, each.ended_on) for each in clocks_of(Situation.of(history), {"publish_other"})]


def two_measures():
    return lawful(
        seized(),
        act("measure_approved", "03-05 09:00", HEAD, measure="查封仓库", granting_article="安全生产法第六十五条"),
        act("measure_taken", "03-05 10:00", *TWO, items=["仓库一间"]),
    )


def test_a_seizure_is_published_by_a_head_within_twenty_working_days():
    assert clock(seized()) == [(date(2026, 4, 1), None)]
    assert codes(seized(), PUBLISHED) == set()
    assert clock((*seized(), PUBLISHED)) == [(date(2026, 4, 1), date(2026, 3, 6))]
    assert "agency_head_required" in codes(seized(), act("result_published", "03-06", *TWO))


@pytest.mark.parametrize(("day", "late"), [("04-01", False), ("04-02", True)])
def test_after_the_twentieth_working_day_it_is_late_and_still_possible(day, late):
    found = severity(seized(), act("result_published", day, HEAD))
    assert found == ({"publication_late": "late"} if late else {})


def test_nothing_is_published_before_the_decision_was_handed_over_nor_twice():
    approved = act("measure_approved", "03-04", HEAD, measure="扣押车辆", granting_article=RTR)
    assert "act_out_of_order" in codes((*filed(), approved), PUBLISHED)
    again = codes((*seized(), PUBLISHED), act("result_published", "03-09", HEAD))
    assert again == {"no_result_waits"}


def test_of_two_measures_each_is_named_and_runs_by_itself():
    history = two_measures()
    assert codes(history, PUBLISHED) == {"result_not_named"}
    assert codes(history, act("result_published", "03-06", HEAD, of_result="x")) == {"result_unknown"}
    second = results_waiting(Situation.of(history))[1]
    history = lawful(history, act("result_published", "03-06", HEAD, of_result=second.id))
    assert [each.published is not None for each in results_of(Situation.of(history))] == [False, True]
    assert [each[1] for each in clock(history)] == [None, date(2026, 3, 6)]
    assert codes(history, act("result_published", "03-09", HEAD)) == set()  # one is left, nobody need name it


def test_what_is_withheld_as_a_whole_is_named_too_and_its_clock_ends():
    more = {"about": "result", "scope": "whole", "ground": "privacy", "reason": "涉及个人隐私"}
    withheld = act("publication_withheld", "03-06", HEAD, review_on="2026-06-01", **more)
    assert codes(two_measures(), withheld) == {"result_not_named"}
    assert clock((*seized(), withheld)) == [(date(2026, 4, 1), date(2026, 3, 6))]
    late = act("publication_withheld", "04-02", HEAD, review_on="2026-06-01", **more)
    assert severity(seized(), late) == {"publication_late": "late"}


@pytest.mark.parametrize(("ground", "waits"), [("no_violation", 0), ("unrelated", 0), ("decided", 1), (None, 1)])
def test_a_measure_without_ground_is_not_held_up_to_the_public(ground, waits):
    more = {"ground": ground} if ground else {}
    lifted = act("measure_lifted", "03-06", HEAD, returned=True, reason="解除", received_by="赵某", **more)
    history = (*seized(), lifted)
    assert len(results_waiting(Situation.of(history))) == waits
    assert clock(history)[0][1] == (None if waits else date(2026, 3, 6))
    assert ("no_result_waits" in codes(history, act("result_published", "03-09", HEAD))) is not bool(waits)


def test_the_ground_of_lifting_is_one_of_the_five_of_the_statute():
    lifting = act("measure_lifted", "03-06", HEAD, returned=True, reason="解除", ground="sorry")
    assert "lifting_ground_unknown" in codes(seized(), lifting)
