"""Which part of a file a paper belongs to, and where in it: 正卷 what went out or proves, 副卷 what was internal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from hengtu.law.rows import nearest_rows
from hengtu.law.rulebook import rule_cache

# What is no form of the catalogue and is bound all the same.
EXHIBIT, PAYMENTS, ATTACHMENT, INNER_ATTACHMENT = "exhibit", "payments", "attachment", "inner_attachment"
AROUND = ("x_file_cover", "x_file_catalogue")  # they stand around the file, not in it


class Part(StrEnum):
    """The two parts of a file. The party may see the main one only."""

    MAIN = "main"
    INNER = "inner"

    @property
    def zh(self) -> str:
        return "正卷" if self is Part.MAIN else "副卷"


@dataclass(frozen=True)
class Place:
    """Where a paper is bound: its part, its rank there, the name of the group, and who says so."""

    part: Part
    rank: int
    group: str
    source: str


class Bound(Protocol):
    """Anything to be bound: its form, and the kind of the act that made it ("" where none did)."""

    @property
    def form(self) -> str: ...

    @property
    def act_kind(self) -> str: ...


B = TypeVar("B", bound=Bound)
# A form no rule places is taken for internal: nothing gets before the party's eyes by being forgotten.
UNPLACED = Place(Part.INNER, 80, "其他内部材料", "没有规定放在哪一卷的，按内部材料放副卷")


@rule_cache
def place_of(form: str, act_kind: str, place: str, on: date) -> Place:
    """Return where a paper is bound.

    Args:
        form: id of the form, or one of ``EXHIBIT``, ``PAYMENTS``, ``ATTACHMENT``, ``INNER_ATTACHMENT``.
        act_kind: kind of the act that made it: the receipt of the decision follows the decision.
        place: name or division code of the agency. on: the day of binding.
    Source: APL:47 (归档保存); parts and order are settings.
    """
    rows = [row for row in nearest_rows("file_layout", place, on) if form in row["forms"]]
    named = [row for row in rows if act_kind in row.get("acts", ())]
    found = named or [row for row in rows if not row.get("acts")]
    return _place(found[0]) if found else UNPLACED


def in_order(papers: Sequence[B], part: Part, place: str, on: date) -> tuple[B, ...]:
    """Return the papers of one part in the order they are bound; what shares a rank stays as it comes."""
    placed = [(place_of(paper.form, paper.act_kind, place, on), paper) for paper in papers if paper.form not in AROUND]
    kept = [(where.rank, paper) for where, paper in placed if where.part is part]
    return tuple(paper for _, paper in sorted(kept, key=lambda each: each[0]))


def _place(row: dict[str, Any]) -> Place:
    return Place(Part(row["part"]), row["rank"], row["zh"], row["source"])
