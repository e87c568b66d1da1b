"""Cameras and recordings of the demonstration: some match acts, one has a lost clock, one shows nothing."""

from __future__ import annotations

import io
import math
import struct
import wave
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency
from hengtu.cases.models import FieldStep
from hengtu.evidence.services.dock_recording import FromCamera, dock_recording
from hengtu.officers.models import BodyCamera, Officer
from hengtu.officers.services.cameras import check_clock, hand_out, register_camera

SERIALS = ("HT2025-0101", "HT2025-0102", "HT2025-0103")
MODEL = "DSJ-H8"
RATE, SECONDS = 8000, 1
FILMED = 4
LOST = timedelta(days=1500)


def sound(number: int) -> bytes:
    """Return a second of sound that any browser plays; each number sounds a little different."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        step = 2 * math.pi * (220 + 40 * number) / RATE
        samples = (int(3000 * math.sin(step * position)) for position in range(RATE * SECONDS))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return out.getvalue()


def make_recordings(*, agency: Agency, keeper: Account, officers: tuple[Officer, Officer], at: datetime) -> int:
    """Give two officers a camera, and dock films of some of their newest acts; return how many were docked.

    Args:
        agency: the unit. keeper: who hands out cameras and docks. at: the evening on which everything comes in.
    """
    began = at - timedelta(days=400)
    cameras = [_camera(agency, serial, keeper, began) for serial in SERIALS]
    for camera, officer in zip(cameras, officers, strict=False):
        hand_out(camera=camera, officer=officer, starts_at=began, mandate=Mandate(keeper, "配发", began))
    steps = FieldStep.objects.filter(legal_subject_id=agency.legal_subject_id, starts_at__lt=at - timedelta(hours=2))
    newest = list(steps.exclude(duty="").order_by("-starts_at")[: FILMED + 1])[:FILMED]
    with TemporaryDirectory() as folder:
        films = [
            _dock(agency, cameras[0], keeper, Path(folder), number, step.starts_at - timedelta(minutes=5), at)
            for number, step in enumerate(newest)
        ]
        films.append(_dock(agency, cameras[1], keeper, Path(folder), 8, at - timedelta(hours=30), at))
        films.append(_dock(agency, cameras[2], keeper, Path(folder), 9, at - LOST, at, known=False))
    return len(films)


def _camera(agency: Agency, serial: str, keeper: Account, at: datetime) -> BodyCamera:
    return register_camera(agency=agency, serial=serial, model=MODEL, mandate=Mandate(keeper, "配发", at))


def _dock(
    agency: Agency,
    camera: BodyCamera,
    keeper: Account,
    folder: Path,
    number: int,
    start: datetime,
    at: datetime,
    *,
    known: bool = True,
) -> str:
    """Dock one film that evening; where the clock is known it was found two minutes fast."""
    offset = timedelta(minutes=2) if known else timedelta(0)
    evening = min(at, start + timedelta(hours=1)) if known else at
    if known:
        mandate = Mandate(keeper, "收班校时", evening)
        check_clock(camera=camera, shown=evening + offset, checked_at=evening, mandate=mandate)
    path = folder / f"{start:%Y%m%d_%H%M%S}_{number}.wav"
    path.write_bytes(sound(number))
    given = FromCamera(camera.serial, start + offset, start + offset + timedelta(minutes=20), path, path.name)
    docked = dock_recording(agency, given, mandate=Mandate(keeper, "收班入库", evening))
    return str(docked.recording.pk)
