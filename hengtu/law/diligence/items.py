"""What an act must have to be whole: dated items, each with its article or said to be a setting of this system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from hengtu.law.citations import cite, printable
from hengtu.law.procedure.arrows import Arrow
from hengtu.law.rows import chain_of, nearest_rows
from hengtu.law.rulebook import rule_cache


class Mend(StrEnum):
    """How what is missing can be mended."""

    CORRECT = "correct"
    SUPPLY = "supply"
    EXPLAIN = "explain"
    REDO = "redo"
    NONE = "none"


GROUPS = {"people": "人员", "record": "记录", "rights": "当事人的权利", "reasons": "理由和审核"}


@dataclass(frozen=True)
class Item:
    """One item. ``guards`` are checks of the procedure, ``record`` what the record itself must hold; ``basis`` holds
    citation ids, empty where it is a setting; ``how`` says how it is mended."""

    id: str
    zh: str
    group: str
    guards: frozenset[str]
    record: str
    basis: tuple[str, ...]
    source: str
    mend: Mend
    how: str

    @property
    def rests_on(self) -> str:
        """The articles that may be printed, else the source, which says what it is."""
        return "、".join(cite(each) for each in self.basis if printable(each)) or self.source


@rule_cache
def items_on(place: str, on: date) -> tuple[Item, ...]:
    """Return the items in force at a place on a day, those of the nation first; a place may add its own.

    Args:
        place: name or division code; one nobody knows has the national rows.
    """
    own = chain_of(place, on).index
    rows = nearest_rows("diligence_items", place, on)
    return tuple(_item(row) for row in sorted(rows, key=lambda row: -own(row.get("division"))))


def guards_of(arrow: Arrow) -> frozenset[str]:
    """Return the names of the checks the procedure makes of a kind of act."""
    return frozenset(guard.__name__ for guard in (*arrow.by, *arrow.carries, *arrow.gates))


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        row["id"],
        row["zh"],
        row["group"],
        frozenset(row.get("guards") or ()),
        row.get("record", ""),
        tuple(row.get("basis") or ()),
        row["source"],
        Mend(row["mend"]),
        row["how"],
    )
