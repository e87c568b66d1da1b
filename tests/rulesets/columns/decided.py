"""Decided matters as a reader would hand them over, for tests of the statistics."""

from __future__ import annotations

from typing import Any

SICHUAN = {"jurisdiction": "四川", "division": "510000", "violation": "road-occupy-dig"}
# Every fact that the tiers of Sichuan ask about, so that only the area decides.
KNOWN = {
    "road_class": "county",
    "harm_level": "minor",
    "stopped_when_told": False,
    "restored_on_spot": False,
}


def decided(number: int, yuan: float | None, **more: Any) -> dict[str, Any]:
    """One decided matter: a hole in a county road of Sichuan, eight square metres unless said otherwise."""
    own = {
        "id": f"m{number}",
        "case_id": f"c{number}",
        "number": f"川交罚〔2025〕{number}号",
        "agency_code": f"5101{number % 2}",
        "agency": f"第{number % 2}大队",
        "violation_on": "2025-03-01",
        "decided_on": "2025-04-01",
        "decided_kind": "none" if yuan is None else "fine",
        "decided_yuan": yuan or 0,
        "area_m2": 8,
    }
    return SICHUAN | KNOWN | own | more
