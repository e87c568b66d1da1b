"""Where inside a range lighter and heavier lie, by the method of the place; without one nothing is partitioned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.outcome import Range
from hengtu.law.rulebook import records


@dataclass(frozen=True)
class Partition:
    """The parts of a range in yuan under one method; ``source`` is the document that gives it."""

    parts: Mapping[str, Range]
    source: str
    id: str


def partition(limits: Range, *, jurisdiction: str, on: date, named: str | None = None) -> Partition | None:
    """Return the parts of a range by the method of the place; None where none is loaded: reasons are written by hand.

    Args:
        limits: the statutory range in yuan; the parts never leave it.
        named: id of a method to use as an example, whatever the place.
    Raises: KeyError for a method that does not exist; LawError ``unknown_jurisdiction``.
    """
    method = records("partitions")[named] if named else _method(jurisdiction, on)
    if method is None:
        return None
    spread = limits.max_yuan - limits.min_yuan
    parts = {
        band["result"]: Range(
            limits.min_yuan + band["from_share"] * spread, limits.min_yuan + band["to_share"] * spread
        )
        for band in method["bands"]
    }
    return Partition(parts, str(method["source"]), str(method["id"]))


def _method(jurisdiction: str, on: date) -> Mapping[str, Any] | None:
    chain = places.layers(places.resolve(jurisdiction), on)
    found = [
        row
        for row in records("partitions").values()
        if row["confirmed"] and not row.get("example") and row.get("division") in chain and _in_force(row, on)
    ]
    return min(found, key=lambda row: chain.index(row["division"]), default=None)


def _in_force(row: Mapping[str, Any], on: date) -> bool:
    return bool(row.get("effective_from", "") <= on.isoformat() < row.get("effective_to", "9999"))
