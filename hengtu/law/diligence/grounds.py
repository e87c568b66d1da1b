"""Grounds of exemption 尽职免责 and measures: lists as data; what nobody confirmed is never printed as law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.citations import cite, printable
from hengtu.law.rows import nearest_rows
from hengtu.law.rulebook import rule_cache


@dataclass(frozen=True)
class Ground:
    """A ground of exemption. ``shown_by`` is the proof it asks for; ``basis`` holds citation ids, often none."""

    id: str
    zh: str
    shown_by: str
    basis: tuple[str, ...]
    source: str
    confirmed: bool

    @property
    def cited(self) -> str:
        """The articles a document may print; empty where nothing was confirmed."""
        return _cited(self.basis) if self.confirmed else ""

    @property
    def rests_on(self) -> str:
        """What a page shows: the article, or where it comes from."""
        return self.cited or self.source


@dataclass(frozen=True)
class Measure:
    """A measure of accountability, with where it comes from."""

    id: str
    zh: str
    basis: tuple[str, ...]
    source: str
    confirmed: bool

    @property
    def rests_on(self) -> str:
        return (_cited(self.basis) if self.confirmed else "") or self.source


@rule_cache
def grounds_at(place: str, on: date) -> dict[str, Ground]:
    """Return the grounds of exemption in force at a place (name or division code) on a day, by id."""
    return {
        row["id"]: Ground(
            row["id"], row["zh"], row["shown_by"], tuple(row.get("basis") or ()), row["source"], row["confirmed"]
        )
        for row in nearest_rows("exemption_grounds", place, on)
    }


@rule_cache
def measures_at(place: str, on: date) -> dict[str, Measure]:
    """Return the measures in force at a place (name or division code) on a day, by id."""
    return {
        row["id"]: Measure(row["id"], row["zh"], tuple(row.get("basis") or ()), row["source"], row["confirmed"])
        for row in nearest_rows("accountability_measures", place, on)
    }


def _cited(basis: tuple[str, ...]) -> str:
    return "、".join(cite(each) for each in basis if printable(each))
