"""What recorders write into films and sound beside picture and tone: where it lies, what it claims, what hides it.

MP4 and MOV (ISO 14496-12), WAV and AVI (RIFF), MP3 (ID3v2). Nothing is re-encoded: a part is hidden by other bytes of
the same length, so a film can be shown by byte ranges from the untouched original. Matroska, Ogg and AMR are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from hengtu.lib.picture_claims import CIVIL_TIME, Claims

READ = frozenset({"video/mp4", "audio/mp4", "audio/wav", "video/x-msvideo", "audio/mpeg"})
MAX_PART = 16 << 20  # a larger one is no description; the file counts as unreadable
MAX_PARTS = 4096
EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
INSIDE = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"})
TOLD = frozenset({b"udta", b"meta", b"uuid", b"id32", b"XMP_"})
PLACE = re.compile(rb"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")


class FilmUnreadable(Exception):
    """The file has far more or far larger descriptions than any recorder writes; nothing is said to be hidden."""


@dataclass(frozen=True)
class Cover:
    """From ``start`` on other bytes are shown: ``content``, as many as were there."""

    start: int
    content: bytes


@dataclass(frozen=True)
class _Part:
    kind: bytes
    start: int
    body: int
    end: int


def covers_of(path: Path, media_type: str) -> tuple[Cover, ...]:
    """Return what hides everything a recorder wrote beside picture and tone, in order; empty where nothing is there.

    Args:
        media_type: one of ``READ``.
    Raises: FilmUnreadable.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        if media_type in {"video/mp4", "audio/mp4"}:
            found = [_freed(file, part) for part in _boxes(file, 0, size) if part.kind in TOLD]
        elif media_type == "audio/mpeg":
            found = list(_id3(file, size))
        else:
            found = list(_listed(file, size))
    return tuple(sorted(found, key=lambda cover: cover.start))


def claims_of_film(path: Path, media_type: str) -> Claims:
    """Return when and where a film says it was taken; nothing where it says nothing or is not MP4 or MOV."""
    if media_type not in {"video/mp4", "audio/mp4"}:
        return Claims()
    taken, latitude, longitude = None, None, None
    try:
        with path.open("rb") as file:
            for part in _boxes(file, 0, path.stat().st_size):
                if part.kind == b"mvhd":
                    taken = _created(_bytes(file, part)[:16])
                elif part.kind in TOLD and (found := PLACE.search(_bytes(file, part))):
                    latitude, longitude = _within(float(found[1]), 90), _within(float(found[2]), 180)
    except (FilmUnreadable, OSError):
        return Claims()
    if latitude is None or longitude is None:
        latitude = longitude = None
    return Claims(taken, latitude, longitude)


def _within(degrees: float, limit: int) -> float | None:
    return degrees if abs(degrees) <= limit else None


def _created(header: bytes) -> datetime | None:
    """Read when a film says it was made; many recorders leave the field at zero."""
    if len(header) < 8:
        return None
    wide = header[0] == 1
    seconds = int.from_bytes(header[4:12] if wide else header[4:8])
    try:
        taken = EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return taken.astimezone(CIVIL_TIME) if taken.year > 1990 else None


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[_Part]:
    """Yield the boxes of MP4 down to the tables of a track, never into the media itself."""
    waiting, seen = [(start, end)], 0
    while waiting:
        at, until = waiting.pop()
        while at + 8 <= until:
            part = _box(file, at, until)
            seen += 1
            if seen > MAX_PARTS:
                raise FilmUnreadable
            yield part
            if part.kind in INSIDE:
                waiting.append((part.body, part.end))
            at = part.end


def _box(file: IO[bytes], at: int, until: int) -> _Part:
    file.seek(at)
    head = file.read(16)
    length, body = int.from_bytes(head[:4]), at + 8
    if length == 1:
        length, body = int.from_bytes(head[8:16]), at + 16
    # a recorder that lost its power leaves the last box unfinished: it ends where the file ends
    end = until if length < body - at else min(at + length, until)
    return _Part(head[4:8], at, min(body, end), end)


def _freed(file: IO[bytes], part: _Part) -> Cover:
    """Turn a box into one that players skip (``free``), filled with zeros."""
    _bytes(file, part)  # only to refuse what is far too long
    file.seek(part.start)
    head = bytearray(file.read(part.body - part.start))
    head[4:8] = b"free"
    return Cover(part.start, bytes(head) + bytes(part.end - part.body))


def _listed(file: IO[bytes], size: int) -> Iterator[Cover]:
    """RIFF: lists of information become chunks that players skip (``JUNK``)."""
    at = 12
    while at + 8 <= size:
        file.seek(at)
        head = file.read(12)
        length = int.from_bytes(head[4:8], "little")
        end = min(at + 8 + length, size)
        told = head[:4] in {b"IDIT", b"id3 ", b"ID3 ", b"bext", b"iXML", b"_PMX"} or (
            head[:4] == b"LIST" and head[8:12] in {b"INFO", b"exif", b"adtl"}
        )
        if told:
            if length > MAX_PART:
                raise FilmUnreadable
            yield Cover(at, b"JUNK" + head[4:8] + bytes(end - at - 8))
        at += 8 + length + length % 2


def _id3(file: IO[bytes], size: int) -> Iterator[Cover]:
    """MP3: the frames before the sound become padding, the tag at the end goes dark."""
    file.seek(0)
    head = file.read(10)
    if head[:3] == b"ID3" and len(head) == 10:
        length = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        if length > MAX_PART:
            raise FilmUnreadable
        yield Cover(5, b"\0" + head[6:10] + bytes(min(length, size - 10)))
    if size >= 128:
        file.seek(size - 128)
        if file.read(3) == b"TAG":
            yield Cover(size - 125, bytes(125))


def _bytes(file: IO[bytes], part: _Part) -> bytes:
    if part.end - part.body > MAX_PART:
        raise FilmUnreadable
    file.seek(part.body)
    return file.read(part.end - part.body)
