"""Named formulas that rule files refer to; nothing in a rule file is ever evaluated as code."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

INPUTS = {
    "full_tonnes": ("excess_kg",),
    "banded_tonnes": ("excess_kg", "mass_limit_kg"),
    "whole_square_metres": ("polluted_area_m2",),
}
KG_PER_TONNE = 1000


def full_tonnes(excess_kg: float, *, rate_yuan: float, cap_yuan: float) -> float:
    """Return the fine of ``rate_yuan`` for every full 1000 kg over the limit; a remainder is not charged.

    Source: 超限运输车辆行驶公路管理规定43p1i2 (每超1000千克罚款500元，最高不得超过30000元)
    Example:
        >>> full_tonnes(55940, rate_yuan=500, cap_yuan=30000)
        27500
    """
    return min(cap_yuan, rate_yuan * max(0, math.floor(excess_kg / KG_PER_TONNE)))


def banded_tonnes(
    excess_kg: float, mass_limit_kg: float, *, bands: Sequence[Mapping[str, float]], cap_yuan: float, rounding: str
) -> float:
    """Return the fine where each band of the excess has its own rate per tonne.

    Args:
        excess_kg: kg over the limit, ≥ 0.
        mass_limit_kg: the limit the shares of the bands refer to.
        bands: ``over_ratio`` < share of the excess ≤ ``up_to_ratio``, yuan per tonne of that part.
        cap_yuan: ceiling of the whole.
        rounding: ``full_tonnes_per_band`` leaves remainders uncharged, ``exact`` charges them in proportion.
    Source: 浙江省公路条例53; the text does not say how a part of a tonne counts.
    """
    total = 0.0
    for band in bands:
        lower = band["over_ratio"] * mass_limit_kg
        upper = band.get("up_to_ratio", math.inf) * mass_limit_kg
        tonnes = max(0.0, min(excess_kg, upper) - lower) / KG_PER_TONNE
        charged = math.floor(round(tonnes, 9)) if rounding == "full_tonnes_per_band" else tonnes
        total += band["rate_yuan"] * charged
    return min(cap_yuan, total)


def whole_square_metres(polluted_area_m2: float, *, rate_yuan: float, cap_yuan: float) -> float:
    """Return the fine per square metre of fouled road, the area rounded half up to whole square metres.

    Source: 河北省交通运输行政处罚自由裁量权执行标准（2022年版）
    Example:
        >>> whole_square_metres(2.5, rate_yuan=50, cap_yuan=5000)
        150
    """
    return min(cap_yuan, rate_yuan * math.floor(polluted_area_m2 + 0.5))


FORMULAS: dict[str, Callable[..., float]] = {
    "full_tonnes": full_tonnes,
    "banded_tonnes": banded_tonnes,
    "whole_square_metres": whole_square_metres,
}


def missing_inputs(formula: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the facts a formula still needs."""
    return tuple(key for key in INPUTS[formula["name"]] if facts.get(key) is None)


def compute(formula: Mapping[str, Any], facts: Mapping[str, Any]) -> float:
    """Return the amount in yuan; all inputs must be known."""
    inputs = [facts[key] for key in INPUTS[formula["name"]]]
    parameters = {key: value for key, value in formula.items() if key != "name"}
    return FORMULAS[formula["name"]](*inputs, **parameters)
