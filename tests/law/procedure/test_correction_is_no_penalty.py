"""Correction never stands instead of a penalty: whoever orders it still decides, or says why nothing is punished."""

import pytest

from hengtu.law.acts import LegalAct
from hengtu.law.procedure import objections_to
from hengtu.law.procedure.todo import todos_of
from tests.law.procedure.test_guards import acts_of, before

ENDS = ("case_closed", "spot_case_closed", "archived")


def corrected_only(case_id, kind):
    """What was done up to ``kind``, with an order to correct that has been followed."""
    history, act = before(case_id, kind)
    if not any(each.kind == "correction_ordered" for each in history):
        order = {"order": "当场改正", "done_on": act.occurred_at.date().isoformat()}
        officers = next(each for each in history if each.kind in ("identity_shown", "investigated")).by
        history = (*history, LegalAct("correction_ordered", act.occurred_at, officers, order))
    return history, act


@pytest.mark.parametrize(("case_id", "kind"), [("demo-3", "spot_decided"), ("demo-8", "report_approved")])
@pytest.mark.parametrize("end", ENDS)
def test_nothing_ends_a_case_in_which_only_correction_was_ordered(case_id, kind, end):
    history, act = corrected_only(case_id, kind)
    found = objections_to(history, LegalAct(end, act.occurred_at, act.by, {"correction": "done", "reason": "已改正"}))
    assert "act_out_of_order" in {objection.code for objection in found}


@pytest.mark.parametrize(("case_id", "kind"), [("demo-3", "spot_decided"), ("demo-8", "report_approved")])
def test_the_decision_stays_on_the_list_of_what_to_do(case_id, kind):
    history, _ = corrected_only(case_id, kind)
    assert kind in {todo.kind for todo in todos_of(history)}


def test_not_punishing_after_a_correction_names_its_ground():
    history = acts_of("demo-8")
    position = next(index for index, act in enumerate(history) if act.kind == "decided")
    before_it, decided = history[:position], history[position]
    payload = {"decided": {"kind": "none"}, "education": "已教育"}
    found = objections_to(before_it, LegalAct("not_punished", decided.occurred_at, decided.by, payload))
    assert "punishment_is_due" in {objection.code for objection in found}
