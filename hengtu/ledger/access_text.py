"""The text of one entry of the access log, and the start of each day's chain. No database here."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from hengtu.lib.canonical import canonical
from hengtu.lib.sm3 import sm3_hex

CIVIL = ZoneInfo("Asia/Shanghai")


def day_of(at: datetime) -> date:
    """Return the civil day an entry belongs to."""
    return at.astimezone(CIVIL).date()


def start_of(day: date) -> str:
    """Return what the first entry of a day is chained to."""
    return sm3_hex(f"hengtu access {day.isoformat()}".encode())


def entry_text(*, seq: int, at: str, who: str, what: str, purpose: str) -> str:
    """Return the canonical text of an entry; ``at`` as ``text.instant`` writes it."""
    return canonical({"at": at, "purpose": purpose, "seq": seq, "what": what, "who": who})
