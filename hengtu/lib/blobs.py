"""A folder of blobs named by their SHA-256: written whole or not at all, never changed."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives import hashes

CHUNK = 1 << 20


class BlobError(Exception):
    """Something is wrong with the store; ``code`` is stable, the text says what and what next."""

    code = "blob_error"


class BlobStoreFull(BlobError):
    """The disk took only part of the content; nothing was kept."""

    code = "blob_store_full"


class BlobDiffers(BlobError):
    """The content is not what it was announced to be; nothing was kept. ``found`` is its SHA-256."""

    code = "blob_differs"

    def __init__(self, found: str) -> None:
        super().__init__(f"内容的SHA-256是 {found}，与报来的不一致，没有保存。")
        self.found = found


class BlobMissing(BlobError):
    """No blob has this key."""

    code = "blob_missing"


class BlobDamaged(BlobError):
    """The bytes on disk no longer have the hash they are named by."""

    code = "blob_damaged"


@dataclass(frozen=True)
class Blob:
    """What was stored: ``key`` is the SHA-256 in hex, ``sm3`` in hex, ``size`` in bytes."""

    key: str
    sm3: str
    size: int


@dataclass(frozen=True)
class BlobStore:
    """A content-addressed folder: ``root/ab/cd/abcd…``. The same content is stored once."""

    root: Path

    def put(self, content: bytes | Path, *, expected: str = "") -> Blob:
        """Store bytes, or the content of a file, and return its key, SM3 and size.

        The content goes to a temporary file in the same folder, is flushed to the disk and renamed, so a reader or a
        power cut never meets half a blob. Raises: BlobStoreFull when the disk is full, BlobDiffers when the content
        does not have the SHA-256 that was ``expected`` (nothing is left behind).
        """
        self.root.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=self.root)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                blob = _copy(content, target)
                target.flush()
                os.fsync(target.fileno())
            if expected and blob.key != expected:
                raise BlobDiffers(blob.key)
            self._adopt(temporary, blob.key)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise BlobStoreFull(
                    "存储空间已满，文件没有保存。请清理或扩充存储后重新提交，已填写的内容不受影响。"
                ) from error
            raise
        finally:
            temporary.unlink(missing_ok=True)
        return blob

    def read(self, key: str) -> bytes:
        """Return a blob, checked against its name. Raises: BlobMissing, BlobDamaged."""
        try:
            content = self.path(key).read_bytes()
        except FileNotFoundError as error:
            raise BlobMissing(f"存储中没有摘要为 {key} 的文件。请从备份恢复。") from error
        if hashlib.sha256(content).hexdigest() != key:
            raise BlobDamaged(f"摘要为 {key} 的文件已被改动或损坏。请从备份恢复，并查明原因。")
        return content

    def verify(self, key: str) -> bool:
        """Return whether a blob is there and unchanged; reads it in pieces, so films are no burden."""
        path = self.path(key)
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == key

    def has(self, key: str) -> bool:
        """Return whether a blob with this key exists; does not read it."""
        return self.path(key).is_file()

    def path(self, key: str) -> Path:
        """Return where a blob lies. Raises: BlobMissing for what is no SHA-256 in hex and so could leave the folder."""
        if len(key) != 64 or not set(key) <= set("0123456789abcdef"):
            raise BlobMissing(f"“{key}”不是文件摘要。")
        return self.root / key[:2] / key[2:4] / key

    def _adopt(self, temporary: Path, key: str) -> None:
        path = self.path(key)
        if path.exists() and self.verify(key):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.chmod(0o444)
        temporary.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def sm3_hex(content: bytes | Path) -> str:
    """Return the SM3 of bytes or of a file, in hex."""
    digest = hashes.Hash(hashes.SM3())
    for chunk in _chunks(content):
        digest.update(chunk)
    return digest.finalize().hex()


def _copy(content: bytes | Path, target: IO[bytes]) -> Blob:
    sha256, sm3, size = hashlib.sha256(), hashes.Hash(hashes.SM3()), 0
    for chunk in _chunks(content):
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
        target.write(chunk)
    return Blob(key=sha256.hexdigest(), sm3=sm3.finalize().hex(), size=size)


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
