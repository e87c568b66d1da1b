"""Axes and weighings: every value belongs to exactly one atom, and what cannot be weighed together is no cell."""

from fractions import Fraction
from typing import Any

import pytest

from hengtu.law.proof.axes import Axis, axis_of
from hengtu.law.proof.relations import concrete, possible, weighings
from hengtu.law.rulebook import records


def axis(key: str, *compared: Any) -> Axis:
    return axis_of(records("facts")[key], compared)


@pytest.mark.parametrize(
    ("key", "compared", "values"),
    [
        ("area_m2", (5, 10), [2, 5, 8, 10, 20]),
        ("area_m2", (0, 5), [2, 5, 6]),
        ("casualties", (0, 1, 2), [0, 1, 2, 3]),
        ("nth_time_caught", (1, 3), [1, 2, 3, 4]),
        ("illegal_gains", (20000, 20000.01), [10000, 20000, 20000.01, 30000.01]),
        ("excess_kg", (0,), [-1, 0, 1]),
        ("corrected_promptly", (True,), [True, False]),
        ("refuses_correction", (True,), [False, True]),
        ("harm_level", ("none",), ["none", "minor", "general", "serious"]),
        ("dangerous_goods_kind", ("汽油",), ["汽油", "其他"]),
    ],
)
def test_a_fact_is_cut_where_conditions_cut_it_the_lighter_first(key: str, compared: Any, values: list[Any]):
    assert [atom.value for atom in axis(key, *compared).atoms] == values


@pytest.mark.parametrize("key", ["area_m2", "casualties", "illegal_gains", "excess_ratio"])
def test_every_number_belongs_to_exactly_one_atom(key: str):
    atoms = axis(key, 1, 3, 7).atoms
    for number in (Fraction(n, 2) for n in range(0, 20)):
        if (key == "casualties" and number.denominator > 1) or (key == "area_m2" and number == 0):
            continue
        assert sum(atom.holds(number) for atom in atoms) == 1, number
    for atom in atoms:
        assert all(atom.holds(Fraction(str(point))) for point in atom.points)


def cell(**values: int) -> dict[str, Any]:
    axes = {
        "excess_kg": axis("excess_kg", 0, 1000, 100000),
        "excess_ratio": axis("excess_ratio", 0, 0.2, 0.5),
        "axle_count": axis("axle_count", 3, 5),
        "vehicle_form": axis("vehicle_form"),
    }
    return {key: axes[key].atoms[n] for key, n in values.items()}


def test_a_mass_and_its_share_belong_to_one_lawful_limit():
    assert not possible(cell(excess_kg=6, excess_ratio=2)), "a hundred tonnes over are not under twenty percent"
    assert not possible(cell(excess_kg=0, excess_ratio=2)), "under the limit is not a share above nothing"
    within = list(weighings(cell(excess_kg=2, excess_ratio=2)))
    assert {each.limit_kg for each in within} == {row["mass_limit_kg"] for row in records("mass_limits").values()}
    assert all(1 <= each.first_kg <= each.last_kg <= 999 for each in within)


def test_the_vehicle_says_which_limit_it_is():
    rigid_two = cell(excess_kg=4, vehicle_form=0, axle_count=0)
    assert {each.limit_kg for each in weighings(rigid_two)} == {18000}
    train_five = cell(excess_kg=4, vehicle_form=1, axle_count=3)
    assert {each.limit_kg for each in weighings(train_five)} == {43000}
    assert not possible(cell(excess_kg=4, vehicle_form=0, axle_count=4)), "no line for a rigid vehicle of six axles"


def test_facts_of_a_cell_agree_with_one_another():
    for facts in concrete(cell(excess_kg=4, excess_ratio=4), ("excess_kg",)):
        assert facts["gross_mass_kg"] - facts["mass_limit_kg"] == facts["excess_kg"]
        assert facts["excess_ratio"] == facts["excess_kg"] / facts["mass_limit_kg"]
        assert 0.2 < facts["excess_ratio"] < 0.5
    priors = {"prior_violations_within_1y": axis("prior_violations_within_1y", 1).atoms[2]}
    caught = {"nth_time_caught": axis("nth_time_caught", 1).atoms[1]}
    assert [facts["nth_time_caught"] > facts["prior_violations_within_1y"] for facts in concrete(priors | caught)] == [
        True
    ]
