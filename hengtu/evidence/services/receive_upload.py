"""Receive a file in pieces: what has arrived is on the disk, what is missing can be asked for, nothing is guessed."""

from __future__ import annotations

import hashlib
import os
import uuid
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.db import transaction

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import MAX_PIECE, MEGABYTE, refuse_too_large
from hengtu.evidence.models import Upload
from hengtu.evidence.services.collect_exhibit import checked_media_type
from hengtu.ledger.jobs import enqueue
from hengtu.lib.blobs import BlobStoreFull
from hengtu.lib.disk import FULL

SWEEP = "evidence.sweep_upload"
KEPT_FOR = timedelta(days=7)
FULL_ZH = "存储空间已满，这一段没有保存，已经收到的部分都在。请告诉系统管理员；腾出空间以后从断点接着传。"


class WrongOffset(Exception):
    """The piece does not begin where the file ends; ``offset`` is where the next one must begin."""

    code = "upload_wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(f"服务器已收到 {offset} 字节，请从那里接着传。")
        self.offset = offset


class PieceDamaged(Exception):
    """The piece is not what its sender computed, or is larger than allowed; nothing was written."""

    code = "upload_piece_damaged"


def start_upload(
    *, stream: uuid.UUID, username: str, filename: str, size: int, at: datetime, fingerprint: str = ""
) -> Upload:
    """Make room for a file, or return the one already begun with the same fingerprint.

    Args:
        size: bytes in all.
        fingerprint: how the browser knows the file again (name, size, time of change); empty begins anew.
    Raises: ExhibitRefused (``exhibit_empty``, ``exhibit_too_large``).
    """
    name = plain_name(filename)
    if size <= 0:
        raise ExhibitRefused("exhibit_empty", f"文件“{name}”是空的，没有收。请重新取得原文件。")
    refuse_too_large(name, "video/", size)
    with transaction.atomic():
        if fingerprint:
            mine = Upload.objects.select_for_update().filter(stream_id=stream, username=username, size=size)
            begun = mine.filter(fingerprint=fingerprint, filename=name).first()
            if begun is not None:
                return begun
        upload = Upload(stream_id=stream, username=username, filename=name, size=size, created_at=at)
        upload.fingerprint, upload.path = fingerprint[:400], f"partial/.{upload.uid}"
        upload.save(force_insert=True)
        enqueue(SWEEP, {"upload": str(upload.uid)}, at=at, key=f"{SWEEP}:{upload.uid}", run_at=at + KEPT_FOR)
    return upload


def keep_whole(*, stream: uuid.UUID, username: str, filename: str, file: Path, at: datetime) -> Upload:
    """Keep a file that came whole with a form which cannot be finished yet. The file is moved, not copied.

    Raises: ExhibitRefused (``exhibit_empty``, ``exhibit_too_large``).
    """
    upload = start_upload(stream=stream, username=username, filename=filename, size=file.stat().st_size, at=at)
    path = path_of(upload)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(file, path)
    Upload.objects.filter(pk=upload.pk).update(offset=upload.size)
    upload.offset = upload.size
    return upload


def add_piece(uid: uuid.UUID, *, offset: int, piece: bytes, sha256: str = "") -> Upload:
    """Write the next piece and flush it to the disk; only then does the offset move.

    The first piece is looked at at once, so that nobody sends 2 GB of what will be refused anyway.

    Args:
        offset: where the sender believes the file ends.
        sha256: of the piece, in hex, where the sender could compute it.
    Raises: WrongOffset, PieceDamaged, BlobStoreFull, ExhibitRefused, Upload.DoesNotExist
    """
    if len(piece) > MAX_PIECE or (sha256 and hashlib.sha256(piece).hexdigest() != sha256):
        raise PieceDamaged(f"这一段与发送时不一致，或者超过 {MAX_PIECE // MEGABYTE} MB，没有保存。请重传这一段。")
    with transaction.atomic():
        upload = Upload.objects.select_for_update().get(pk=uid)
        path, upload.offset = path_of(upload), received(upload)
        if offset != upload.offset or offset + len(piece) > upload.size:
            raise WrongOffset(upload.offset)
        if offset == 0:
            refuse_too_large(upload.filename, checked_media_type(piece, upload.filename), upload.size)
        _write(path, offset, piece)
        upload.offset += len(piece)
        upload.save(update_fields=["offset"])
    return upload


def received(upload: Upload) -> int:
    """Return how many bytes are really there: after a restore from a backup the row may remember more than the disk."""
    path = path_of(upload)
    return min(upload.offset, path.stat().st_size if path.exists() else 0)


def discard_upload(upload: Upload) -> None:
    """Forget a file that did not become an exhibit, or has become one."""
    upload.delete()
    path_of(upload).unlink(missing_ok=True)


def sweep_upload(payload: dict[str, Any]) -> None:
    """Job: give up a file that became nothing in ``KEPT_FOR`` days. Running twice does no harm."""
    for upload in Upload.objects.filter(pk=payload["upload"]):
        discard_upload(upload)


def path_of(upload: Upload) -> Path:
    """Return where the bytes of an upload lie."""
    return Path(settings.BLOB_ROOT) / upload.path


def plain_name(filename: str) -> str:
    """Return the name without folders and without what would turn or break a line."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    return "".join(character for character in name if character.isprintable())[-255:] or "未命名"


def _write(path: Path, offset: int, piece: bytes) -> None:
    """Write at the offset; a full disk takes back what it could not hold."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.seek(offset)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            file.truncate()
    except OSError as error:
        if error.errno not in FULL:
            raise
        os.truncate(path, offset)
        raise BlobStoreFull(FULL_ZH) from error
