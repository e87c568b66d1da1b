"""Over the limit again and again (一超四罚): more than three times in a year, more than a tenth of the fleet.

The window rolls: the year that ends with the latest finding, across calendar years. From which day the first year
counts was not read in the rule, so none is assumed; findings are those of this vehicle or driver, each counted once.
Who decides at the roadside only sends the case on: the authority that issued the certificate revokes it.
Source: 公路安全保护条例66; 超限运输车辆行驶公路管理规定46
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hengtu.law.first_offence import year_before

MORE_THAN = 3
FLEET_SHARE = 0.10
BASIS = ("公路安全保护条例66",)
SUBJECTS = {
    "vehicle": ("overlimit-repeat-vehicle", "货运车辆", "vehicle_overruns_1y", "吊销车辆营运证由核发机关决定"),
    "driver": (
        "overlimit-repeat-driver",
        "货运车辆驾驶人",
        "driver_overruns_1y",
        "责令停止从事营业性运输由核发机关决定",
    ),
}
SEND_ON = "处罚决定生效后七个工作日内，把车辆、驾驶人、源头单位和决定的资料送车籍所在地的道路运输主管部门"


@dataclass(frozen=True)
class Repeat:
    """How often in the year, and whether that reaches the rule; ``fact`` and ``value`` are what ``assess`` takes."""

    violation: str
    reached: bool
    fact: str
    value: float
    counted: tuple[date, ...]
    basis: tuple[str, ...]
    explanation: tuple[str, ...]


def repeat(subject: str, findings: Iterable[date], *, on: date) -> Repeat:
    """Count the findings of a vehicle or driver in the year that ends on a day.

    Args:
        subject: ``vehicle`` or ``driver``.
        findings: days of illegal over-limit transport; two on one day are two.
        on: day of the latest finding, itself among ``findings`` where it counts.
    Raises: KeyError for another subject.
    Example:
        >>> days = [date(2025, 1, 3), date(2025, 4, 1), date(2025, 6, 1), date(2025, 9, 9)]
        >>> repeat("vehicle", days, on=days[-1]).reached, repeat("vehicle", days[:3], on=days[2]).reached
        (True, False)
    """
    violation, name, fact, decides = SUBJECTS[subject]
    counted = tuple(sorted(day for day in findings if year_before(on) < day <= on))
    reached = len(counted) > MORE_THAN
    word = "超过" if reached else "没有超过"
    said = f"{name}一年内违法超限运输 {len(counted)} 次，{word}三次"
    following = (f"{said}；{decides}。", f"{SEND_ON}。") if reached else (f"{said}。",)
    return Repeat(violation, reached, fact, len(counted), counted, BASIS, following)


def fleet(findings: Mapping[str, Iterable[date]], *, vehicles: int, on: date) -> Repeat:
    """Say what share of a company's goods vehicles was found over the limit in the year that ends on a day.

    Args:
        findings: days of findings by plate; only whether there is one in the year counts, not how many.
        vehicles: all goods vehicles of the company, at least as many as were found.
        on: last day of the year.
    Raises: ValueError when the number of vehicles cannot be right.
    """
    found = {plate: [day for day in days if year_before(on) < day <= on] for plate, days in findings.items()}
    caught = sorted(plate for plate, days in found.items() if days)
    if vehicles < max(1, len(caught)):
        raise ValueError(f"货运车辆总数 {vehicles} 少于有过违法的车辆数 {len(caught)}")
    reached = len(caught) > FLEET_SHARE * vehicles
    word = "超过" if reached else "没有超过"
    said = f"一年内违法超限运输的货运车辆 {len(caught)} 辆，{word}本单位货运车辆总数 {vehicles} 辆的百分之十"
    following = (f"{said}；责令停业整顿、吊销经营许可由核发机关决定。",) if reached else (f"{said}。",)
    counted = tuple(sorted(day for days in found.values() for day in days))
    return Repeat(
        "overlimit-company-ratio",
        reached,
        "company_overrun_ratio_1y",
        len(caught) / vehicles,
        counted,
        BASIS,
        following,
    )
