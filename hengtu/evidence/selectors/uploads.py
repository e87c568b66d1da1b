"""Files somebody has begun to send for a stream."""

from __future__ import annotations

import uuid

from hengtu.evidence.models import Capture, Upload


def uploads_of(stream: uuid.UUID, username: str) -> list[Upload]:
    """Return the files this person has sent or begun to send and not entered yet, oldest first.

    What a phone announced is the phone's to finish and left out.
    """
    mine = Upload.objects.filter(stream_id=stream, username=username, capture=None)
    return list(mine.order_by("created_at", "uid"))


def coming_to(stream: uuid.UUID) -> list[Capture]:
    """Return what phones have announced and is not an exhibit yet, oldest first: on its way, or stuck with a reason."""
    return list(Capture.objects.filter(stream_id=stream, exhibit=None).select_related("upload"))
