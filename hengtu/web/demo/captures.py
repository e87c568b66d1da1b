"""What the phone of the demonstration took: a photo whose camera's clock was slow, and a film still on its way."""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import datetime, timedelta

from PIL import ExifTags, Image

from hengtu.cases.models import EnforcementCase
from hengtu.cases.models.case import CaseState
from hengtu.evidence.models import ExhibitKind, Medium
from hengtu.evidence.services.announce_capture import Announced, announce_capture
from hengtu.evidence.services.finish_capture import finish_capture
from hengtu.evidence.services.receive_upload import add_piece
from hengtu.evidence.services.take_in import Sheet
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.web.demo.pictures import scene
from hengtu.web.demo.player import Stage

PLACE, LATITUDE, LONGITUDE = "省道S201线固定检测站", 38.042, 114.5
SLOW = timedelta(minutes=26)
FILM_SIZE = 734 << 20
PAIR = ("officer-a", "officer-b")


def take_on_the_phone(stage: Stage, *, at: datetime) -> int:
    """Announce a photo and a film for the newest open case of a unit, and send the photo; returns how many."""
    account = stage.people[PAIR[0]].account
    cases = EnforcementCase.objects.filter(agency=stage.agency, state=CaseState.OPEN)
    case = cases.order_by("-found_on", "pk").first()
    if case is None or account is None:
        return 0
    photo = _photo(at - timedelta(minutes=5) - SLOW)
    picture = _said(Medium.PHOTO, "IMG_2041.jpg", len(photo), hashlib.sha256(photo).hexdigest(), at)
    film = _said(Medium.VIDEO, "VID_2042.mp4", FILM_SIZE, hashlib.sha256(at.isoformat().encode()).hexdigest(), at)
    for said, title in ((picture, "车辆照片"), (film, "现场录像")):
        capture = announce_capture(
            key=uuid.uuid5(case.pk, said.filename),
            stream=case.pk,
            username=account.get_username(),
            said=said,
            sheet=_sheet(stage, title, said.device_at),
            at=at,
        )
        if said is picture and capture.upload_id is not None:
            add_piece(capture.upload_id, offset=0, piece=photo)
            finish_capture(capture.pk, at=at)
    return 2


def _said(medium: Medium, filename: str, size: int, sha256: str, at: datetime) -> Announced:
    taken = at - timedelta(minutes=5)
    return Announced(medium, filename, size, sha256, taken, 2, LATITUDE, LONGITUDE, 9.0)


def _sheet(stage: Stage, title: str, taken: datetime) -> Sheet:
    people = [{"id": stage.people[key].id, "name": stage.people[key].name, "certificate": ""} for key in PAIR]
    return Sheet(ExhibitKind.AUDIOVISUAL, title, "证明现场情况", taken, PLACE, people)


def _photo(clock: datetime) -> bytes:
    """Draw the scene as a camera would keep it, by a clock of its own."""
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "D-1"
    written = clock.astimezone(CIVIL_TIME).strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = written
    target = io.BytesIO()
    with Image.open(io.BytesIO(scene(PLACE))) as drawn:
        drawn.convert("RGB").save(target, "JPEG", quality=88, exif=exif)
    return target.getvalue()
