"""How a fine is measured: in yuan, as a multiple of a value, as a percentage of a price, or by a named formula.

One table says on which fact each measure rests; nothing else in ``law`` knows the measures by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.formulas import compute, missing_inputs
from hengtu.law.outcome import Range

FORMULA = "per_unit_formula"
FIXED = "fixed_amount"


@dataclass(frozen=True)
class Base:
    """The fact a share is taken of. ``per`` is 1 for a multiple, 100 for a percentage."""

    fact: str
    per: int

    @property
    def word(self) -> str:
        """``multiple`` or ``percent``, as the fields of an answer are called."""
        return "multiple" if self.per == 1 else "percent"


BASES: dict[str, Base] = {
    "multiple_of_illegal_gains": Base("illegal_gains", 1),
    "multiple_of_timber_value": Base("timber_value", 1),
    "percent_of_contract_price": Base("contract_price", 100),
    "percent_of_fee": Base("fee", 100),
    "percent_of_design_fee": Base("fee", 100),
    "percent_of_unit_fine": Base("unit_fine", 100),
}


def inputs_of(penalty: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the facts that the measure of a fine still needs; empty when the fine can be told."""
    if penalty.get("basis") == FORMULA:
        return missing_inputs(penalty["formula"], facts)
    base = BASES.get(str(penalty.get("basis")))
    return (base.fact,) if base and facts.get(base.fact) is None else ()


def range_of(penalty: Mapping[str, Any], facts: Mapping[str, Any]) -> Range | None:
    """Return the range of a fine in yuan; None when it needs a fact that is not known.

    Args:
        penalty: a fine of the rulebook, with ``basis`` and ``min``/``max`` (yuan, times or percent) or ``amount``.
        facts: fact key -> value; money in yuan.
    Source: 各项处罚条款；以上、以下包括本数（民法典1259）
    """
    if penalty["basis"] == FIXED:
        return Range(penalty["amount"], penalty["amount"])
    if penalty["basis"] == FORMULA:
        return Range(0, penalty["formula"]["cap_yuan"])
    base = BASES.get(penalty["basis"])
    if base is None:
        return Range(penalty["min"], penalty["max"])
    value = facts.get(base.fact)
    return None if value is None else Range(penalty["min"] * value / base.per, penalty["max"] * value / base.per)


def amount_of(penalty: Mapping[str, Any], facts: Mapping[str, Any]) -> float | None:
    """Return the one amount in yuan where the rule leaves no choice: a formula whose inputs are known, a fixed amount.

    A fixed amount that may be imposed, and so may not, is no such case.
    """
    if penalty["basis"] == FORMULA:
        return None if inputs_of(penalty, facts) else compute(penalty["formula"], facts)
    fixed = penalty["basis"] == FIXED and penalty.get("mandatory", True)
    return float(penalty["amount"]) if fixed else None


def leaves_no_choice(penalty: Mapping[str, Any]) -> bool:
    """Whether a fine is computed, not chosen."""
    return penalty.get("basis") in {FORMULA, FIXED}


def described(penalty: Mapping[str, Any]) -> dict[str, Any]:
    """Return a penalty of the rulebook as an alternative in an answer."""
    found: dict[str, Any] = {"kind": penalty["kind"]}
    if "when" in penalty:
        found["when"] = penalty["when"]
    basis = penalty.get("basis")
    if basis is None:
        return found
    if base := BASES.get(basis):
        share = {f"min_{base.word}": penalty["min"], f"max_{base.word}": penalty["max"]}
        return {**found, **share, "of": base.fact}
    limits = range_of({**penalty, "basis": basis}, {})
    return {**found, **limits.as_json()} if limits else found
