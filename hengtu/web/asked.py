"""What an address or a form says, read as what it is meant to be: what is none counts as not said, never an error."""

from __future__ import annotations

from datetime import date

KEY_DIGITS = 18  # whatever has no more of them fits the keys of either engine
PAGE_DIGITS = 6
LONGEST_QUERY = 64  # characters of words to look for: longer than any number, name or plate


def words_in(text: str, longest: int) -> str:
    """Return a text without blanks at its ends, cut to ``longest`` characters.

    Without NUL: no browser sends it, and PostgreSQL stores none.
    """
    return text.replace("\0", "").strip()[:longest]


def number_in(text: str, digits: int = PAGE_DIGITS) -> int | None:
    """Return a whole number of at most so many ASCII digits, None for anything else.

    >>> number_in("12"), number_in("١٢"), number_in("-1"), number_in("1234567")
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def page_in(text: str) -> int:
    """Return the number of a page, the first unless another is asked for."""
    return number_in(text) or 1


def day_in(text: str) -> date | None:
    """Return a day written as 2026-01-31, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
