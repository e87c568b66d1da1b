"""One act is fined once, whichever provisions it breaks; sums stay under their ceiling; reasons open the way out."""

import pytest

from tests.law.procedure.test_guards import before, changed, codes

VEHICLE, DRIVER = "ridehail-vehicle-uncertified", "ridehail-driver-uncertified"
MASS, SIZE = "overlimit-mass", "overlimit-dimension"


def with_two(kind, first, second, *, category="road_transport", days=("2025-10-16", "2025-10-16"), facts=None):
    """demo-8 as a case of two violations by one party."""
    history, act = before("demo-8", kind)
    opening = history[0]
    case = {
        "jurisdiction": "河北",
        "category": category,
        "parties": [{"id": "p1", "kind": "natural_person", "name": "甲某"}],
        "matters": [
            {"id": f"m{number}", "party": "p1", "violation": violation, "violation_on": day, "facts": facts or {}}
            for number, violation, day in zip((1, 2), (first, second), days, strict=True)
        ],
    }
    return (changed(opening, case=case), *(changed(each, facts=None) for each in history[1:])), act


def fines(*amounts):
    return [{"matter": f"m{number}", "kind": "fine", "amount_yuan": yuan} for number, yuan in enumerate(amounts, 1)]


def found(kind, key, pair, amounts, **more):
    reason = {"separate_acts": more.pop("separate_acts")} if "separate_acts" in more else {}
    history, act = with_two(kind, *pair, **more)
    meeting = {"act_fined_twice", "lower_provision_used", "fines_above_their_ceiling"}
    return codes(history, changed(act, **{key: fines(*amounts)}, **reason)) & meeting


@pytest.mark.parametrize(("kind", "key"), [("report_approved", "proposed"), ("decided", "decided")])
def test_one_act_is_not_fined_twice(kind, key):
    assert found(kind, key, (VEHICLE, DRIVER), (3000, 200)) == {"act_fined_twice"}


def test_it_is_fined_by_the_provision_that_decides():
    assert found("decided", "decided", (VEHICLE, DRIVER), (3000, 0)) == set()
    assert found("decided", "decided", (VEHICLE, DRIVER), (0, 200)) == {"lower_provision_used"}


def test_with_reasons_for_several_acts_both_are_fined():
    reason = "分别在两天、两辆车上实施"
    assert found("decided", "decided", (VEHICLE, DRIVER), (3000, 200), separate_acts=reason) == set()


def test_what_happened_on_different_days_is_judged_apart():
    days = ("2025-10-16", "2025-10-17")
    assert found("decided", "decided", (VEHICLE, DRIVER), (3000, 200), days=days) == set()


@pytest.mark.parametrize(("size", "expected"), [(2500, set()), (2501, {"fines_above_their_ceiling"})])
def test_mass_and_size_together_stay_under_thirty_thousand(size, expected):
    facts = {"vehicle_form": "train", "axle_count": 5, "gross_mass_kg": 98940}
    pair = (MASS, SIZE)
    assert found("decided", "decided", pair, (27500, size), category="highway_admin", facts=facts) == expected


def test_nobody_gives_a_reason_to_pass_a_ceiling():
    reason = {"separate_acts": "是两个行为"}
    answer = found("decided", "decided", (MASS, SIZE), (27500, 2501), category="highway_admin", **reason)
    assert answer == {"fines_above_their_ceiling"}


def test_what_the_rulebook_does_not_know_is_left_to_who_decides():
    assert found("decided", "decided", (VEHICLE, "underwater-works"), (3000, 1000)) == set()
