"""Links to pages of other areas, once they exist."""

from __future__ import annotations

from uuid import UUID

from django.urls import NoReverseMatch, reverse


def act_link(case_id: UUID, kind: str) -> str:
    """Return the address of the form for a kind of act, or an empty text where there is none."""
    try:
        return reverse("act", args=[case_id, kind])
    except NoReverseMatch:
        return ""
