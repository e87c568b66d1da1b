"""The list of acts that need an audio-video record 音像记录清单: which row of which layer asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite, printable
from hengtu.law.jurisdiction import name_of
from hengtu.law.procedure.situation import day_of
from hengtu.law.rows import nearest_rows
from hengtu.law.rulebook import rule_cache

FILM, IDENTITY = "film", "identity"


@dataclass(frozen=True)
class Duty:
    """One entry of the list. ``basis`` holds citation ids; empty where it is a setting. ``layer`` says whose it is."""

    id: str
    name: str
    basis: tuple[str, ...]
    source: str
    layer: str
    since: date

    @property
    def is_setting(self) -> bool:
        return not self.basis

    @property
    def rests_on(self) -> str:
        """What it rests on, in words: the articles that may be printed, else the source."""
        return "、".join(cite(each) for each in self.basis if printable(each)) or self.source


def duty_of(act: LegalAct, *, category: str, place: str, mode: str = FILM) -> Duty | None:
    """Return why an act must be filmed (or showing certificates recorded), None where nothing asks for it.

    The nearest layer speaks first; it may add to the list and drop what is only a setting, never what an article asks.

    Args:
        act: judged by the list as of the day it occurred.
        category: field of enforcement of the case.
        place: name or division code; one nobody knows has the national list.
        mode: ``film`` or ``identity``.
    Source: APL:47, GB118
    """
    rows = [row for row in _rows(place, day_of(act.occurred_at)) if row["mode"] == mode]
    fitting = [row for row in rows if _fits(row, act, category)]
    by_law = [row for row in fitting if row.get("basis") and row.get("required", True)]
    if by_law:
        return _duty(by_law[0])
    return _duty(fitting[0]) if fitting and fitting[0].get("required", True) else None


def listed(place: str, on: date, mode: str = "") -> tuple[tuple[Duty, bool, tuple[str, ...], tuple[str, ...]], ...]:
    """Return the rows of the list at a place on a day, nearest layer first: duty, whether it asks or drops, the kinds
    of act and the categories (empty: all)."""
    return tuple(
        (_duty(row), row.get("required", True), tuple(row["kinds"]), tuple(row.get("categories") or ()))
        for row in _rows(place, on)
        if mode in ("", row["mode"])
    )


@rule_cache
def _rows(place: str, on: date) -> tuple[Mapping[str, Any], ...]:
    """The rows in force at a place, nearest layer first, national ones last."""
    return tuple(nearest_rows("recording_duties", place, on))


def _fits(row: Mapping[str, Any], act: LegalAct, category: str) -> bool:
    if act.kind not in row["kinds"] or (row.get("categories") and category not in row["categories"]):
        return False
    key = row.get("when_key")
    return key is None or act.payload.get(key) in row["when_in"]


def _duty(row: Mapping[str, Any]) -> Duty:
    division = row.get("division")
    layer = name_of(division) if division else "国家" if row.get("basis") else "系统设置"
    since = date.fromisoformat(row["effective_from"])
    return Duty(row["id"], row["zh"], tuple(row.get("basis") or ()), row["source"], layer, since)
