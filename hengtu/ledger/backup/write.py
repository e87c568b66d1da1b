"""Write a backup while others go on working."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hengtu.ledger.backup.format import DATABASE, SECRETS, BackupWriter
from hengtu.ledger.backup.postgresql import dump_tables
from hengtu.ledger.errors import LedgerError
from hengtu.ledger.services.export_ledger import one_moment
from hengtu.ledger.text import instant
from hengtu.lib.disk import whole_file


def write_backup(target: Path, *, at: datetime, with_secrets: bool = False) -> dict[str, Any]:
    """Write database and originals into one file; it appears under its name only when it is whole.

    The database comes first, as of one moment: an original is stored before the row that names it, so none is missing.

    Args:
        target: a file that does not exist yet.
        at: aware instant, put into the manifest.
        with_secrets: put the keys in too. Without them encrypted columns cannot be read after a restore; with them
            whoever holds the file holds everything.
    Returns: counts for people.
    Raises: LedgerError ``target_exists``; OSError from the disk.
    """
    if target.exists():
        raise LedgerError("target_exists", f"{target} 已存在，没有备份。请换一个不存在的文件名。")
    with whole_file(target) as file, tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as scratch:
        writer = BackupWriter(file)
        manifest = _add_database(writer, Path(scratch))
        blobs = _add_blobs(writer, settings.BLOB_ROOT)
        if with_secrets:
            _add_secrets(writer)
        writer.finish({"at": instant(at), "vendor": connection.vendor, "secrets": with_secrets, **manifest})
    return {"file": str(target), "bytes": target.stat().st_size, "originals": blobs, "secrets": with_secrets}


def _add_database(writer: BackupWriter, scratch: Path) -> dict[str, Any]:
    if connection.vendor == "postgresql":
        with one_moment():
            manifest = {**dump_tables(scratch), "migrations": _migrations()}
        for table in manifest["tables"]:
            writer.add(f"tables/{table}.copy", scratch / f"{table}.copy")
        return manifest
    copy = scratch / DATABASE
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", (str(copy),))
    writer.add(DATABASE, copy)
    copy.unlink()
    return {"migrations": _migrations()}


def _migrations() -> list[list[str]]:
    """Return the migrations that have been applied, as [room, name]."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _add_blobs(writer: BackupWriter, root: Path) -> int:
    count = 0
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):  # begun and not finished
            writer.add(f"blobs/{path.relative_to(root).as_posix()}", path)
            count += 1
    return count


def _add_secrets(writer: BackupWriter) -> None:
    values = {"django": settings.SECRET_KEY, "field": settings.FIELD_KEY, "signing": settings.SIGNING_SEED}
    for name in SECRETS:
        writer.add_bytes(f"secrets/{name}.secret", values[name].encode())
