"""JSON as receipts are written and hashed: one text to read, and one canonical text of the same value to hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any


def _readable(value: Any) -> Any:
    """What JSON does not know by itself: days, and mappings that are no dict."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in a receipt")


written = json.JSONEncoder(ensure_ascii=False, default=_readable).encode
canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_readable).encode


def hash_of(value: Any) -> str:
    """Return the SHA-256 of a value's canonical text."""
    return hash_of_text(canonical(value))


def hash_of_text(text: str) -> str:
    """Return the SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
