"""A lead ends leniently on a ground, each condition asked; softer measures replace nothing and are looked at again."""

from __future__ import annotations

from datetime import date

import pytest

from hengtu.law.first_offence import FirstOffence
from hengtu.law.leniency import ASK, NO, YES, three_conditions
from hengtu.law.procedure import Situation
from hengtu.law.procedure.clocks import clocks_of
from hengtu.law.procedure.lenient import codes_of, outcomes_of
from hengtu.law.procedure.matters import read_penalties
from hengtu.law.procedure.softer import open_measures
from hengtu.law.procedure.todo import todos_of
from hengtu.law.promises import promise_way
from tests.law.procedure.playing import CASE, HEAD, TWO, A, act, codes, filed

ITEM = "ridehail-vehicle-uncertified"
DUTIES = {"reason": "首违", "education": "已教育", "correction": "当场改正", "ground_evidence": "查询记录、照片"}
THREE = {"is_first": True, "slight_harm": True, "corrected": True}


def lead(place="江苏", violation=ITEM, **facts):
    case = {**CASE, "jurisdiction": place, "violation": violation, "facts": facts}
    return act("lead_registered", "03-02", *TWO, case=case, source="road_check")


def ending(ground="first_minor_corrected", **more):
    return act("not_filed", "03-04", HEAD, **{**DUTIES, "ground": ground, **more})


def test_all_three_conditions_together_end_a_lead():
    assert codes((lead(),), ending(**THREE)) == set()


@pytest.mark.parametrize("left_out", list(THREE))
def test_a_condition_that_nobody_answered_is_asked(left_out):
    assert codes((lead(),), ending(**{**THREE, left_out: None})) == {"conditions_unknown"}


@pytest.mark.parametrize("missed", list(THREE))
def test_a_condition_that_is_not_met_closes_the_way(missed):
    assert codes((lead(),), ending(**{**THREE, missed: False})) == {"ground_contradicted"}


def test_what_was_found_goes_before_what_is_said():
    assert codes((lead(harm_level="serious"),), ending(**THREE)) == {"ground_contradicted"}


@pytest.mark.parametrize(("on", "refused"), [("2025-09-03", True), ("2025-09-02", False)])
def test_the_record_of_the_party_is_read_by_the_window_of_the_place(on, refused):
    past = [{"violation": ITEM, "on": on}]
    assert ("not_a_first_offence" in codes((lead(),), ending(**THREE, past=past))) is refused


def test_a_strict_list_closes_only_what_is_discretionary():
    strict = lead("东陵省", "hazmat-unlicensed")
    assert "closed_by_strict_list" in codes((strict,), ending(**THREE))
    mandatory = lead("东陵省", "hazmat-unlicensed", harm_level="none", circumstances="minor", corrected_promptly=True)
    assert codes((mandatory,), ending("minor_corrected_no_harm")) == set()
    assert codes((strict,), ending("no_fault")) == set()


def test_going_unpunished_educates_corrects_and_is_proved():
    bare = act("not_filed", "03-04", HEAD, reason="首违", ground="first_minor_corrected", **THREE)
    assert codes((lead(),), bare) == {"education_missing", "correction_not_stated", "ground_evidence_missing"}


def test_a_list_is_used_only_where_its_conditions_hold():
    assert "not_on_no_penalty_list" in codes((lead("河北", "underwater-works"),), ending("listed"))


def test_too_old_is_checked_and_an_unknown_ground_refused():
    assert "ground_unknown" in codes((lead(),), ending("because"))
    assert codes((lead(),), ending("time_barred")) != set()


def test_a_lead_that_is_no_violation_ends_as_before():
    assert codes((lead(),), act("not_filed", "03-04", HEAD, reason="没有违法事实")) == set()


def test_the_three_conditions_are_told_one_by_one():
    open_first = FirstOffence(None, "没有写明窗口", ("APL:33p1",), None)
    states = [
        each.state for each in three_conditions(open_first, {"harm_level": "serious", "corrected_promptly": True})
    ]
    assert states == [ASK, NO, YES]


def test_why_a_promise_is_closed_is_said():
    def way(place, violation, **facts):
        day = date(2026, 3, 3)
        return promise_way(jurisdiction=place, violation=violation, facts=facts, earlier=(), on=day)

    assert way("东陵省", "vehicle-maintenance").is_open
    assert "首查必罚" in way("东陵省", "gps-falsify").sentence
    assert "没有列入" in way("河北", "vehicle-maintenance").sentence
    assert "危害后果" in way("东陵省", "vehicle-maintenance", harm_level="serious").sentence


# --- softer measures -------------------------------------------------------------------------------------------------


def measure(at="03-03", **more):
    words = {"measure": "persuade", "content": "讲明规定", "follow_up_on": "2026-03-10", **more}
    return act("softer_measure_taken", at, *TWO, **words)


def test_a_measure_is_taken_on_a_lead_and_on_a_case_and_is_no_penalty():
    taken = measure()
    assert codes((lead(),), taken) == set()
    assert codes(filed(), measure("03-04")) == set()
    situation = Situation.of((lead(), taken))
    assert (situation.decided, read_penalties(None, situation.case)) == ({}, {})
    assert [(each.kind, each.code) for each in outcomes_of(situation)] == [("softer", "persuade")]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"measure": "shout"}, "measure_missing"),
        ({"content": ""}, "content_missing"),
        ({"follow_up_on": "2026-03-02"}, "follow_up_in_the_past"),
        ({"follow_up_on": None}, "follow_up_on_missing"),
    ],
)
def test_a_measure_says_what_was_done_and_when_somebody_looks_again(more, code):
    assert codes((lead(),), measure(**more)) == {code}


def test_a_measure_never_stands_in_for_a_penalty_that_is_due():
    strict = lead("东陵省", "gps-falsify")
    assert "measure_instead_of_penalty" in codes((strict,), measure(instead=True))
    assert codes((strict,), measure()) == set()
    mandatory = lead("东陵省", "gps-falsify", harm_level="none", circumstances="minor", corrected_promptly=True)
    assert codes((mandatory,), measure(instead=True)) == set()


def test_a_lead_does_not_end_on_a_measure_alone():
    minor = lead("江苏", ITEM, harm_level="none", circumstances="minor", corrected_promptly=True)
    history = (minor, measure(instead=True))
    assert codes(history, act("not_filed", "03-04", HEAD, reason="已教育")) == {"leniency_without_ground"}
    assert codes(history, ending("minor_corrected_no_harm")) == set()


def test_a_measure_is_looked_at_again_once():
    taken = measure()
    follow = act("softer_measure_followed", "03-10", A, found="已改好", improved=True, of_measure=taken.uid)
    history = (lead(), taken)
    assert "softer_measure_followed" in [each.kind for each in todos_of(history)]
    assert codes(history, follow) == set()
    assert open_measures(Situation.of((*history, follow))) == ()
    assert "no_measure_to_follow" in codes((*history, follow), follow)


def test_after_the_day_the_reason_is_written_down():
    taken = measure()
    late = act("softer_measure_followed", "03-11", A, found="已改好", improved=True)
    assert codes((lead(), taken), late) == {"follow_up_late"}
    said = act("softer_measure_followed", "03-11", A, found="已改好", improved=True, late_because="当事人外出")
    assert codes((lead(), taken), said) == set()


def test_two_measures_have_two_days():
    both = (lead(), measure(), measure("03-04", measure="guide", follow_up_on="2026-03-20"))
    days = [clock.due.due_on for clock in clocks_of(Situation.of(both)) if clock.term == "softer_follow_up"]
    assert days == [date(2026, 3, 10), date(2026, 3, 20)]
    follow = act("softer_measure_followed", "03-10", A, found="好", improved=True, of_measure=both[2].uid)
    assert [each.kind for each in open_measures(Situation.of((*both, follow)))] == ["persuade"]


def test_every_way_that_is_counted_has_a_name():
    assert all(zh for kind in ("unpunished", "promise", "softer") for zh in codes_of(kind).values())
    assert list(codes_of("unpunished"))[:2] == ["listed", "first_minor_corrected"]
