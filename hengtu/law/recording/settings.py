"""Numbers of recording that no law gives: dated settings, the nearest layer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hengtu.law.errors import LawError
from hengtu.law.rows import nearest_rows
from hengtu.law.rulebook import rule_cache

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
    row = next((row for row in nearest_rows("recording_settings", place, on) if row["setting"] == setting), None)
    if row is None:
        raise LawError("setting_missing", f"没有“{setting}”在{on.isoformat()}的设置。请在规则里写明。")
    since = date.fromisoformat(row["effective_from"])
    return Amount(row["amount"], row["unit"], row["zh"], row["source"], since)
