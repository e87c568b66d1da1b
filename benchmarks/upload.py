"""Megabytes per second of a film sent in pieces of 1 MB, against a plain copy of the same bytes in the same run.

Prints one JSON line. Both end with everything on the disk. ``pieces`` checks, writes and flushes each piece and moves
its row (SQLite, durable); ``sealed`` is what follows once: SHA-256, SM3 and the copy into the store. No network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
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
    """Copy, send and seal in turn; return medians in MB/s and the ratio of sending to copying."""
    from django.conf import settings

    from hengtu.evidence.services.receive_upload import add_piece, path_of, start_upload
    from hengtu.ledger.models import Stream
    from hengtu.lib.blobs import BlobStore

    stream = Stream.objects.create(kind="case").pk
    speeds: dict[str, list[float]] = {"copy": [], "pieces": [], "sealed": []}
    at = datetime(2026, 11, 21, tzinfo=UTC)
    for _ in range(repeats):
        film = b"\0\0\0\x18ftypmp42" + os.urandom(megabytes * MEGABYTE - 12)
        digests = [
            hashlib.sha256(film[start : start + MEGABYTE]).hexdigest() for start in range(0, len(film), MEGABYTE)
        ]
        upload = start_upload(stream=stream, username="bench", filename="film.mp4", size=len(film), at=at)

        def copy(film: bytes = film) -> None:
            with (home / uuid.uuid4().hex).open("wb") as target:
                for start in range(0, len(film), MEGABYTE):
                    target.write(film[start : start + MEGABYTE])
                target.flush()
                os.fsync(target.fileno())

        def send(film: bytes = film, uid: uuid.UUID = upload.pk, digests: list[str] = digests) -> None:
            for start, digest in zip(range(0, len(film), MEGABYTE), digests, strict=True):
                add_piece(uid, offset=start, piece=film[start : start + MEGABYTE], sha256=digest)

        path = path_of(upload)

        def seal(path: Path = path) -> None:
            BlobStore(settings.BLOB_ROOT).put(path)

        for name, work in (("copy", copy), ("pieces", send), ("sealed", seal)):
            speeds[name].append(megabytes / _seconds(work))
        assert BlobStore(settings.BLOB_ROOT).has(hashlib.sha256(film).hexdigest())
    medians = {name: round(statistics.median(found), 1) for name, found in speeds.items()}
    ratio = round(medians["pieces"] / medians["copy"], 3)
    return {"benchmark": "upload", "megabytes": megabytes, "mb_per_s": medians, "pieces_to_copy": ratio}


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
