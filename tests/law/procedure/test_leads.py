"""What may become of a lead: handed out, merged, transferred, answered, sent back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hengtu.law.acts import Actor, LegalAct
from hengtu.law.citations import printable
from hengtu.law.procedure import Situation, clocks_of, objections_to
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.tables.leads import ARROWS

START = datetime(2025, 6, 3, 1, tzinfo=UTC)
OFFICER = Actor("officer-a", frozenset({"officer"}), True, "甲执法")
UNIT_HEAD = Actor("unit-head", frozenset({"handling_unit_head"}), None, "队长")
HEAD = Actor("head", frozenset({"agency_head"}), None, "局长")
AUXILIARY = Actor("auxiliary", frozenset({"auxiliary"}), None, "辅助")
CASE = {
    "category": "road_transport",
    "jurisdiction": "河北",
    "parties": [{"id": "p", "kind": "natural_person", "name": "某人"}],
    "matters": [{"id": "m1", "party": "p", "violation": "taxi-unlicensed", "violation_on": "2025-06-02", "facts": {}}],
}
TRANSFER = {"receiver": "某县公安局", "reason": "不属于本机关管辖", "materials": ["线索登记材料"]}


def act(kind: str, day: int, by: Actor, **payload: Any) -> LegalAct:
    return LegalAct(kind, START + timedelta(days=day), (by,), payload, uid=f"{kind}-{day}")


LEAD = act("lead_registered", 0, OFFICER, case=CASE, source="report")
MERGED = act("lead_merged", 1, OFFICER, into="other", reason="同一件事")
SENT = act("lead_transferred", 1, HEAD, **TRANSFER)
ACCEPTED = act("lead_transfer_answered", 2, OFFICER, answer="accepted")
RETURNED = act("lead_transfer_answered", 2, OFFICER, answer="returned", note="也不属于其管辖")


def codes(history: tuple[LegalAct, ...], new: LegalAct) -> set[str]:
    return {objection.code for objection in objections_to(history, new)}


@pytest.mark.parametrize(
    "new",
    [
        act("lead_assigned", 1, UNIT_HEAD, unit="U1"),
        act("lead_assigned", 1, HEAD, officers=["officer-a"]),
        MERGED,
        SENT,
        act("not_filed", 1, HEAD, reason="没有违法事实"),
    ],
    ids=lambda new: f"{new.kind}-{new.by[0].id}",
)
def test_an_open_lead_may_be_handed_out_merged_transferred_or_not_filed(new: LegalAct) -> None:
    assert codes((LEAD,), new) == set()


@pytest.mark.parametrize("ended", [MERGED, SENT], ids=["merged", "transferred"])
@pytest.mark.parametrize(
    "new",
    [
        act("case_filed", 3, HEAD, case_number="1"),
        act("not_filed", 3, HEAD, reason="x"),
        act("lead_assigned", 3, UNIT_HEAD, unit="U1"),
        act("lead_transferred", 3, HEAD, **TRANSFER),
        act("evidence_collected", 3, OFFICER),
        act("urgent_measure_taken", 3, OFFICER),
        act("lead_merged", 3, OFFICER, into="third", reason="x"),
    ],
    ids=lambda new: new.kind,
)
def test_a_lead_that_ended_elsewhere_is_not_decided_here(ended: LegalAct, new: LegalAct) -> None:
    assert codes((LEAD, ended), new) & {"lead_merged", "lead_away"}


@pytest.mark.parametrize("kind", ["lead_assigned", "lead_merged", "lead_transferred"])
@pytest.mark.parametrize("decision", ["case_filed", "not_filed"])
def test_what_is_decided_is_no_lead_any_more(kind: str, decision: str) -> None:
    decided = act(decision, 1, HEAD, reason="x")
    assert "act_too_late_in_order" in codes((LEAD, decided), act(kind, 2, HEAD))


def test_a_returned_lead_is_open_again_and_may_be_transferred_once_more() -> None:
    history = (LEAD, SENT, RETURNED)
    assert codes(history, act("not_filed", 3, HEAD, reason="超过时效")) == set()
    again = act("lead_transferred", 3, HEAD, **TRANSFER)
    assert codes(history, again) == set()
    assert codes((*history, again), act("not_filed", 4, HEAD, reason="x")) == {"lead_away"}
    assert codes((*history, again), act("lead_transfer_answered", 4, OFFICER, answer="accepted")) == set()


@pytest.mark.parametrize(
    ("by", "new", "code"),
    [
        (OFFICER, "lead_assigned", "lead_head_required"),
        (AUXILIARY, "lead_merged", "lead_officer_required"),
        (OFFICER, "lead_transferred", "agency_head_required"),
        (AUXILIARY, "lead_transfer_answered", "lead_officer_required"),
    ],
)
def test_each_step_asks_for_its_hand(by: Actor, new: str, code: str) -> None:
    assert code in codes((LEAD,), act(new, 1, by))


def test_a_step_says_what_it_lacks() -> None:
    assert "assignee_missing" in codes((LEAD,), act("lead_assigned", 1, HEAD))
    assert {"into_missing", "reason_missing"} <= codes((LEAD,), act("lead_merged", 1, OFFICER))
    assert {"receiver_missing", "reason_missing", "materials_missing"} <= codes(
        (LEAD,), act("lead_transferred", 1, HEAD)
    )
    early = act("lead_transferred", 1, HEAD, **TRANSFER, accept_by="2025-06-03")
    assert codes((LEAD,), early) == {"accept_by_in_the_past"}


@pytest.mark.parametrize(
    ("history", "payload", "code"),
    [
        ((LEAD, SENT), {"answer": "maybe"}, "answer_missing"),
        ((LEAD, SENT), {"answer": "returned"}, "note_missing"),
        ((LEAD, SENT), {"answer": "result", "note": "已罚"}, "not_accepted_yet"),
        ((LEAD, SENT, ACCEPTED), {"answer": "accepted"}, "lead_answered_twice"),
        ((LEAD, SENT, RETURNED), {"answer": "accepted"}, "lead_not_away"),
    ],
)
def test_the_receiver_answers_once_and_in_turn(
    history: tuple[LegalAct, ...], payload: dict[str, str], code: str
) -> None:
    assert code in codes(history, act("lead_transfer_answered", 3, OFFICER, **payload))


def test_a_result_follows_acceptance() -> None:
    result = act("lead_transfer_answered", 9, OFFICER, answer="result", note="已立案")
    assert codes((LEAD, SENT, ACCEPTED), result) == set()


@pytest.mark.parametrize("ending", [MERGED, SENT], ids=["merged", "transferred"])
def test_the_lead_clock_ends_with_a_lead_that_ends(ending: LegalAct) -> None:
    clock = clock_of(Situation.of((LEAD, ending)), "filing_decision")
    assert clock is not None
    assert clock.ended_on == date(2025, 6, 4)


def test_the_lead_clock_runs_anew_from_the_day_a_transfer_comes_back() -> None:
    clock = clock_of(Situation.of((LEAD, SENT, RETURNED)), "filing_decision")
    assert clock is not None
    assert (clock.start, clock.ended_on) == (date(2025, 6, 5), None)


def test_the_lead_clock_is_a_house_rule_and_says_so() -> None:
    (clock,) = clocks_of(Situation.of((LEAD,)))
    assert clock.due.kind == "setting"
    assert clock.due.due_on == date(2025, 6, 12)
    assert any("本机关规定，不是法定期限" in sentence for sentence in clock.due.explanation)


def test_the_steps_cite_what_was_read() -> None:
    assert all(printable(basis) for arrow in ARROWS for basis in arrow.source)


def test_a_transfer_comes_back_before_there_is_a_result_and_not_afterwards() -> None:
    result = act("lead_transfer_answered", 3, OFFICER, answer="result", note="已经立案")
    assert codes((LEAD, SENT), RETURNED) == set()
    assert (
        codes((LEAD, SENT, ACCEPTED), act("lead_transfer_answered", 3, OFFICER, answer="returned", note="退")) == set()
    )
    late = act("lead_transfer_answered", 4, OFFICER, answer="returned", note="退")
    assert codes((LEAD, SENT, ACCEPTED, result), late) == {"lead_answered_twice"}
