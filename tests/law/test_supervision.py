"""Supervision by a superior and leads to the discipline organs: which step is in order after which."""

from datetime import date, timedelta

import pytest

from hengtu.law.discipline import LeadStep, objections_to_lead_step
from hengtu.law.supervision import GROUNDS, STEPS_ZH, Step, Supervision, objections_to_step, rises_on

TODAY = date(2026, 3, 2)
SOON = TODAY + timedelta(days=10)
OPEN = Supervision(SOON)
REPORTED = Supervision(SOON, has_result=True)
LIFTED = Supervision(SOON, has_result=True, is_lifted=True)


def codes(step: Step, standing: Supervision | None, text: str = "查清", due_on: date | None = None) -> list[str]:
    return [each.code for each in objections_to_step(step, standing, on=TODAY, text=text, due_on=due_on)]


@pytest.mark.parametrize(
    ("step", "standing", "due_on", "expected"),
    [
        (Step.ORDERED, None, SOON, []),
        (Step.ORDERED, LIFTED, SOON, []),
        (Step.ORDERED, OPEN, SOON, ["supervised_already"]),
        (Step.ORDERED, None, None, ["due_missing"]),
        (Step.ORDERED, None, TODAY, ["due_passed"]),
        (Step.PROGRESS, OPEN, None, []),
        (Step.PROGRESS, None, None, ["not_supervised"]),
        (Step.RESULT, OPEN, None, []),
        (Step.RESULT, REPORTED, None, ["result_waits"]),
        (Step.RETURNED, REPORTED, SOON, []),
        (Step.RETURNED, OPEN, SOON, ["no_result_to_return"]),
        (Step.EXTENDED, OPEN, SOON, ["not_longer"]),
        (Step.EXTENDED, OPEN, SOON + timedelta(days=1), []),
        (Step.LIFTED, OPEN, None, ["no_result"]),
        (Step.LIFTED, REPORTED, None, []),
        (Step.LIFTED, LIFTED, None, ["not_supervised"]),
    ],
)
def test_each_step_has_its_turn(step: Step, standing: Supervision | None, due_on: date | None, expected: list[str]):
    assert codes(step, standing, due_on=due_on) == expected


def test_a_step_without_words_is_sent_back_with_what_to_do():
    (objection,) = objections_to_step(Step.PROGRESS, OPEN, on=TODAY, text=" ")
    assert (objection.code, objection.remedy) == ("text_missing", "请写明要求、情况或者理由。")


def test_what_is_not_answered_rises_after_the_days_of_the_setting():
    assert rises_on(SOON, "国家") == SOON + timedelta(days=5)


def test_every_step_and_ground_has_a_name():
    assert set(STEPS_ZH) == set(Step)
    assert all(GROUNDS.values())


@pytest.mark.parametrize(
    ("step", "last", "expected"),
    [
        (LeadStep.SENT, LeadStep.ENTERED, []),
        (LeadStep.SENT, LeadStep.KEPT, []),  # kept first, sent after all
        (LeadStep.SENT, LeadStep.SENT, ["out_of_turn"]),
        (LeadStep.KEPT, LeadStep.SENT, ["out_of_turn"]),
        (LeadStep.RECEIVED, LeadStep.SENT, []),
        (LeadStep.RECEIVED, LeadStep.ENTERED, ["out_of_turn"]),
        (LeadStep.RESULT, LeadStep.RECEIVED, []),
        (LeadStep.RESULT, LeadStep.SENT, []),  # some organs answer without a receipt
        (LeadStep.RESULT, LeadStep.RESULT, ["out_of_turn"]),
    ],
)
def test_a_lead_goes_its_way_in_turn(step: LeadStep, last: LeadStep, expected: list[str]):
    found = objections_to_lead_step(step, last, text="移送县纪委监委", concerned=False, number="1号")
    assert [each.code for each in found] == expected


def test_whom_it_concerns_takes_no_step_and_a_letter_has_its_number():
    found = objections_to_lead_step(LeadStep.SENT, LeadStep.ENTERED, text="", concerned=True)
    assert [each.code for each in found] == ["concerned", "text_missing", "number_missing"]
