"""Where a draft starts: with nothing, with the table in force, or with the statutory range in equal parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.statute import main_penalties
from hengtu.rulesets.drafting.content import PUNISHMENTS, empty_content, empty_row

PARTS = ("轻微", "一般", "较重", "严重")


def equal_parts(version: Mapping[str, Any], parts: int = 4) -> dict[str, Any] | None:
    """Return a draft whose tiers share the fine of the statute equally, their circumstances still open.

    Args:
        version: of the violation, as in the rulebook; its first fine with two ends is divided, sums to the hundred.
        parts: 2 to 4.
    Returns: None where the statute has no range to divide.
    """
    found = next((each for each in main_penalties(version) if "max" in each and each.get("basis") in PUNISHMENTS), None)
    if found is None:
        return None
    low, high = found.get("min", 0), found["max"]
    step = 100 if found["basis"] == "fixed_range" and (high - low) / parts >= 100 else 0.01
    edges = [low, *(_round(low + (high - low) * n / parts, step) for n in range(1, parts)), high]
    rows = [
        empty_row(f"p{n}", tier=PARTS[n], punish=found["basis"], min=str(edges[n]), max=str(edges[n + 1]))
        for n in range(parts)
    ]
    return {**empty_content(0), "rows": rows}


def _round(value: float, step: float) -> int | float:
    rounded = round(round(value / step) * step, 2)
    return int(rounded) if rounded == int(rounded) else rounded
