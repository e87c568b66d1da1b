"""Restore a backup into an empty place."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from hengtu.ledger.backup.format import DATABASE, SECRETS, unpack
from hengtu.ledger.backup.postgresql import load_tables
from hengtu.ledger.errors import LedgerError
from hengtu.ledger.models import AccessEntry, Draft, Job, Stream
from hengtu.lib.disk import sync_folder

_VENDORS = {"sqlite": "内置数据库（SQLite）", "postgresql": "PostgreSQL"}


def restore_backup(backup: Path) -> dict[str, Any]:
    """Bring a backup back into an empty database and an empty folder of originals.

    Everything is unpacked and checked first; what is refused or fails leaves the place as it was.

    Returns: counts for people, and whether the keys came along.
    Raises: LedgerError ``not_empty``, ``other_database``, ``backup_newer`` and those of ``unpack``.
    """
    _require_empty()
    settings.HOME.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".restore-") as name:
        folder = Path(name)
        manifest = unpack(backup, folder)
        _require_fitting(manifest)
        blobs = _place_blobs(folder / "blobs")
        try:
            _load(folder, manifest)
        except BaseException:
            shutil.rmtree(settings.BLOB_ROOT, ignore_errors=True)
            raise
        _place_secrets(folder / "secrets")
    return {"from": manifest["at"], "originals": blobs, "secrets": bool(manifest["secrets"])}


def _require_empty() -> None:
    """Refuse a place that holds anything: a restore never overwrites."""
    tables = set(connection.introspection.table_names())
    models: list[type[Model]] = [Stream, AccessEntry, Draft, Job, get_user_model()]
    held = [model for model in models if model._meta.db_table in tables and model._default_manager.exists()]
    originals = settings.BLOB_ROOT.is_dir() and any(path.is_file() for path in settings.BLOB_ROOT.rglob("*"))
    if held or originals:
        what = "、".join([*(str(model._meta.verbose_name) for model in held), *(["证据原件"] if originals else [])])
        raise LedgerError(
            "not_empty",
            f"此处已有内容（{what}），为免覆盖没有恢复。请把 HENGTU_HOME 指向空文件夹、"
            "HENGTU_DATABASE_URL 指向空库后再恢复。",
        )


def _require_fitting(manifest: dict[str, Any]) -> None:
    if manifest["vendor"] != connection.vendor:
        there, here = _VENDORS[manifest["vendor"]], _VENDORS[connection.vendor]
        raise LedgerError(
            "other_database",
            f"此备份来自{there}，当前使用{here}，没有恢复。请用 HENGTU_DATABASE_URL 指向一个空的{there}后再恢复。",
        )
    known = set(MigrationExecutor(connection).loader.disk_migrations)
    unknown = [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]
    if unknown:
        raise LedgerError(
            "backup_newer", f"此备份由更新的版本写出（{unknown[0]}），没有恢复。请先升级到写出它的版本或更新的版本。"
        )


def _place_blobs(unpacked: Path) -> int:
    """Move the originals to their place; return how many there are."""
    count = sum(path.is_file() for path in unpacked.rglob("*"))
    if count:
        if settings.BLOB_ROOT.exists():
            shutil.rmtree(settings.BLOB_ROOT)
        settings.BLOB_ROOT.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(unpacked, settings.BLOB_ROOT)
    return count


def _load(folder: Path, manifest: dict[str, Any]) -> None:
    if connection.vendor == "postgresql":
        _migrate_to(manifest["migrations"])
        with transaction.atomic():
            load_tables(folder / "tables", manifest)
    else:
        _replace_sqlite(folder / DATABASE)
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)


def _migrate_to(migrations: list[list[str]]) -> None:
    """Bring an empty database to the state the backup was written in."""
    executor = MigrationExecutor(connection)
    wanted, applied = {(app, name) for app, name in migrations}, set(executor.loader.applied_migrations)
    if applied - wanted:
        raise LedgerError(
            "database_newer", "空库的版本比备份新，不能直接装入，没有恢复。请新建一个没有任何表的空库后再恢复。"
        )
    graph = executor.loader.graph
    everything = executor.migration_plan(graph.leaf_nodes(), clean_start=True)
    keys = [((migration.app_label, migration.name), migration) for migration, _ in everything]
    plan = [(migration, False) for key, migration in keys if key in wanted - applied]
    executor.migrate([key for key, _ in keys if key in wanted], plan=plan)


def _replace_sqlite(copy: Path) -> None:
    target = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    for suffix in ("-wal", "-shm"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(copy, target)
    sync_folder(target.parent)


def _place_secrets(unpacked: Path) -> None:
    """Put keys from the backup into the place of those this empty installation has made for itself."""
    for name in SECRETS:
        source = unpacked / f"{name}.secret"
        if source.is_file():
            target = settings.HOME / source.name
            target.unlink(missing_ok=True)
            descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(source.read_bytes())
