"""Numbers of archiving that no law gives: dated settings, the nearest layer first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.errors import LawError
from hengtu.law.rows import nearest_rows
from hengtu.law.rulebook import rule_cache

UNITS = {"page": "页", "day": "日"}


@dataclass(frozen=True)
class ArchiveSetting:
    """A number with its unit, what it says and where it comes from."""

    amount: int
    unit: str
    zh: str
    source: str

    @property
    def words(self) -> str:
        return f"{self.amount}{UNITS[self.unit]}"


@rule_cache
def archive_setting(setting: str, place: str, on: date) -> ArchiveSetting:
    """Return a setting of ``rulebook/archive_settings`` as it stands at a place on a day.

    Args:
        place: name or division code of the agency; one nobody knows has the national rows.
    Raises: LawError ``setting_missing`` where not even the nation has a row.
    """
    rows = nearest_rows("archive_settings", place, on)
    found = next((row for row in rows if row["setting"] == setting), None)
    if found is None:
        raise LawError("setting_missing", f"没有“{setting}”在{on.isoformat()}的设置。请在规则里写明。")
    return ArchiveSetting(found["amount"], found["unit"], found["zh"], found["source"])
