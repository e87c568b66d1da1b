"""What of an exhibit may leave the agency."""

from __future__ import annotations

from hengtu.evidence.models import Exhibit, Redaction


def public_copy(exhibit: Exhibit) -> Redaction | None:
    """Return the copy of a picture that the party and the public may see, or None: then nothing is shown.

    Nobody has looked at a picture without a redaction, so it stays inside. Somebody who looked and found nothing to
    hide says so by a redaction without rectangles.
    """
    return exhibit.redactions.order_by("made_at", "pk").last()
