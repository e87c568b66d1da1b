"""A device says what it has taken, and its hash, before it sends any of it."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Capture, Medium, Upload
from hengtu.evidence.services.receive_upload import discard_upload, plain_name, start_upload
from hengtu.evidence.services.take_in import Sheet
from hengtu.evidence.sheet_json import as_json

HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Announced:
    """What the device says. ``device_at`` by its own clock; ``clock_offset_seconds``: how far that runs ahead of ours.

    ``latitude``, ``longitude`` WGS-84 degrees, ``accuracy_m`` metres; without them ``no_place_reason`` says why.
    """

    medium: Medium
    filename: str
    size: int
    sha256: str
    device_at: datetime
    clock_offset_seconds: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    accuracy_m: float | None = None
    no_place_reason: str = ""


def announce_capture(
    *, key: uuid.UUID, stream: uuid.UUID, username: str, said: Announced, sheet: Sheet, at: datetime
) -> Capture:
    """Note what is coming and make room for it. Announced twice under one key it is noted once.

    Args:
        key: drawn by the device for this record, for good.
        at: when it arrived here, by the server's clock.
    Raises: ExhibitRefused (``exhibit_empty``, ``exhibit_too_large``, ``capture_without_hash``,
        ``capture_without_place``, ``capture_key_taken``).
    Source: APL:46, APL:47
    """
    _refuse_incomplete(said)
    known = Capture.objects.filter(pk=key).first()
    if known is not None:
        return _same(known, stream, username, said, at)
    try:
        with transaction.atomic():
            return _noted(key, stream, username, said, sheet, at)
    except IntegrityError:  # the same record from the same phone, twice at once
        return _same(Capture.objects.get(pk=key), stream, username, said, at)


def give_up_capture(capture: Capture) -> None:
    """Forget a record that did not become an exhibit, with what had arrived of it. Raises: ExhibitRefused."""
    if capture.exhibit_id is not None:
        raise ExhibitRefused("capture_taken_in", "这条记录已经入库，不能不要了。不用再做什么。")
    upload = capture.upload
    capture.delete()
    if upload is not None:
        discard_upload(upload)


def _noted(key: uuid.UUID, stream: uuid.UUID, username: str, said: Announced, sheet: Sheet, at: datetime) -> Capture:
    capture = Capture(pk=key, stream_id=stream, username=username, medium=said.medium, size=said.size)
    capture.filename, capture.sha256, capture.sheet = plain_name(said.filename), said.sha256, as_json(sheet)
    capture.device_at, capture.clock_offset_seconds = said.device_at, said.clock_offset_seconds
    capture.latitude, capture.longitude, capture.accuracy_m = said.latitude, said.longitude, said.accuracy_m
    capture.no_place_reason, capture.announced_at = said.no_place_reason[:100], at
    capture.upload = _room(capture, at)
    capture.save(force_insert=True)
    return capture


def _same(known: Capture, stream: uuid.UUID, username: str, said: Announced, at: datetime) -> Capture:
    """Return the record announced before; room that was given up meanwhile is made again."""
    if (known.stream_id, known.username, known.sha256) != (stream, username, said.sha256):
        raise ExhibitRefused(
            "capture_key_taken", "这个记录编号已经用于另一份文件，没有收。请在手机上重新取证，生成新的记录。"
        )
    if known.exhibit_id is None and known.upload_id is None:
        known.upload = _room(known, at)
        known.save(update_fields=["upload"])
    return known


def _room(capture: Capture, at: datetime) -> Upload:
    return start_upload(
        stream=capture.stream_id,
        username=capture.username,
        filename=capture.filename,
        size=capture.size,
        at=at,
        fingerprint=f"capture:{capture.pk}",
    )


def _refuse_incomplete(said: Announced) -> None:
    if said.size > 0 and not HASH.fullmatch(said.sha256):
        raise ExhibitRefused(
            "capture_without_hash",
            f"文件“{plain_name(said.filename)}”没有带上取得时算出的SHA-256摘要，没有收。请在取证页面重新选取，由手机算出摘要再传。",
            ("APL:46p2",),
        )
    if (said.latitude is None or said.longitude is None) and not said.no_place_reason.strip():
        raise ExhibitRefused(
            "capture_without_place",
            "没有定位，也没有写没有定位的原因，没有收。请打开定位，或者写明原因。",
            ("APL:46p2",),
        )
