"""When an act took place: now, unless the form says otherwise."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime


def occurred_at(typed: str, *, now: datetime, after: datetime) -> tuple[datetime, str]:
    """Return the aware instant, and what is wrong with it in a sentence or an empty text.

    Args:
        typed: local time as ``2026-09-18T10:20``; empty for now.
        after: when the last act of the case took place; kept as the earliest where the clock is behind it.
    """
    if not typed.strip():
        return max(now, after), ""
    try:
        found = parse_datetime(typed.strip().replace(" ", "T"))
    except ValueError:
        found = None
    if found is None:
        return now, "请写成 2026-09-18 10:20 这样的时间。"
    at = found if timezone.is_aware(found) else timezone.make_aware(found)
    if at > now:
        return at, "时间还没有到。行为发生以后再登记。"
    return at, ""
