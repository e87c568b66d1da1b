"""Officers on duty together, as they agree to be on their account pages."""

from __future__ import annotations

from datetime import datetime, timedelta

from hengtu.officers.models import Officer, ShiftPair
from hengtu.officers.services.shift_pair import agree_pair, propose_pair


def on_duty(first: Officer, second: Officer, *, at: datetime) -> ShiftPair:
    """Let two officers agree to be on duty together for twelve hours; only within it a PIN confirms."""
    pair = propose_pair(officer=first, partner=second, starts_at=at, ends_at=at + timedelta(hours=12), at=at)
    assert second.account is not None
    return agree_pair(pair=pair, by=second.account, at=at)
