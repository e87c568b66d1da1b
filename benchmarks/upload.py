"""Megabytes per second of a film sent in pieces of 1 MB, against a plain copy of the same file in the same run.

Prints one JSON line. Both end with everything on the disk. ``pieces`` checks, writes and flushes each piece and moves
its row (SQLite, durable); ``sealed`` is what follows once: SHA-256, SM3 and the copy into the store; ``hash`` is the
floor of that: both digests of the file and nothing else. ``grown_mb`` is by how much the process grew while it sent and
sealed: it must not follow the size of the film (``--megabytes 2048 --repeats 1`` is the film of 2 GB). No network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
MEGABYTE = 1 << 20
AT = datetime(2026, 11, 21, tzinfo=UTC)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=64)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "hengtu.settings"
    with tempfile.TemporaryDirectory(prefix="hengtu-bench-") as home:
        os.environ |= {"HENGTU_HOME": home, "HENGTU_DATABASE_URL": f"sqlite://{home}/bench.sqlite3"}
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        print(json.dumps(measure(Path(home), options.megabytes, options.repeats)))
    return 0


def measure(home: Path, megabytes: int, repeats: int) -> dict[str, Any]:
    """Copy, hash, send and seal in turn; return medians in MB/s, the ratios, and by how much the process grew."""
    from django.conf import settings

    from hengtu.evidence.services.receive_upload import add_piece, path_of, start_upload
    from hengtu.ledger.models import Stream
    from hengtu.lib.blobs import BlobStore, sm3_hex

    stream = Stream.objects.create(kind="case").pk
    store = BlobStore(settings.BLOB_ROOT)
    speeds: dict[str, list[float]] = {"copy": [], "hash": [], "pieces": [], "sealed": []}
    grown = 0.0
    for number in range(repeats):
        film, digest = _film(home / f"film-{number}", megabytes)
        upload = start_upload(stream=stream, username="bench", filename="film.mp4", size=film.stat().st_size, at=AT)
        before = _resident_mb()

        def copy(film: Path = film) -> None:
            with film.open("rb") as source, (home / "copy").open("wb") as target:
                while piece := source.read(MEGABYTE):
                    target.write(piece)
                target.flush()
                os.fsync(target.fileno())

        def floor(film: Path = film) -> None:
            with film.open("rb") as source:
                hashlib.file_digest(source, "sha256")
            sm3_hex(film)

        def send(film: Path = film, uid: uuid.UUID = upload.pk) -> None:
            with film.open("rb") as source:
                for start in range(0, film.stat().st_size, MEGABYTE):
                    piece = source.read(MEGABYTE)
                    add_piece(uid, offset=start, piece=piece, sha256=hashlib.sha256(piece).hexdigest())

        path = path_of(upload)

        def seal(path: Path = path, digest: str = digest) -> None:
            store.put(path, expected=digest)

        for name, work in (("copy", copy), ("hash", floor), ("pieces", send), ("sealed", seal)):
            speeds[name].append(megabytes / _seconds(work))
        assert store.has(digest)
        grown = max(grown, _resident_mb() - before)
        for done in (film, home / "copy", path, store.path(digest)):
            done.unlink()
    medians = {name: round(statistics.median(found), 1) for name, found in speeds.items()}
    return {
        "benchmark": "upload",
        "megabytes": megabytes,
        "mb_per_s": medians,
        "pieces_to_copy": round(medians["pieces"] / medians["copy"], 3),
        "sealed_to_hash": round(medians["sealed"] / medians["hash"], 3),
        "grown_mb": round(grown, 1),
    }


def _film(path: Path, megabytes: int) -> tuple[Path, str]:
    """Write a film that does not compress, a megabyte at a time; return it with its SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as target:
        for number in range(megabytes):
            piece = os.urandom(MEGABYTE)
            piece = b"\0\0\0\x18ftypmp42" + piece[12:] if number == 0 else piece
            digest.update(piece)
            target.write(piece)
    return path, digest.hexdigest()


def _resident_mb() -> float:
    """Return the most memory the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
