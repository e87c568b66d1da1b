"""The mass a vehicle with its load may have: the table of the rule, and nothing guessed beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.law.rulebook import records


@dataclass(frozen=True)
class MassLimit:
    """``limit_kg`` is None when the table has no line or a fact is missing; ``possible_kg`` are those still open."""

    limit_kg: int | None
    possible_kg: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def limit_of(facts: Mapping[str, Any]) -> MassLimit:
    """Return the limit for a vehicle form and number of axles.

    Args:
        facts: ``vehicle_form`` rigid or train, ``axle_count``, from six axles ``tractor_single_drive_axle``.
    Source: 超限运输车辆行驶公路管理规定3p1i4 to 3p1i8
    """
    missing = tuple(key for key in ("vehicle_form", "axle_count") if facts.get(key) is None)
    if missing:
        return MassLimit(None, missing=missing)
    rows = [row for row in records("mass_limits").values() if _fits(row, facts)]
    rules = tuple(sorted(row["id"] for row in rows))
    drive = facts.get("tractor_single_drive_axle")
    open_rows = [row for row in rows if drive is None or row.get("tractor_single_drive_axle", drive) == drive]
    limits = tuple(sorted({row["mass_limit_kg"] for row in open_rows}))
    if len(limits) == 1:
        return MassLimit(limits[0], limits, rules=rules)
    return MassLimit(None, limits, ("tractor_single_drive_axle",) if limits else ("mass_limit_kg",), rules)


def _fits(row: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    axles = facts["axle_count"]
    fits = row["vehicle_form"] == facts["vehicle_form"] and row["axles_from"] <= axles <= row.get("axles_to", axles)
    return bool(fits)
