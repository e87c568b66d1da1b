"""A light brake on guessing: so many misses per address and window, counted in the cache of the process."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpRequest


def has_missed_too_often(request: HttpRequest, purpose: str, *, limit: int) -> bool:
    return int(cache.get(_key(request, purpose), 0)) >= limit


def count_miss(request: HttpRequest, purpose: str, *, window_seconds: int) -> None:
    key = _key(request, purpose)
    if not cache.add(key, 1, window_seconds):
        cache.incr(key)


def _key(request: HttpRequest, purpose: str) -> str:
    """One counter for an address; for the newer ones, whose last half anybody changes at will, for its first half."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    return f"miss:{purpose}:{':'.join(address.split(':')[:4]) if ':' in address else address}"
