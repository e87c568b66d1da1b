"""Which paper a door code stands on."""

from __future__ import annotations

import hmac
from uuid import UUID

from hengtu.documents.codes import ALPHABET, DOOR_RANDOM, is_door_code, normal_code
from hengtu.documents.models import DocumentDoor

LONGEST = 40


def door_of(typed: str) -> DocumentDoor | None:
    """Return the door with this code, its document and agency loaded; None for any other text.

    The index is asked for the first half only and the rest is compared in constant time, as for verification codes.
    """
    code = normal_code(typed[:LONGEST])
    if not is_door_code(code):
        return None
    half, rest = code[: DOOR_RANDOM // 2], len(code) - DOOR_RANDOM // 2
    span = (half + ALPHABET[0] * rest, half + ALPHABET[-1] * rest)
    candidates = DocumentDoor.objects.filter(code__range=span).select_related("document", "document__agency")
    return next((row for row in candidates if hmac.compare_digest(row.code, code)), None)


def doors_of_stream(stream: UUID) -> tuple[DocumentDoor, ...]:
    """Return the doors of a case in the order their papers were issued."""
    rows = DocumentDoor.objects.filter(document__stream_id=stream).select_related("document")
    return tuple(rows.order_by("document__issued_at", "code"))
