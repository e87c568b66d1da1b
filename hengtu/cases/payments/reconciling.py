"""Reconciliation 对账 as sets: what both sides have alike, what only one has, what differs in sum or day.

Pure: plain values in and out, one pass over either side, linear in both (docs/algorithms/reconciliation.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ONLY_BANK, ONLY_OURS, AMOUNT, DAY = "ONLY_BANK", "ONLY_OURS", "AMOUNT", "DAY"
Key = tuple[str, str]  # direction and serial
Figures = tuple[int, date]  # fen and civil day
Side = dict[Key, Figures]


@dataclass(frozen=True, slots=True)
class Difference:
    """One key on which the sides differ; a side that does not have it is None."""

    kind: str
    key: Key
    bank: Figures | None
    ours: Figures | None


@dataclass(frozen=True)
class Reconciled:
    """What came out: how many keys agree to the cent and the day, and every difference, in the order of keys."""

    matched: int
    differences: tuple[Difference, ...]


def side(entries: Iterable[tuple[str, str, int, date]]) -> Side:
    """Return one side by key out of ``(direction, serial, fen, day)``; a key occurs once on a side."""
    return {(direction, serial): (fen, on) for direction, serial, fen, on in entries}


def reconcile(bank: Side, ours: Side) -> Reconciled:
    """Compare two sides of one day.

    Every key of either side is counted exactly once: matched plus differences is the size of the union. A sum that
    differs is said before a day that differs.

    Example:
        >>> day = date(2026, 11, 2)
        >>> found = reconcile({("PAY", "a"): (100, day)}, {("PAY", "a"): (101, day), ("PAY", "b"): (5, day)})
        >>> found.matched, [(each.kind, each.key[1]) for each in found.differences]
        (0, [('AMOUNT', 'a'), ('ONLY_OURS', 'b')])
    """
    differing = bank.items() ^ ours.items()
    keys = {key for key, _ in differing}
    matched = len(bank) - sum(key in bank for key in keys)
    return Reconciled(matched, tuple(_difference(key, bank.get(key), ours.get(key)) for key in sorted(keys)))


def _difference(key: Key, bank: Figures | None, ours: Figures | None) -> Difference:
    if ours is None:
        return Difference(ONLY_BANK, key, bank, ours)
    if bank is None:
        return Difference(ONLY_OURS, key, bank, ours)
    return Difference(AMOUNT if bank[0] != ours[0] else DAY, key, bank, ours)
