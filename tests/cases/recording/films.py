"""Small films for tests, with the structure of a real MP4, and cameras to make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hengtu.agencies.administration import Mandate
from hengtu.agencies.models import Account, Agency
from hengtu.evidence.models import Recording
from hengtu.evidence.services.dock_recording import FromCamera, dock_recording
from hengtu.officers.models import BodyCamera, Officer
from hengtu.officers.services.cameras import check_clock, hand_out, register_camera


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def mp4(content: str) -> bytes:
    """Return a file that is whole as far as its boxes say; ``content`` makes it different from others."""
    return box(b"ftyp", b"isom\0\0\2\0") + box(b"moov", b"\0" * 16) + box(b"mdat", content.encode())


def camera(agency: Agency, by: Account, at: datetime, serial: str = "HT-0001") -> BodyCamera:
    return register_camera(agency=agency, serial=serial, model="DSJ-H8", mandate=Mandate(by, "配发", at))


def worn(camera: BodyCamera, officer: Officer, by: Account, start: datetime, end: datetime | None = None) -> None:
    hand_out(camera=camera, officer=officer, starts_at=start, ends_at=end, mandate=Mandate(by, "领用", start))


def measured(camera: BodyCamera, by: Account, at: datetime, seconds: int = 0) -> None:
    shown = at + timedelta(seconds=seconds)
    check_clock(camera=camera, shown=shown, checked_at=at, mandate=Mandate(by, "收班校时", at))


def docked(
    agency: Agency, by: Account, folder: Path, start: datetime, minutes: float, at: datetime, **more: str
) -> Recording:
    """Dock a film that the camera says began at ``start``."""
    name = more.pop("name", f"{start:%H%M%S}.mp4")
    path = folder / name
    path.write_bytes(mp4(more.pop("content", name)))
    end = start + timedelta(minutes=minutes)
    given = FromCamera(more.pop("serial", "HT-0001"), start, end, path, name, **more)
    return dock_recording(agency, given, mandate=Mandate(by, "收班入库", at)).recording
