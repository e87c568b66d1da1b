"""The order of what is found: by day of discovery, then by id, as one number that both engines sort by."""

from __future__ import annotations

from datetime import date
from uuid import UUID

_DAY_BITS = 43


def key_of(found_on: date, case_id: UUID) -> int:
    """Return the sort key of a case: later days are greater, on one day the greater id.

    >>> key_of(date(2026, 1, 2), UUID(int=0)) > key_of(date(2026, 1, 1), UUID(int=2**128 - 1))
    True
    """
    return (found_on.toordinal() << _DAY_BITS) | (case_id.int >> (128 - _DAY_BITS))


def day_of_key(key: int) -> date:
    """Return the day of discovery in a key; the last of all days for what lies beyond.

    >>> day_of_key(key_of(date(2026, 1, 2), UUID(int=7)))
    datetime.date(2026, 1, 2)
    """
    return date.fromordinal(max(1, min(key >> _DAY_BITS, date.max.toordinal())))
