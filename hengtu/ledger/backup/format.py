"""The form of a backup: members of a tar file, the manifest last, so that a backup without one is not whole."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from hengtu.ledger.errors import LedgerError
from hengtu.lib.sm3 import sm3_hex, sm3_of_file

FORMAT = "hengtu-backup/1"
MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
SECRETS = ("django", "field", "signing")


class BackupWriter:
    """Adds members and remembers their digests."""

    def __init__(self, target: IO[bytes]) -> None:
        self._tar = tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by finish
        self._digests: dict[str, str] = {}

    def add(self, name: str, source: Path) -> None:
        """Add a file."""
        self._digests[name] = sm3_of_file(source)
        self._tar.add(source, arcname=name, recursive=False)

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a small file from memory."""
        self._digests[name] = sm3_hex(content)
        self._add(name, content)

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest and close."""
        content = {"format": FORMAT, **manifest, "digests": self._digests}
        self._add(MANIFEST, json.dumps(content, ensure_ascii=False, sort_keys=True).encode())
        self._tar.close()

    def _add(self, name: str, content: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))


def unpack(backup: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into an empty folder, check every file, and return the manifest.

    Raises: LedgerError ``backup_missing``, ``not_a_backup``, ``backup_truncated`` or ``backup_damaged``.
    """
    if not backup.is_file():
        raise LedgerError("backup_missing", f"找不到备份文件 {backup}。请核对路径。")
    try:
        with tarfile.open(backup, mode="r:") as tar:
            _extract(tar, folder)
    except (tarfile.ReadError, EOFError):
        raise _truncated(backup) from None
    manifest_file = folder / MANIFEST
    if not manifest_file.is_file():
        raise _truncated(backup)
    manifest: dict[str, Any] = json.loads(manifest_file.read_bytes())
    if manifest.get("format") != FORMAT:
        raise LedgerError("not_a_backup", f"{backup.name} 不是衡途的备份，或者由更新的版本写出。没有恢复任何内容。")
    for name, digest in manifest["digests"].items():
        path = folder / name
        if not path.is_file() or sm3_of_file(path) != digest:
            raise LedgerError("backup_damaged", f"备份中的 {name} 缺失或者已被改动，没有恢复任何内容。请换一份备份。")
    return manifest


def _truncated(backup: Path) -> LedgerError:
    return LedgerError(
        "backup_truncated", f"{backup.name} 不完整：文件被截断或者不是备份。没有恢复任何内容，请换一份备份。"
    )


def _extract(tar: tarfile.TarFile, folder: Path) -> None:
    for member in _files(tar):
        target = folder / member.name
        target.parent.mkdir(parents=True, exist_ok=True)
        source = tar.extractfile(member)
        assert source is not None, "a regular file"
        with target.open("wb") as file:
            while chunk := source.read(1 << 20):
                file.write(chunk)


def _files(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Yield regular files whose names stay inside."""
    for member in tar:
        if not member.isfile() or member.name.startswith("/") or ".." in Path(member.name).parts:
            raise LedgerError("not_a_backup", f"备份中有不该有的成员 {member.name}，没有恢复任何内容。")
        yield member
