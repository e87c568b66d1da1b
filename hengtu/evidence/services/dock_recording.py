"""Take in a recording of a body camera: the original untouched, its time corrected, its officer found."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hengtu.agencies.administration import Mandate, record_change
from hengtu.agencies.models import Agency
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.film_file import flaw_of
from hengtu.evidence.limits import refuse_too_large
from hengtu.evidence.models import Recording
from hengtu.evidence.services.collect_exhibit import checked_media_type
from hengtu.evidence.services.receive_upload import plain_name
from hengtu.law.procedure.situation import day_of
from hengtu.law.recording.clock import Measured, Reading, Trust, offset_at, reading_of
from hengtu.law.recording.settings import amount_of
from hengtu.lib.blobs import BlobStore
from hengtu.officers.models import BodyCamera, CameraAssignment, Officer

FILMS = ("video/", "audio/")


@dataclass(frozen=True)
class FromCamera:
    """One file as it comes from a camera. The times are the camera's own (aware); ``officer_said``: number of a
    certificate or a name, where the manifest gives one."""

    serial: str
    starts_at: datetime
    ends_at: datetime
    file: Path
    filename: str
    officer_said: str = ""
    place: str = ""


@dataclass(frozen=True)
class Judged:
    """What would become of a file: whose camera, whose film, when, of which type, what is wrong with it."""

    camera: BodyCamera | None
    officer: Officer | None
    reading: Reading
    trust: Trust
    media_type: str
    flaw: str


@dataclass(frozen=True)
class Docked:
    """The recording; ``is_new`` is False when the same file had come before."""

    recording: Recording
    is_new: bool


def judge_recording(agency: Agency, given: FromCamera, *, at: datetime) -> Judged:
    """Say what a file is and when and by whom it was filmed; writes nothing.

    Args:
        agency: whose camera it is.
        at: when it comes in.
    Raises: ExhibitRefused ``recording_incomplete``, ``recording_missing_file``, ``recording_is_no_film`` and those of
        ``checked_media_type`` and ``refuse_too_large``.
    """
    if not given.serial.strip():
        raise ExhibitRefused("recording_incomplete", "没有写明记录仪的出厂编号，请补填。")
    if not given.file.is_file():
        raise ExhibitRefused("recording_missing_file", f"没有找到文件“{given.filename}”，请核对文件名和所在的文件夹。")
    media_type = checked_media_type(given.file, given.filename)
    if not media_type.startswith(FILMS):
        raise ExhibitRefused(
            "recording_is_no_film", f"文件“{given.filename}”不是视频或者录音（{media_type}），没有入库。请核对文件。"
        )
    refuse_too_large(given.filename, media_type, given.file.stat().st_size)
    camera = _camera(agency, given.serial.strip())
    reading = _reading(agency, camera, given, at)
    officer, trust = _officer(agency, camera, given, reading)
    return Judged(camera, officer, reading, trust, media_type, flaw_of(given.file, media_type))


def dock_recording(agency: Agency, given: FromCamera, *, mandate: Mandate) -> Docked:
    """Store a recording with its digests and write them to the chain of the agency; the same file twice is one.

    What the clock or the assignments do not tell is no reason to refuse: the film is kept and matched by hand.

    Raises: as ``judge_recording``; BlobStoreFull.
    Source: APL:47
    """
    judged = judge_recording(agency, given, at=mandate.at)
    blob = BlobStore(settings.BLOB_ROOT).put(given.file)
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency.legal_subject.pk)  # the same file from two desks at once
        known = Recording.objects.filter(legal_subject_id=agency.legal_subject_id, sha256=blob.key).first()
        if known is not None:
            return Docked(known, is_new=False)
        uid = uuid.uuid4()
        name = plain_name(given.filename)
        content = {"recording": str(uid), "sm3": blob.sm3, "sha256": blob.key, "size": blob.size}
        act = record_change(agency, "recording_docked", mandate, subject=f"{given.serial} {name}", more=content)
        row = _row(uid, agency, given, judged, mandate)
        row.filename, row.size, row.sm3, row.sha256, row.act_uid = name, blob.size, blob.sm3, blob.key, act.uid
        row.save(force_insert=True)
    return Docked(row, is_new=True)


def _row(uid: uuid.UUID, agency: Agency, given: FromCamera, judged: Judged, mandate: Mandate) -> Recording:
    offset = judged.reading.offset
    row = Recording(
        uid=uid,
        camera=judged.camera,
        officer=judged.officer,
        serial=given.serial.strip()[:64],
        officer_said=given.officer_said.strip()[:100],
        clock_starts_at=given.starts_at,
        clock_ends_at=given.ends_at,
        offset_seconds=None if offset is None else round(offset.total_seconds()),
        starts_at=judged.reading.starts_at,
        ends_at=judged.reading.ends_at,
        trust=judged.trust.value,
        place=given.place.strip()[:300],
        docked_at=mandate.at,
        docked_by=mandate.by,
        media_type=judged.media_type,
        flaw=judged.flaw,
    )
    row.place_in(agency)
    return row


def _camera(agency: Agency, serial: str) -> BodyCamera | None:
    return BodyCamera.objects.filter(serial=serial, legal_subject_id=agency.legal_subject_id).first()


def _reading(agency: Agency, camera: BodyCamera | None, given: FromCamera, at: datetime) -> Reading:
    place, on = agency.division_code, day_of(at)
    within, largest = (amount_of(name, place, on).span for name in ("clock_check_within", "largest_clock_offset"))
    rows = camera.checks.values_list("checked_at", "offset_seconds") if camera else ()
    measured = [Measured(checked_at, timedelta(seconds=seconds)) for checked_at, seconds in rows]
    offset = offset_at(given.ends_at, measured, within=within)
    return reading_of(given.starts_at, given.ends_at, offset, docked_at=at, largest=largest)


def _officer(
    agency: Agency, camera: BodyCamera | None, given: FromCamera, reading: Reading
) -> tuple[Officer | None, Trust]:
    """Find who wore it: by the assignments over the whole span, else as the manifest says; two answers are none.

    A clock that cannot be relied on says nothing about who wore it either; then only the manifest does.
    """
    said = list(_said(agency, given.officer_said.strip()))
    worn: Iterable[Officer] = ()
    if camera is not None and reading.trust is Trust.TRUSTED:
        spans = CameraAssignment.objects.over(reading.starts_at, reading.ends_at).filter(camera=camera)
        worn = [each.officer for each in spans.select_related("officer")]
    found = {officer.pk: officer for officer in (*worn, *said)}
    if not found:
        return None, reading.trust if reading.trust is not Trust.TRUSTED else Trust.OFFICER_UNKNOWN
    if len(found) > 1:
        return None, Trust.CAMERA_OF_TWO
    return next(iter(found.values())), reading.trust


def _said(agency: Agency, words: str) -> Iterable[Officer]:
    """An officer of the legal subject by the number of a certificate, else by a name that only one has."""
    ours = Officer.objects.filter(legal_subject_id=agency.legal_subject_id)
    if not words:
        return ()
    by_number = ours.filter(certificates__number=words).distinct()
    if by_number:
        return by_number
    named = list(ours.filter(name=words)[:2])
    return named if len(named) == 1 else ()
