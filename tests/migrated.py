"""What migrating has made, kept: a file of SQLite to copy, a dump of PostgreSQL to load.

Migrating from nothing takes some twenty seconds of processor, a copy a fraction of one. What is kept lies beside
pytest's own cache, by a digest of everything it was made from; after a change of migrations it is made anew.
"""

from __future__ import annotations

import fcntl
import functools
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

ROOT = Path(__file__).parents[1]
MADE_FROM = ("hengtu/*/migrations/*.py", "hengtu/*/models/*.py", "hengtu/*/models.py", "hengtu/*/fields.py")


@functools.cache
def kept_folder() -> Path:
    """Return where the outcome of the present migrations is kept; what older ones made is removed."""
    folder = ROOT / ".pytest_cache" / "migrated" / _digest()
    if not folder.exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _digest() -> str:
    digest = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for path in sorted(path for pattern in MADE_FROM for path in ROOT.glob(pattern)):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """Return a kept file; ``make`` writes it where it is not there yet, one process at a time."""
    path = kept_folder() / name
    with one_at_a_time(kept_folder() / f"{name}.lock"):
        if not path.exists():
            unfinished = path.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            make(unfinished)
            unfinished.replace(path)
    return path


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other process is inside."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
