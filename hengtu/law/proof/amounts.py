"""What an outcome comes to in yuan, in whichever way it is measured, and how two outcomes compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.formulas import INPUTS, compute
from hengtu.law.measures import BASES, FIXED, FORMULA, range_of
from hengtu.law.money import yuan
from hengtu.law.proof.arithmetic import amount_of, names_in

MEASURE_ZH = {
    "multiple_of_illegal_gains": ("违法所得", "倍"),
    "multiple_of_timber_value": ("木材价值", "倍"),
    "percent_of_contract_price": ("合同价款", "%"),
    "percent_of_fee": ("酬金", "%"),
    "percent_of_design_fee": ("设计费", "%"),
    "percent_of_unit_fine": ("单位罚款数额", "%"),
}


@dataclass(frozen=True, order=True)
class Weight:
    """How heavy an outcome is: by its maximum, then its minimum; no penalty before a warning, that before a fine."""

    highest: float
    lowest: float

    def lighter_than(self, other: Weight) -> bool:
        """Whether either end lies below the other's."""
        return self.highest < other.highest or self.lowest < other.lowest


NOTHING, WARNED = Weight(-2, -2), Weight(-1, -1)


def base_of(outcome: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the facts an amount depends on."""
    basis = outcome.get("basis")
    if basis in BASES:
        return (BASES[basis].fact,)
    if basis != FORMULA:
        return ()
    formula = outcome["formula"]
    return names_in(formula["text"]) if "text" in formula else INPUTS[formula["name"]]


def weight_of(outcome: Mapping[str, Any], facts: Mapping[str, Any]) -> Weight:
    """Return what a tier or a branch of the statute comes to in yuan; every fact of :func:`base_of` must be known."""
    if outcome["kind"] != "fine":
        return WARNED if outcome["kind"] == "warning" else NOTHING
    if outcome["basis"] == FORMULA:
        amount = _by_formula(outcome["formula"], facts)
        return Weight(amount, amount)
    limits = range_of(outcome, facts)
    assert limits is not None
    return Weight(yuan(limits.max_yuan), yuan(limits.min_yuan))


def _by_formula(formula: Mapping[str, Any], facts: Mapping[str, Any]) -> float:
    if "text" in formula:
        return min(float(formula["cap_yuan"]), amount_of(formula["text"], facts))
    return compute(formula, facts)


def badly_made(outcome: Mapping[str, Any]) -> Iterator[str]:
    """Yield why an outcome makes no sense by itself, whatever the facts."""
    if outcome["kind"] != "fine":
        return
    basis = outcome.get("basis")
    if basis == FIXED:
        if "amount" not in outcome:
            yield "缺少 amount（罚款数额）"
    elif basis == FORMULA:
        if "formula" not in outcome:
            yield "缺少 formula（公式）"
    elif basis is None:
        yield "缺少 basis（怎样计算罚款）"
    elif "min" not in outcome or "max" not in outcome:
        yield "缺少 min 或者 max（幅度的两端）"
    elif outcome["min"] > outcome["max"]:
        yield f"幅度写反了：下限 {outcome['min']} 大于上限 {outcome['max']}"


def in_words(outcome: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """Return an outcome as people say it: 罚款 500 元至 2000 元."""
    if outcome["kind"] == "warning":
        return "警告"
    if outcome["kind"] != "fine":
        return "减轻处罚" if outcome["kind"] == "mitigate" else "不予处罚"
    weight = weight_of(outcome, facts)
    low, high = yuan(weight.lowest), yuan(weight.highest)
    amount = f"罚款 {high} 元" if low == high else f"罚款 {low} 元至 {high} 元"
    if outcome["basis"] not in MEASURE_ZH:
        return amount
    name, unit = MEASURE_ZH[outcome["basis"]]
    return f"罚款{name}的 {outcome['min']} 至 {outcome['max']} {unit}，即 {low} 元至 {high} 元"
