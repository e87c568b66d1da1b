"""Rows of the rulebook that hold from a day until another, for a place and what lies in it: the nearest layer first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengtu.law.jurisdiction import is_place, layers, resolve
from hengtu.law.rulebook import records


def in_force(row: Mapping[str, Any], on: date) -> bool:
    """Whether a dated row holds on a day; ``effective_to`` itself is not included, without one it has no end.

    >>> row = {"effective_from": "2024-01-01", "effective_to": "2025-01-01"}
    >>> in_force(row, date(2024, 12, 31)), in_force(row, date(2025, 1, 1))
    (True, False)
    """
    until = row.get("effective_to")
    return date.fromisoformat(row["effective_from"]) <= on and (until is None or on < date.fromisoformat(until))


def chain_of(place: str, on: date) -> list[str | None]:
    """Return the layers that speak at a place, nearest first; None stands for the rows of the nation.

    Args:
        place: name or division code; one nobody knows has the rows of the nation alone.
    """
    return [*(layers(resolve(place), on) if is_place(place) else ()), None]


def nearest_rows(folder: str, place: str, on: date) -> list[dict[str, Any]]:
    """Return the rows of a folder of the rulebook that hold at a place on a day, those of the nearest layer first."""
    chain = chain_of(place, on)
    rows = [row for row in records(folder).values() if in_force(row, on) and row.get("division") in chain]
    return sorted(rows, key=lambda row: chain.index(row.get("division")))
