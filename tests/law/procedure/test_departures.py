"""A fine outside its tier says why; one at the legal maximum is discussed; both are kept for those who supervise."""

import pytest

from hengtu.law.procedure import Situation
from hengtu.law.procedure.alarms import alarms_of
from tests.law.procedure.test_guards import before, changed, codes

TIER_MAXIMUM, OUTSIDE, LEGAL_MAXIMUM = 500, 501, 50000


def in_a_place_with_tiers(kind):
    """The case of demo-8 as one of occupying a road in a city whose table ends this tier at 500 yuan."""
    history, act = before("demo-8", kind)
    opening = history[0]
    case = {
        **opening.payload["case"],
        "jurisdiction": "河北石家庄",
        "category": "highway_admin",
        "violation": "road-occupy-dig",
        "facts": {"act_form": "occupy", "area_m2": 5},
    }
    history = (changed(opening, case=case), *(changed(each, facts=None) for each in history[1:]))
    return history, act


def fine(amount):
    return {"kind": "fine", "amount_yuan": amount}


@pytest.mark.parametrize(("kind", "key"), [("report_approved", "proposed"), ("decided", "decided")])
@pytest.mark.parametrize(("amount", "asked"), [(TIER_MAXIMUM, False), (OUTSIDE, True)])
def test_a_fine_outside_its_tier_asks_for_the_reason(kind, key, amount, asked):
    history, act = in_a_place_with_tiers(kind)
    assert ("departure_without_reason" in codes(history, changed(act, **{key: fine(amount)}))) is asked


def test_with_the_reason_it_goes_on():
    history, act = in_a_place_with_tiers("report_approved")
    reasoned = changed(act, proposed=fine(OUTSIDE), departure_reason="多次占用，屡劝不改")
    assert "departure_without_reason" not in codes(history, reasoned)


def test_the_reason_of_the_report_serves_the_decision():
    history, act = in_a_place_with_tiers("decided")
    history = tuple(
        changed(each, departure_reason="多次占用，屡劝不改") if each.kind == "report_approved" else each
        for each in history
    )
    assert "departure_without_reason" not in codes(history, changed(act, decided=fine(OUTSIDE)))


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (TIER_MAXIMUM, set()),
        (OUTSIDE, {"fine_outside_the_tier"}),
        (LEGAL_MAXIMUM, {"fine_outside_the_tier", "fine_at_the_maximum"}),
    ],
)
def test_what_supervisors_should_look_at_is_kept_with_its_reason(amount, expected):
    history, act = in_a_place_with_tiers("decided")
    act = changed(act, decided=fine(amount), departure_reason="情节恶劣")
    found = alarms_of(Situation.of((*history, act)), act)
    assert {alarm.code for alarm in found} == expected
    assert {alarm.reason for alarm in found} <= {"情节恶劣"}


def test_an_act_that_decides_nothing_raises_no_alarm():
    history, act = in_a_place_with_tiers("report_approved")
    act = changed(act, proposed=fine(LEGAL_MAXIMUM))
    assert alarms_of(Situation.of((*history, act)), act) == ()
