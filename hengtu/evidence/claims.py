"""What a file says of itself: read once at intake and kept beside the original, never taken for the truth."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from hengtu.evidence.media import SHOWN_AS_IMAGE
from hengtu.lib.film_metadata import claims_of_film
from hengtu.lib.pdf_metadata import claims_of_pdf
from hengtu.lib.picture_claims import Claims, claims_of_picture

PDF = "application/pdf"


def claims_of(content: bytes | Path, media_type: str) -> Claims:
    """Return when, where and with what a picture, film (MP4, MOV) or PDF says it was made; nothing for other files."""
    if media_type in SHOWN_AS_IMAGE:
        return claims_of_picture(content)
    if isinstance(content, bytes):
        return Claims()
    return claims_of_pdf(content) if media_type == PDF else claims_of_film(content, media_type)


def as_data(claims: Claims) -> dict[str, Any]:
    """Return claims as a statement keeps them (plain JSON, without what is not claimed)."""
    taken = claims.taken_at.isoformat() if claims.taken_at else None
    found = {"taken_at": taken, "latitude": claims.latitude, "longitude": claims.longitude, "device": claims.device}
    return {key: value for key, value in found.items() if value not in (None, "")}


def from_data(data: dict[str, Any]) -> Claims:
    """Return claims from what a statement kept."""
    taken = datetime.fromisoformat(data["taken_at"]) if "taken_at" in data else None
    return Claims(taken, data.get("latitude"), data.get("longitude"), data.get("device", ""))
