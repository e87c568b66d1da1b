"""What an act needs to be whole, how each item stands, and what can still be lawfully mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hengtu.law.citations import printable
from hengtu.law.diligence.examine import Known, Standing, State, can_mend, examine
from hengtu.law.diligence.grounds import grounds_at, measures_at
from hengtu.law.diligence.items import Mend, guards_of, items_on
from hengtu.law.procedure import Situation, procedure_on
from hengtu.law.rulebook import records
from tests.law.procedure.playing import TWO, A, act, filed, reported

FINE = {"kind": "fine", "amount_yuan": 30000}
ON = date(2026, 3, 10)
PLACE = "河北省"


def history():
    return reported(filed(), FINE)


def position(acts, kind: str) -> int:
    return next(index for index, each in enumerate(acts) if each.kind == kind)


def asked(kind: str, known: Known | None = None, **changes):
    acts = list(history())
    at = position(acts, kind)
    acts[at] = replace(acts[at], **changes)
    return examine(acts, at, known or Known(), place=PLACE)


def standing(examined, item: str) -> Standing:
    return next(each.standing for each in examined.findings if each.item.id == item)


def test_every_check_an_item_names_is_one_the_procedure_makes():
    known = set().union(*(guards_of(arrow) for arrow in procedure_on(ON).arrows))
    named = {guard for item in items_on(PLACE, ON) for guard in item.guards}
    assert named <= known
    assert {item.record for item in items_on(PLACE, ON)} > {"video", "identity", "certificate", "originals"}


def test_an_act_done_as_the_law_asks_is_whole():
    found = asked("investigated", Known(held=frozenset({"video", "place", "operator"})))
    assert (found.state, found.objections) == (State.WHOLE, ())
    assert standing(found, "two-officers") is Standing.HELD
    assert standing(found, "certified") is Standing.HELD


def test_one_officer_instead_of_two_is_a_gap_that_only_doing_it_again_mends():
    found = asked("investigated", by=(A,))
    assert found.state is State.MENDABLE
    (gap,) = found.to_mend
    assert (gap.item.id, gap.item.mend, gap.basis) == ("two-officers", Mend.REDO, ("APL:42p1",))
    assert any(each.code == "two_officers_required" for each in found.objections)


def test_what_would_have_to_be_done_again_cannot_be_mended_once_the_case_is_decided():
    procedure = procedure_on(ON)
    now = Situation.of((*history(), act("decided", "03-20", A, decided=FINE), act("case_closed", "03-25", A)))
    assert not can_mend(Mend.REDO, "investigated", procedure, now)
    assert not can_mend(Mend.REDO, "decided", procedure, now)
    assert can_mend(Mend.SUPPLY, "investigated", procedure, now)
    assert can_mend(Mend.CORRECT, "investigated", procedure, now)
    assert not can_mend(Mend.NONE, "decided", procedure, now)


def test_a_certificate_that_was_not_valid_is_named():
    invalid = replace(A, certificate_valid=False, name="甲")
    found = asked("investigated", by=(invalid, TWO[1]))
    gap = next(each for each in found.gaps if each.item.id == "certified")
    assert "甲" in gap.words


@pytest.mark.parametrize(
    ("known", "item", "expected", "state"),
    [
        (Known(lacking={"video": "没有找到视频"}), "film", Standing.LACKING, State.MENDABLE),
        (Known(made_good={"video": "已经认可"}), "film", Standing.MADE_GOOD, State.WHOLE),
        (Known(lacking={"device": "没有记明"}), "device", Standing.NOTED, State.WHOLE),
        (Known(lacking={"identity": "没有记明"}), "identity", Standing.LACKING, State.MENDABLE),
        (Known(held=frozenset({"video"})), "film", Standing.HELD, State.WHOLE),
    ],
)
def test_what_the_record_lacks_counts_where_an_article_asks_for_it(known, item, expected, state):
    found = asked("investigated", known)
    assert (standing(found, item), found.state) == (expected, state)


def test_what_was_not_asked_of_an_act_is_no_item_of_it():
    ids = {each.item.id for each in asked("case_filed").findings}
    assert not ids & {"film", "identity", "review", "notice"}


def test_what_was_late_is_made_good_by_reason_and_approval_and_else_lacks():
    acts = list(history())
    late = act("decided", "12-20", A, decided=FINE)
    acts.append(late)
    with_reason = examine(acts, len(acts) - 1, Known(late_reason="理由：鉴定；局长批准"), place=PLACE)
    without = examine(acts, len(acts) - 1, Known(), place=PLACE)
    assert standing(with_reason, "in-time") is Standing.MADE_GOOD
    assert standing(without, "in-time") is Standing.LACKING


def test_an_act_is_judged_by_what_was_known_before_it_alone():
    acts = (*history(), act("notice_served", "03-12", *TWO, proposed=FINE, served="direct", hearing_offered=True))
    at = position(acts, "investigated")
    later, then = (examine(each, at, Known(), place=PLACE) for each in (acts, acts[: at + 1]))
    assert later.objections == then.objections == ()


def test_no_ground_of_exemption_is_cited_that_nobody_confirmed():
    grounds = grounds_at(PLACE, ON)
    assert {"order-from-above", "dissent", "own-correction"} <= set(grounds)
    for ground in grounds.values():
        assert ground.confirmed or not ground.cited
        assert ground.rests_on
    assert all(measure.rests_on for measure in measures_at(PLACE, ON).values())


def test_an_item_that_says_it_is_confirmed_rests_on_articles_that_may_be_printed():
    for row in records("diligence_items").values():
        assert row["confirmed"] is bool(row.get("basis"))
        assert all(printable(each) for each in row.get("basis", ()))
