"""Accountability: which step is in order after which, who must be kept apart, and the days, which are settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hengtu.law.accountability import (
    OF_OFFICER,
    STEPS_ZH,
    Finding,
    Outcome,
    Standing,
    Step,
    Taker,
    days_for,
    objections_to_step,
    steps_in_turn,
    until,
)

TODAY = date(2026, 3, 2)
OPEN = Standing(TODAY - timedelta(days=20), TODAY - timedelta(days=10))
HEARD = replace(OPEN, statement_until=TODAY + timedelta(days=3), has_statement=True)
UNHEARD = replace(HEARD, has_statement=False)
DECIDED = replace(HEARD, decided_on=TODAY - timedelta(days=2), appeal_until=TODAY)
APPEALED = replace(DECIDED, is_appealed=True)
OVER = replace(DECIDED, is_over=True)
OTHER, SELF = Taker(), Taker(is_officer=True)
NO_FAULT = Finding(Outcome.NO_FAULT)


def codes(step: Step, standing: Standing | None = OPEN, taker: Taker | None = None, text="查清", finding=NO_FAULT):
    who = taker or (SELF if step in OF_OFFICER else OTHER)
    return [each.code for each in objections_to_step(step, standing, who, on=TODAY, text=text, finding=finding)]


@pytest.mark.parametrize(
    ("step", "standing", "expected"),
    [
        (Step.OPENED, None, []),
        (Step.STATED, OPEN, []),
        (Step.STATED, None, ["not_opened"]),
        (Step.STATED, DECIDED, ["decided_already"]),
        (Step.ATTACHED, OPEN, []),
        (Step.DECIDED, HEARD, []),
        (Step.DECIDED, UNHEARD, ["not_heard"]),
        (Step.DECIDED, replace(UNHEARD, statement_until=TODAY), ["not_heard"]),  # the last day is still the officer's
        (Step.DECIDED, replace(UNHEARD, statement_until=TODAY - timedelta(days=1)), []),
        (Step.DECIDED, replace(HEARD, recusal_open=True), ["recusal_open"]),
        (Step.DECIDED, DECIDED, ["decided_already"]),
        (Step.APPEALED, OPEN, ["not_decided"]),
        (Step.APPEALED, DECIDED, []),  # on the last day
        (Step.APPEALED, replace(DECIDED, appeal_until=TODAY - timedelta(days=1)), ["appeal_late"]),
        (Step.APPEALED, APPEALED, ["appealed_already"]),
        (Step.UPHELD, DECIDED, ["not_appealed"]),
        (Step.UPHELD, APPEALED, []),
        (Step.REVOKED, APPEALED, []),
        (Step.REVOKED, OVER, ["over"]),
        (Step.DROPPED, OPEN, []),
        (Step.DROPPED, DECIDED, ["decided_already"]),
    ],
)
def test_each_step_has_its_turn(step, standing, expected):
    assert codes(step, standing) == expected


@pytest.mark.parametrize(
    ("standing", "offered", "not_offered"),
    [
        (UNHEARD, Step.STATED, Step.APPEALED),
        (HEARD, Step.DECIDED, Step.RECUSAL_REFUSED),
        (replace(HEARD, recusal_open=True), Step.RECUSAL_REFUSED, Step.UPHELD),
        (DECIDED, Step.APPEALED, Step.DECIDED),
        (APPEALED, Step.UPHELD, Step.APPEALED),
    ],
)
def test_only_steps_whose_turn_it_is_are_offered(standing, offered, not_offered):
    turn = steps_in_turn(standing)
    assert offered in turn
    assert not_offered not in turn
    waiting = {"not_heard", "recusal_open"}  # their turn has come, but not yet the day
    assert all(set(codes(step, standing)) <= waiting for step in turn)


def test_nothing_is_offered_once_it_is_over():
    assert steps_in_turn(OVER) == ()


@pytest.mark.parametrize(
    ("step", "standing", "taker", "expected"),
    [
        (Step.OPENED, None, SELF, "concerned"),
        (Step.DECIDED, HEARD, SELF, "concerned"),
        (Step.UPHELD, APPEALED, SELF, "concerned"),
        (Step.STATED, OPEN, OTHER, "officer_only"),
        (Step.DECIDED, HEARD, Taker(is_opener=True), "opener_decides"),
        (Step.UPHELD, APPEALED, Taker(is_opener=True), "opener_decides"),
        (Step.UPHELD, APPEALED, Taker(is_decider=True), "decider_reviews"),
        (Step.DECIDED, HEARD, Taker(took_part=True), "took_part"),
        (Step.OPENED, None, Taker(took_part=True), "took_part"),
        (Step.DECIDED, HEARD, Taker(barred=True), "recused"),
    ],
)
def test_nobody_acts_who_must_be_kept_apart(step, standing, taker, expected):
    assert codes(step, standing, taker) == [expected]


def test_who_takes_part_may_always_step_back():
    assert codes(Step.RECUSED, OPEN, Taker(took_part=True)) == []


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (None, ["finding_missing"]),
        (Finding(Outcome.FAULT), ["duty_missing", "measure_missing"]),
        (Finding(Outcome.FAULT, "及时录入", "talk"), []),
        (Finding(Outcome.EXEMPT, "及时录入"), ["ground_missing", "proof_missing"]),
        (Finding(Outcome.EXEMPT, "及时录入", "", "dissent", "集体讨论记录"), []),
        (NO_FAULT, []),
    ],
)
def test_a_finding_says_duty_measure_or_ground_with_its_proof(finding, expected):
    assert codes(Step.DECIDED, HEARD, finding=finding) == expected


def test_every_step_wants_words():
    assert all(codes(step, None if step is Step.OPENED else OPEN, text=" ")[0] == "text_missing" for step in STEPS_ZH)


def test_the_days_are_settings_and_an_unknown_place_has_those_of_the_system():
    assert [days_for(name, "河北省", TODAY) for name in ("statement", "decision", "review", "shown")] == [
        10,
        60,
        30,
        365,
    ]
    assert days_for("review", "没有这个地方", TODAY) == 30
    assert until("statement", "河北省", TODAY) == TODAY + timedelta(days=10)
