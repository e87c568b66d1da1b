"""Write a self-contained export: whoever holds it can verify it without us."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Protocol

from cryptography.hazmat.primitives import hashes
from django.db import connection, transaction

from hengtu.ledger.errors import LedgerError
from hengtu.ledger.exports import ExportFile, ExportRow, registered
from hengtu.ledger.models import Stream
from hengtu.ledger.services.take_checkpoint import signer
from hengtu.ledger.text import instant
from hengtu.ledger.verification import sources
from hengtu.ledger.verification.export import ACTS, CHECKPOINTS, FORMAT, MANIFEST, SIGNATURE, STREAMS
from hengtu.ledger.verification.sources import Reading
from hengtu.lib.canonical import canonical
from hengtu.lib.disk import sync_folder
from hengtu.lib.sm3 import SM3


class _Target(Protocol):
    """Where an export is written to."""

    def open(self, name: str) -> IO[bytes]:
        """Open a new file for writing."""

    def add(self, name: str, source: Path) -> None:
        """Copy a file in, once."""

    def finish(self) -> None:
        """Write what still waits."""


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(parents=True)

    def open(self, name: str) -> IO[bytes]:
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("xb")

    def add(self, name: str, source: Path) -> None:
        target = self._path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copyfile(source, target)

    def finish(self) -> None:
        pass


class _Zip:
    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zipped = zipped
        self._waiting: dict[str, Path] = {}  # a zip file takes one member at a time

    def open(self, name: str) -> IO[bytes]:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        return self._zipped.open(info, "w", force_zip64=True)

    def add(self, name: str, source: Path) -> None:
        self._waiting.setdefault(name, source)

    def finish(self) -> None:
        for name, source in self._waiting.items():
            self._zipped.write(source, name, compress_type=zipfile.ZIP_STORED)
        self._waiting.clear()


def export_ledger(target: Path, *, at: datetime) -> dict[str, int]:
    """Write acts with payloads and salts, checkpoints, heads, and the rows and files of all rooms.

    Args:
        target: a folder that does not exist yet, or a new file whose name ends in ``.zip``.
        at: aware instant, put into the signed manifest.
    Returns: lines by file. Nothing is left behind if it fails.
    Raises: LedgerError ``target_exists``; OSError from the disk.
    """
    if target.exists():
        raise LedgerError("target_exists", f"{target} 已存在，没有导出。请换一个不存在的路径。")
    part = target.with_name(target.name + ".part")
    _remove(part)
    try:
        counts = _write(part, at, zipped=target.suffix == ".zip")
        part.rename(target)
        sync_folder(target.parent)
    except BaseException:
        _remove(part)
        raise
    return counts


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def _write(part: Path, at: datetime, *, zipped: bool) -> dict[str, int]:
    with one_moment():
        if not zipped:
            return _write_all(_Folder(part), at)
        with part.open("xb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                counts = _write_all(_Zip(archive), at)
            file.flush()
            os.fsync(file.fileno())
        return counts


@contextmanager
def one_moment() -> Iterator[None]:
    """See the database as of one moment, without keeping writers out."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _write_all(target: _Target, at: datetime) -> dict[str, int]:
    connection.ensure_connection()
    reading = Reading(connection.vendor, connection.connection)
    files = {
        CHECKPOINTS: _write_lines(target, CHECKPOINTS, _checkpoint_lines(reading)),
        STREAMS: _write_lines(target, STREAMS, _stream_lines()),
        ACTS: _write_lines(target, ACTS, _act_lines(reading)),
    }
    for name, rows in registered().items():
        files[f"rows/{name}.jsonl"] = _write_lines(target, f"rows/{name}.jsonl", _room_lines(target, rows))
    target.finish()
    _write_manifest(target, files, at)
    return {name: int(file["lines"]) for name, file in files.items()}


def _write_lines(target: _Target, name: str, lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Write one JSON text a line; return digest, size and number of lines for the manifest."""
    digest, size, count = hashes.Hash(SM3), 0, 0
    with target.open(name) as file:
        for line in lines:
            written = canonical(line).encode() + b"\n"
            file.write(written)
            digest.update(written)
            size, count = size + len(written), count + 1
        _sync(file)
    return {"sm3": digest.finalize().hex(), "bytes": size, "lines": count}


def _sync(file: IO[bytes]) -> None:
    """Flush to the disk; a member of a zip file is flushed with the zip file."""
    if not isinstance(file, zipfile._ZipWriteFile):  # type: ignore[attr-defined]
        file.flush()
        os.fsync(file.fileno())


def _act_lines(reading: Reading) -> Iterator[dict[str, Any]]:
    for row in sources.acts(reading, "0" * 32, "f" * 32):
        yield {
            "stream": row.stream,
            "seq": row.seq,
            "canonical": row.canonical,
            "hash": row.hash,
            "salt": None if row.salt is None else bytes(row.salt).hex(),
            "body": row.body,
            "erased_by": row.erased_by,
        }


def _checkpoint_lines(reading: Reading) -> Iterator[dict[str, Any]]:
    for row in sources.checkpoints(reading):
        yield {name: value for name, value in row._asdict().items() if name != "place"}


def _stream_lines() -> Iterator[dict[str, Any]]:
    rows = Stream.objects.order_by("uid").values_list("uid", "kind", "name", "head_seq", "head_hash")
    for uid, kind, name, seq, digest in rows.iterator():
        yield {"stream": uid.hex, "kind": kind, "name": name, "seq": seq, "hash": digest}


def _room_lines(target: _Target, rows: Callable[[], Iterable[ExportRow]]) -> Iterator[dict[str, Any]]:
    for row in rows():
        files = [_add(target, file) for file in row.files]
        line: dict[str, Any] = {"row": dict(row.row), "files": files, "texts": dict(row.texts)}
        if row.signed:
            line["signed"] = [asdict(each) for each in row.signed]
        if row.link is not None:
            line["link"] = list(row.link)
        if row.act:
            line["act"] = row.act
        yield line


def _add(target: _Target, file: ExportFile) -> dict[str, str]:
    name = f"blobs/{file.digest[:2]}/{file.digest}"
    if file.path.is_file():  # one that is gone must not keep the rest from being exported; verification names it
        target.add(name, file.path)
    return {"name": name, "algorithm": file.algorithm, "digest": file.digest}


def _write_manifest(target: _Target, files: dict[str, dict[str, Any]], at: datetime) -> None:
    key = signer()
    manifest = {
        "format": FORMAT,
        "at": instant(at),
        "algorithm": key.algorithm,
        "public_key": key.public_key,
        "files": files,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    for name, content in ((MANIFEST, text), (SIGNATURE, key.sign(text).encode() + b"\n")):
        with target.open(name) as file:
            file.write(content)
            _sync(file)
