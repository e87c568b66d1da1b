"""How items were applied, as rows for the statistics of ``rulesets.columns``: from the table, not from the acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Mod

from hengtu.agencies.models import Account
from hengtu.cases.models import DecidedMatter

MOST = 50_000  # matters that one reading takes; of more, every n-th is taken, in both periods alike


@dataclass(frozen=True)
class Applied:
    """Decided matters within a reach. ``one_in``: 1 when all are read, else every n-th of ``count``."""

    count: int
    one_in: int
    rows: Iterator[dict[str, Any]]


def applied_matters(account: Account, first: date, last: date, *, on: date, violation: str = "") -> Applied:
    """Return the decided matters a reader may see, with the facts the decisions rest on and without names.

    Args:
        account: the reader; only matters within his reach on the day ``on``.
        first, last: civil days of the decisions, both included.
        violation: only this item; empty for all.
    Returns: rows of the relation ``decisions`` (``rulesets/columns/relation.yaml``) without agency and place.
    """
    found = DecidedMatter.objects.visible_to(account, on).filter(decided_on__range=(first, last))
    found = found.filter(violation=violation) if violation else found
    count = found.count()
    one_in = -(-count // MOST) or 1
    taken = found.annotate(turn=Mod(F("id"), one_in)).filter(turn=0) if one_in > 1 else found
    columns = ("id", "case_id", "case__number", "violation", "jurisdiction", "decided_on", "kind", "fine_yuan", "facts")
    return Applied(count, one_in, map(_row, taken.values_list(*columns).iterator(chunk_size=2000)))


def _row(row: tuple[Any, ...]) -> dict[str, Any]:
    key, case_id, number, violation, jurisdiction, decided_on, kind, fine, facts = row
    named = {"id": str(key), "case_id": str(case_id), "number": number, "violation": violation}
    decided = {"decided_on": decided_on.isoformat(), "decided_kind": kind, "decided_yuan": float(fine or 0)}
    return {**facts, **named, **decided, "jurisdiction": jurisdiction}
