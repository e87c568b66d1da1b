"""Tasks follow from acts: one row for what is to do, for the people who handle the case, gone when it is done."""

from collections import Counter

import pytest

from hengtu.cases import projection
from hengtu.cases.models import CaseTask, TaskHand
from hengtu.ledger.projections import rebuild

pytestmark = pytest.mark.django_db


def play_until(player, kind, case_id="demo-1"):
    played = player(case_id)
    for act in played.script.acts:
        played.do(act)
        if act.kind == kind:
            return played
    raise AssertionError(f"{case_id} has no {kind}")


def open_kinds():
    return {task.kind: task.role for task in CaseTask.objects.all()}


def usernames(kind):
    return set(TaskHand.objects.filter(task__kind=kind).values_list("account__username", flat=True))


def test_each_act_replaces_what_was_to_do_by_what_is_to_do_now(player):
    play_until(player, "report_submitted")
    assert open_kinds() == {"report_approved": "AGENCY_HEAD"}


def test_handlers_of_the_case_have_its_tasks_in_their_own_lists(player):
    play_until(player, "investigated")
    assert open_kinds() == {"correction_ordered": "OFFICER", "report_submitted": "OFFICER"}
    assert usernames("report_submitted") == {"officer-a", "officer-b"}


def test_what_the_head_decides_the_handlers_prepare(player):
    play_until(player, "legal_reviewed")
    assert open_kinds() == {"decided": "AGENCY_HEAD"}
    assert usernames("decided") == {"officer-a", "officer-b"}


def test_a_review_belongs_to_a_post_and_to_no_handler(player):
    play_until(player, "statement_heard")
    assert open_kinds() == {"legal_reviewed": "LEGAL_REVIEWER"}
    assert not TaskHand.objects.exists()


def test_the_host_of_the_hearing_has_it_in_his_own_list(player):
    play_until(player, "hearing_notice_served", "demo-6")
    assert open_kinds()["hearing_held"] == "HEARING_HOST"
    assert usernames("hearing_held") == {"officer-c"}


def test_a_task_says_what_brought_it_about_and_sorts_by_its_legal_day(player):
    play_until(player, "decision_issued")
    task = CaseTask.objects.get(kind="decision_served")
    assert (task.cause, task.cause_by) == ("decision_issued", "严国梁")
    assert task.term == "decision_service"
    assert task.sort_on == task.due_on
    assert set(TaskHand.objects.filter(task=task).values_list("sort_on", flat=True)) == {task.due_on}


def test_a_case_at_its_end_has_no_tasks(player):
    play_until(player, "archived", "demo-5")
    assert not CaseTask.objects.exists()


def test_a_rebuild_writes_the_same_tasks(player):
    play_until(player, "decision_served", "demo-6")
    before = Counter(projection.snapshot())
    assert CaseTask.objects.count() >= 2
    CaseTask.objects.filter(kind="paid").update(role="OFFICER")
    (result,) = (found for found in rebuild() if found.name == "cases")
    assert result.differed > 0
    assert Counter(projection.snapshot()) == before
