"""Dates and times as Chinese documents write them, in Beijing time."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
NUMERALS = "〇一二三四五六七八九"


def civil_date(instant: datetime) -> date:
    """Return the day in Beijing on which an aware instant falls. Raises: ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("时间须带时区")
    return instant.astimezone(BEIJING).date()


def day_zh(day: date) -> str:
    """Return a day as on documents: 2025年6月3日. A datetime is first put into Beijing time."""
    if isinstance(day, datetime):
        day = civil_date(day)
    return f"{day.year}年{day.month}月{day.day}日"


def moment_zh(instant: datetime) -> str:
    """Return an instant to the minute: 2025年6月3日9时05分."""
    local = instant.astimezone(BEIJING)
    return f"{day_zh(instant)}{local.hour}时{local.minute:02d}分"


def period_zh(start: datetime, end: datetime) -> str:
    """Return a stretch of time, a day that does not change written once. Raises: ValueError if it runs back."""
    if end < start:
        raise ValueError("结束时间早于开始时间")
    if civil_date(start) != civil_date(end):
        return f"{moment_zh(start)}至{moment_zh(end)}"
    local = end.astimezone(BEIJING)
    return f"{moment_zh(start)}至{local.hour}时{local.minute:02d}分"


def day_in_numerals(day: date) -> str:
    """Return a day in Chinese numerals: 二〇二五年十月三十日."""
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else ("十" if tens == 1 else f"{NUMERALS[tens]}十")
    return ten + (NUMERALS[ones] if ones else "")
