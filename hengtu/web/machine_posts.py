"""Posts of machines: no session and no form, one signed body; who goes on unsigned is not listened to for a while."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from hengtu.web.rate import count_miss, has_missed_too_often

LARGEST = 20_000  # bytes of a body
MISSES, WINDOW_SECONDS = 20, 600


def turned_away(request: HttpRequest, purpose: str) -> JsonResponse | None:
    """Return the answer to a post that is not even read: 413 too large or of no length, 429 after many unsigned."""
    if not _is_small(request):
        return JsonResponse({"error": "too_large", "message": f"一条最多 {LARGEST} 字节。"}, status=413)
    if has_missed_too_often(request, purpose, limit=MISSES):
        return JsonResponse({"error": "too_many", "message": "签名不符的太多，请稍后再发。"}, status=429)
    return None


def _is_small(request: HttpRequest) -> bool:
    """Whether the body is said to be no larger; without a number nothing is read of it at all."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return said.isascii() and said.isdigit() and len(said) < 10 and int(said) <= LARGEST


def count_unsigned(request: HttpRequest, purpose: str) -> None:
    count_miss(request, purpose, window_seconds=WINDOW_SECONDS)
