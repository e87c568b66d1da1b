"""A permit for an abnormal load (通行证): it protects only where plate, load, size, route and time all match.

Divisible cargo is never permitted above the limits. The classes of permits were not read in the rule: they sort, they
decide nothing.
Source: 超限运输车辆行驶公路管理规定27, 公路安全保护条例35, 36
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

BASIS = ("超限运输车辆行驶公路管理规定27", "公路安全保护条例35")
SIZES = {
    "gross_mass_kg": "车货总质量",
    "total_length_m": "车货总长",
    "total_width_m": "车货总宽",
    "total_height_m": "车货总高",
}


@dataclass(frozen=True)
class Permit:
    """What a permit allows. ``load``: the measures of SIZES it names; ``hours``: from and to by the clock."""

    plates: frozenset[str]
    load: Mapping[str, float]
    valid_from: datetime
    valid_until: datetime
    hours: tuple[int, int] | None = None
    escort: bool = False


@dataclass(frozen=True)
class Passage:
    """What was found on the road; None is what was not established."""

    plate: str
    at: datetime
    load: Mapping[str, float]
    divisible: bool | None = None
    on_route: bool | None = None
    escorted: bool | None = None


@dataclass(frozen=True)
class PermitAnswer:
    """``protects`` None: something that would decide was not established, and is named in ``missing``."""

    protects: bool | None
    breaches: tuple[str, ...]
    missing: tuple[str, ...]
    basis: tuple[str, ...] = BASIS

    def as_facts(self) -> dict[str, Any]:
        """Return the facts that ``assess`` takes."""
        if self.protects is None:
            return {"permit_held": True}
        return {"permit_held": True, "permit_matches": self.protects, "on_permitted_route_time": self.protects}


def check(permit: Permit, passage: Passage) -> PermitAnswer:
    """Say whether a permit covers a passage, and if not, in what it was left.

    Args:
        permit: what was permitted; masses in kg, lengths in m, bounds included.
        passage: what was found; both with times of the same zone.
    """
    breaches = tuple(_breaches(permit, passage))
    missing = tuple(_missing(permit, passage))
    return PermitAnswer(False if breaches else None if missing else True, breaches, missing)


def _breaches(permit: Permit, passage: Passage) -> Iterator[str]:
    if passage.divisible:
        yield "可分载的货物，不得超过限定标准运输，通行证不适用"
    if passage.plate not in permit.plates:
        yield f"车辆 {passage.plate} 不是通行证载明的车辆"
    if not permit.valid_from <= passage.at <= permit.valid_until:
        yield "不在通行证的有效期内"
    if permit.hours is not None and not _within(permit.hours, passage.at):
        yield f"不在许可的时段（{permit.hours[0]}时至{permit.hours[1]}时）内"
    for key, name in SIZES.items():
        if key in permit.load and passage.load.get(key, 0) > permit.load[key]:
            yield f"{name} {passage.load[key]:g} 超过许可的 {permit.load[key]:g}"
    if passage.on_route is False:
        yield "没有按照许可的路线行驶"
    if permit.escort and passage.escorted is False:
        yield "没有按照护送方案护送"


def _within(hours: tuple[int, int], at: datetime) -> bool:
    """A span over midnight, 22 to 6, is one span."""
    start, end = hours
    clock = at.hour + at.minute / 60
    return start <= clock <= end if start <= end else clock >= start or clock <= end


def _missing(permit: Permit, passage: Passage) -> Iterator[str]:
    if passage.divisible is None:
        yield "divisible_cargo"
    if passage.on_route is None:
        yield "on_permitted_route_time"
    if permit.escort and passage.escorted is None:
        yield "escort_as_permitted"
    yield from (key for key in SIZES if key in permit.load and key not in passage.load)


def permit_class(load: Mapping[str, float], excess_kg: float) -> str:
    """Return I, II or III by size and mass; recalled, not read: for sorting only, never printed.

    Args:
        load: ``total_length_m``, ``total_width_m``, ``total_height_m``, ``gross_mass_kg``.
        excess_kg: over the limit of the table.
    """
    height, width, length = load["total_height_m"], load["total_width_m"], load["total_length_m"]
    if height > 4.5 or width > 3.75 or length > 28 or load["gross_mass_kg"] > 100_000:
        return "III"
    return "I" if height <= 4.2 and width <= 3 and length <= 20 and excess_kg <= 0 else "II"
