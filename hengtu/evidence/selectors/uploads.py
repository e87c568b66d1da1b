"""Files somebody has begun to send for a stream."""

from __future__ import annotations

import uuid

from hengtu.evidence.models import Upload


def uploads_of(stream: uuid.UUID, username: str) -> list[Upload]:
    """Return the files this person has sent or begun to send and not entered yet, oldest first."""
    return list(Upload.objects.filter(stream_id=stream, username=username).order_by("created_at", "uid"))
