"""What the law leaves to each place in the procedure: dated rows, the nearest layer first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.rows import in_force
from hengtu.law.rulebook import records


def procedure_setting(name: str, jurisdiction: str, on: date) -> Mapping[str, Any] | None:
    """Return the row in force for a setting, nearest place first; None where neither place nor system has one.

    Args:
        name: ``head_recusal`` (value ``collective`` or ``superior``), ``suspend_investigation`` (``stops_clock`` or
            ``keeps_clock``; no row for the nation, because no national rule was found), ``property_label``
            (``required`` or ``optional``), ``measure_warning_days`` (calendar days before a measure ends).
        jurisdiction: place name or division code of the agency.
        on: civil day that picks the version.
    Raises: LawError ``unknown_jurisdiction``.
    """
    chain = [*places.resolve(jurisdiction).chain, None]
    rows = [row for row in records("procedure_settings").values() if row["setting"] == name and in_force(row, on)]
    fitting = sorted(
        (row for row in rows if row.get("division") in chain), key=lambda row: chain.index(row.get("division"))
    )
    return fitting[0] if fitting else None


def measure_warning_days(jurisdiction: str, on: date) -> int:
    """Return how many calendar days before a measure ends its people are warned: a setting, no law says a number.

    Raises: LawError ``unknown_jurisdiction``.
    """
    row = procedure_setting("measure_warning_days", jurisdiction, on)
    return int(row["value"]) if row else 5
