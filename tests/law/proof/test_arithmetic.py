"""Formulas written out: what they come to, what they speak of, and where they cannot be read."""

import pytest

from hengtu.law.errors import LawError
from hengtu.law.proof.arithmetic import amount_of, names_in

LOAD = {"excess_kg": 25800, "mass_limit_kg": 43000, "polluted_area_m2": 2.5}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500 * floor(excess_kg / 1000)", 12500),
        ("300 * excess_t(0.20, 0.50)", 300 * 12.9),
        ("min(30000, 300 * excess_t(0.20, 0.50) + 500 * excess_t(0.50, inf))", 300 * 12.9 + 500 * 4.3),
        ("50 * round_half_up(polluted_area_m2)", 150),
        ("max(0, 30000 - excess_kg)", 4200),
        ("2 * (3 + 4) - 10 / 5", 12),
        ("10 - 3 - 2", 5),
    ],
)
def test_a_formula_is_reckoned_as_it_is_written(text: str, amount: float):
    assert amount_of(text, LOAD) == pytest.approx(amount)


def test_a_formula_says_which_facts_it_needs():
    assert names_in("min(30000, 300 * excess_t(0.2, inf) + polluted_area_m2)") == (
        "excess_kg", "mass_limit_kg", "polluted_area_m2",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "2 +", "2 2", "(2", "floor(2", "eval(2)", "excess_t(1)", "2 ^ 3", "__import__", "*"]
)
def test_anything_else_is_refused(text: str):
    with pytest.raises(LawError) as refusal:
        names_in(text)
    assert refusal.value.code == "bad_formula"
