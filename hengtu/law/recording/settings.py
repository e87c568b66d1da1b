"""Numbers of recording that no law gives: dated settings, the nearest layer first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengtu.law.errors import LawError
from hengtu.law.jurisdiction import is_place, layers, resolve
from hengtu.law.rulebook import records, rule_cache

UNITS = {"minute": "分钟", "hour": "小时", "day": "日", "year": "年", "percent": "%"}


@dataclass(frozen=True)
class Amount:
    """A number with its unit, where it comes from and since when."""

    amount: int
    unit: str
    zh: str
    source: str
    since: date

    @property
    def span(self) -> timedelta:
        """The length of time; years are no length and are counted on the calendar."""
        return timedelta(**{f"{self.unit}s": self.amount})

    @property
    def words(self) -> str:
        return f"{self.amount}{UNITS[self.unit]}"


@rule_cache
def amount_of(setting: str, place: str, on: date) -> Amount:
    """Return a setting as it stands at a place on a day.

    Args:
        setting: as ``match_tolerance``; see ``rulebook/recording_settings``.
        place: name or division code of the agency; one nobody knows has the national rows.
    Raises: LawError ``setting_missing`` where not even the nation has a row.
    """
    chain = chain_of(place, on)
    rows = [row for row in records("recording_settings").values() if row["setting"] == setting]
    rows = [row for row in rows if in_force(row, on) and row.get("division") in chain]
    if not rows:
        raise LawError("setting_missing", f"没有“{setting}”在{on.isoformat()}的设置。请在规则里写明。")
    row = min(rows, key=lambda each: chain.index(each.get("division")))
    since = date.fromisoformat(row["effective_from"])
    return Amount(row["amount"], row["unit"], row["zh"], row["source"], since)


def chain_of(place: str, on: date) -> list[str | None]:
    """Return the layers that speak at a place, nearest first; None stands for the rows of the nation."""
    return [*(layers(resolve(place), on) if is_place(place) else ()), None]


def in_force(row: Mapping[str, Any], on: date) -> bool:
    """Whether a dated row holds on a day; the last day is not included."""
    until = row.get("effective_to")
    return date.fromisoformat(row["effective_from"]) <= on and (until is None or on < date.fromisoformat(until))
