"""Amounts of a fine as the rule measures them: fixed, a share of a fact, or by a named formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.formulas import INPUTS, KG_PER_TONNE
from hengtu.law.measures import BASES, FIXED, FORMULA
from hengtu.rulesets.columns.sql import (
    FALSE,
    Sql,
    all_of,
    any_of,
    call,
    column,
    compare,
    divided,
    literal,
    minus,
    plus,
    times,
)


@dataclass(frozen=True)
class Amount:
    """``factor`` yuan; with ``fact`` so many times that fact, divided by ``per``; with ``formula`` what it comes to.

    ``formula`` is the text of the formula's parameters (name and sorted values), so that amounts can be compared.
    """

    factor: float = 0
    fact: str | None = None
    per: int = 1
    formula: tuple[tuple[str, Any], ...] | None = None

    @property
    def is_constant(self) -> bool:
        """Whether it is the same for every row."""
        return self.fact is None and self.formula is None

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts it is computed from."""
        if self.formula is not None:
            return INPUTS[dict(self.formula)["name"]]
        return (self.fact,) if self.fact else ()

    @property
    def source(self) -> Amount | None:
        """The same without its factor: what many amounts of a table share; None for a constant."""
        return None if self.is_constant else Amount(1, self.fact, self.per, self.formula)

    def sql(self) -> Sql:
        """Return the amount of a row in yuan; NULL where a fact is missing."""
        return self.times(literal(self.factor))

    def times(self, factor: Sql) -> Sql:
        """Return the amount with a factor given as an expression."""
        if self.formula is not None:
            return FORMULAS[dict(self.formula)["name"]](dict(self.formula))
        if self.fact is None:
            return factor
        product = times(factor, column(self.fact))
        return product if self.per == 1 else divided(product, literal(self.per))


ZERO = Amount(0)


def limits_of(penalty: Mapping[str, Any]) -> tuple[Amount, Amount]:
    """Return the lower and upper end of a fine, as ``law.measures.range_of`` does."""
    if penalty["basis"] == FIXED:
        return Amount(penalty["amount"]), Amount(penalty["amount"])
    if penalty["basis"] == FORMULA:
        return ZERO, Amount(penalty["formula"]["cap_yuan"])
    base = BASES.get(penalty["basis"])
    if base is None:
        return Amount(penalty["min"]), Amount(penalty["max"])
    return Amount(penalty["min"], base.fact, base.per), Amount(penalty["max"], base.fact, base.per)


def amount_of(penalty: Mapping[str, Any]) -> Amount | None:
    """Return the one amount where the rule leaves no choice, as ``law.measures.amount_of`` does."""
    if penalty["basis"] == FORMULA:
        return Amount(1, formula=_frozen(penalty["formula"]))
    fixed = penalty["basis"] == FIXED and penalty.get("mandatory", True)
    return Amount(penalty["amount"]) if fixed else None


def less(left: Amount, right: Amount, sign: str = "<") -> Sql:
    """Return ``left < right`` (or another sign), decided at once where no row can change it."""
    if left.is_constant and right.is_constant:
        return literal({"<": left.factor < right.factor, "==": left.factor == right.factor}[sign])
    if left == right:
        return literal(sign == "==")
    return compare(left.sql(), sign, right.sql())


Weight = tuple[Amount, Amount]  # the maximum first, then the minimum


def lighter(left: Weight, right: Weight) -> Sql:
    """Return whether one range is lighter than another: a lower maximum, or the same maximum and a lower minimum."""
    same = less(left[0], right[0], "==")
    second = all_of([same, less(left[1], right[1])]) if same != FALSE else FALSE
    return simplified_or(less(left[0], right[0]), second)


def simplified_or(*parts: Sql) -> Sql:
    """Return *or* without the parts that are never true, and TRUE where one always is."""
    kept = [part for part in parts if part != FALSE]
    return literal(True) if any(part == literal(True) for part in kept) else any_of(kept)


def _full_tonnes(formula: Mapping[str, Any]) -> Sql:
    tonnes = call("floor", divided(column("excess_kg"), literal(KG_PER_TONNE)))
    charged = times(literal(formula["rate_yuan"]), call("greatest", literal(0), tonnes))
    return call("least", literal(formula["cap_yuan"]), charged)


def _banded_tonnes(formula: Mapping[str, Any]) -> Sql:
    total = plus(literal(0.0), *[_band(dict(band), formula["rounding"]) for band in formula["bands"]])
    return call("least", literal(formula["cap_yuan"]), total)


def _band(band: Mapping[str, Any], rounding: str) -> Sql:
    limit, top = column("mass_limit_kg"), column("excess_kg")
    if "up_to_ratio" in band:
        top = call("least", top, times(literal(band["up_to_ratio"]), limit))
    above = minus(top, times(literal(band["over_ratio"]), limit))
    tonnes = divided(call("greatest", literal(0.0), above), literal(KG_PER_TONNE))
    full = rounding == "full_tonnes_per_band"
    return times(literal(band["rate_yuan"]), call("floor", call("round", tonnes, literal(9))) if full else tonnes)


def _whole_square_metres(formula: Mapping[str, Any]) -> Sql:
    metres = call("floor", plus(column("polluted_area_m2"), literal(0.5)))
    return call("least", literal(formula["cap_yuan"]), times(literal(formula["rate_yuan"]), metres))


FORMULAS = {
    "full_tonnes": _full_tonnes,
    "banded_tonnes": _banded_tonnes,
    "whole_square_metres": _whole_square_metres,
}


def _frozen(formula: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((key, _frozen_value(value)) for key, value in sorted(formula.items()))


def _frozen_value(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(tuple(sorted(each.items())) for each in value)
    return value
