"""Days and instants as people write them in Chinese; JSON keeps ISO dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta


def day_zh(day: date) -> str:
    """Return a civil day as 2026年10月8日.

    >>> day_zh(date(2026, 10, 8))
    '2026年10月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def iso_zh(text: str) -> str:
    """Return an ISO day as people write it; what is no ISO day comes back as it stands.

    >>> iso_zh("2026-10-08"), iso_zh("下周")
    ('2026年10月8日', '下周')
    """
    try:
        return day_zh(date.fromisoformat(text))
    except ValueError:
        return text


def instant_zh(instant: datetime) -> str:
    """Return an instant, already in the time of the place, to the minute: 2026年10月1日 23:30."""
    return f"{day_zh(instant)} {instant:%H:%M}"


def span_zh(first: date, last: date) -> str:
    """Return days from first to last, saying year and month once where they do not change.

    >>> span_zh(date(2025, 10, 1), date(2025, 10, 8))
    '2025年10月1日至8日'
    """
    if first == last:
        return day_zh(first)
    if first.year != last.year:
        return f"{day_zh(first)}至{day_zh(last)}"
    month = "" if first.month == last.month else f"{last.month}月"
    return f"{day_zh(first)}至{month}{last.day}日"


def spans_zh(days: Sequence[date]) -> str:
    """Return days in order, consecutive ones as a span: 2026年5月9日、2026年10月1日至7日."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return "、".join(span_zh(first, last) for first, last in spans)
