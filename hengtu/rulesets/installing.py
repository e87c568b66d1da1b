"""Packs on the disk: written from the table, checked before the law may read them, noticed when new ones came."""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path

from django.conf import settings

from hengtu.law import packs
from hengtu.law.rulebook import refresh
from hengtu.ledger.services.take_checkpoint import signer
from hengtu.lib.disk import sync_folder
from hengtu.rulesets.errors import PackRefused
from hengtu.rulesets.models import RulePack
from hengtu.rulesets.pack_text import check_signature

_log = logging.getLogger(__name__)
_State = tuple[str, int, int]  # folder, time of its last change, number of entries
_seen: _State | None = None


def trusted_keys() -> frozenset[str]:
    """Return the keys whose packs count here: this installation's, and those named in the settings."""
    return frozenset({signer().public_key, *settings.HENGTU_RULE_KEYS})


def folder_of_packs() -> Path:
    """Return the folder where packs lie; it need not exist yet."""
    folder = packs.packs_folder()
    assert folder is not None, "settings name one"
    return folder


def install_packs() -> list[str]:
    """Write the packs of the table that are missing or altered on the disk, check all, and let the law read them.

    Returns: the names of the files that were written.
    Raises: PackRefused when a pack is not sound; ``rule_pack_foreign`` for a file that the table does not know.
    """
    global _seen
    folder, trusted = folder_of_packs(), trusted_keys()
    before, there = _state(folder), _names(folder)  # before the table is read: what comes later is noticed later
    known, written = set[str](), []
    for row in RulePack.objects.order_by("seq"):
        content = row.text.encode()
        check_signature(row.file_name, content, trusted)
        known.add(row.file_name)
        if _differs(folder / row.file_name, content):
            _write(folder, row.file_name, content)
            written.append(row.file_name)
    _refuse_foreign(there - known)
    _seen = (str(folder), -1, -1) if written else before
    refresh()
    return written


def refresh_if_published() -> bool:
    """Look, cheaply, whether packs came or went since this process last looked; if so, read the rules anew.

    Raises: PackRefused when what lies there cannot be brought in order from the table.
    """
    global _seen
    folder = folder_of_packs()
    state = _state(folder)
    if _seen is None and state[1] == 0:  # nothing there: starting the server has written what there was to write
        _seen = state
    if _seen == state:
        return False
    for name in install_packs():
        _log.warning("规则包 %s 缺失或者被改动，已按台账重新写入", name)
    return True


def _state(folder: Path) -> _State:
    try:
        return str(folder), folder.stat().st_mtime_ns, len(os.listdir(folder))
    except FileNotFoundError:
        return str(folder), 0, 0


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.json")}


def _differs(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except FileNotFoundError:
        return True


def _write(folder: Path, name: str, content: bytes) -> None:
    """Put a file there whole; several processes may write the same one at once."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(0o644)
        Path(part).replace(folder / name)
    finally:
        Path(part).unlink(missing_ok=True)
    sync_folder(folder)


def _refuse_foreign(foreign: set[str]) -> None:
    if foreign:
        raise PackRefused(
            "rule_pack_foreign",
            f"规则包目录里有本系统没有发布过的文件：{'、'.join(sorted(foreign))}，没有采用。请移走，或者恢复发布它的数据库。",
        )
