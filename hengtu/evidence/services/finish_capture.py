"""What a device announced has arrived: compare the hash, make the exhibit, once."""

from __future__ import annotations

import uuid
from datetime import datetime

from hengtu.evidence.models import Capture, Exhibit
from hengtu.evidence.services.receive_upload import WrongOffset, discard_upload, path_of, received
from hengtu.evidence.services.take_in import Outcome, take_in_one
from hengtu.evidence.sheet_json import from_json


def finish_capture(key: uuid.UUID, *, at: datetime, keep_reason: str = "") -> Outcome:
    """Make an exhibit of what arrived; asked twice it answers with the same exhibit.

    Nothing is locked while a film is hashed: of two requests at once one makes the exhibit, the other finds it.

    Args:
        keep_reason: why a picture that looks like junk is kept all the same.
    Returns: the exhibit; or a code, a sentence, and whether what arrived still lies there.
    Raises: WrongOffset while something is missing; Capture.DoesNotExist.
    Source: APL:46p2
    """
    capture = Capture.objects.select_related("upload", "exhibit").get(pk=key)
    if capture.exhibit is not None:
        return Outcome(capture.filename, capture.exhibit)
    upload = capture.upload
    if upload is None or received(upload) < capture.size:
        raise WrongOffset(received(upload) if upload is not None else 0)
    outcome = take_in_one(
        stream=capture.stream_id,
        name=capture.filename,
        path=path_of(upload),
        sheet=from_json(
            capture.sheet,
            latitude=capture.latitude,
            longitude=capture.longitude,
            keep_reason=keep_reason.strip()[:300],
            by=capture.username,
        ),
        title=capture.sheet["title"],
        at=at,
        announced=capture.sha256,
    )
    if outcome.code == "exhibit_known":
        known = Exhibit.objects.get(stream_id=capture.stream_id, sha256=capture.sha256)
        outcome = Outcome(outcome.filename, known, outcome.code, outcome.message)
    _settle(capture, outcome)
    return outcome


def _settle(capture: Capture, outcome: Outcome) -> None:
    """Keep what came out. An exhibit found by the other request stays; it is the same one."""
    waiting = Capture.objects.filter(pk=capture.pk, exhibit=None)
    if outcome.exhibit is not None:
        waiting.update(exhibit=outcome.exhibit, trouble="", message="", upload=None)
    else:
        waiting.update(trouble=outcome.code, message=outcome.message[:600])
    if not outcome.is_kept and capture.upload is not None:
        discard_upload(capture.upload)
