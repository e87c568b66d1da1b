"""One text for one value: what is hashed must be written in one way only."""

from __future__ import annotations

import json
from typing import Any

_WRITE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Any) -> str:
    """Return JSON with sorted keys, no spaces, characters as they are.

    Raises:
        TypeError: a value JSON does not know (a date, a Decimal): write it as text or as a number first.
        ValueError: NaN, infinity, or half a character (a lone surrogate), which no file could hold.
    """
    text = _WRITE(value)
    if not text.isascii():
        text.encode()  # UnicodeEncodeError, a ValueError, for a lone surrogate
    return text
