"""What a camera wrote into a picture about when, where and with what it was taken (EXIF). Claims, not facts."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image

CIVIL_TIME = timezone(timedelta(hours=8))  # cameras write local time and mostly leave out which


@dataclass(frozen=True)
class Claims:
    """What a file says of itself; ``latitude`` and ``longitude`` in degrees (WGS-84), ``device`` is maker and model."""

    taken_at: datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    device: str = ""

    def __bool__(self) -> bool:
        return self.taken_at is not None or self.latitude is not None or bool(self.device)


def claims_of_picture(picture: bytes | Path) -> Claims:
    """Return what EXIF says; nothing where there is none or it cannot be read. Serial numbers are not read."""
    source = io.BytesIO(picture) if isinstance(picture, bytes) else picture
    try:
        with Image.open(source) as image:
            exif = image.getexif()
            more, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return Claims()
    taken = more.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    latitude = _degrees(place, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90)
    longitude = _degrees(place, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180)
    if latitude is None or longitude is None:
        latitude = longitude = None
    device = " ".join(_word(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model)).strip()
    return Claims(_instant(taken, more.get(ExifTags.Base.OffsetTimeOriginal)), latitude, longitude, device[:100])


def _instant(text: Any, offset: Any) -> datetime | None:
    """The instant of a clock; one without an offset is read as civil time, wherever this runs."""
    try:
        taken = datetime.strptime(_word(text), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone follows
    except ValueError:
        return None
    try:
        told = datetime.fromisoformat(f"{taken.isoformat()}{_word(offset)}")
        return told.astimezone(CIVIL_TIME) if told.tzinfo else told.replace(tzinfo=CIVIL_TIME)
    except (ValueError, OverflowError):
        return taken.replace(tzinfo=CIVIL_TIME)


def _degrees(place: dict[int, Any], tag: int, side: int, negative: str, limit: int) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in place[tag])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not 0 <= value <= limit:  # also what is no number
        return None
    return round(-value if _word(place.get(side)).upper() == negative else value, 6)


def _word(value: Any) -> str:
    text = value.decode("ascii", "ignore") if isinstance(value, bytes) else str(value or "")
    return "".join(character for character in text if character.isprintable()).strip()
