"""Verify the database this installation works on."""

from __future__ import annotations

import multiprocessing
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.db import connection

from hengtu.ledger.exports import ExportRow, registered
from hengtu.ledger.verification import sources
from hengtu.ledger.verification.access import check_access
from hengtu.ledger.verification.chains import check_erasures
from hengtu.ledger.verification.checkpoints import check_checkpoints
from hengtu.ledger.verification.files import LinkChecker, check_file, check_signed, check_texts
from hengtu.ledger.verification.findings import Findings
from hengtu.ledger.verification.sources import Reading, Source

# below this a second process costs more than it saves
_FEW = 20_000


def verify_database(*, processes: int = 2, trusted_key: str | None = None) -> Findings:
    """Check every chain, checkpoint, access entry, original and document, and return counts and defects.

    Args:
        processes: how many share the chains; one inside a transaction or for a database in memory.
        trusted_key: hex of the only key that may have signed checkpoints; ``None`` takes all and reports them.
    """
    source = _source()
    if source is None:
        connection.ensure_connection()
        found = _verify(Reading(connection.vendor, connection.connection), None, 1, trusted_key)
    else:
        with source.reading() as reading:
            found = _verify(reading, source, processes, trusted_key)
    _check_rooms(found, trusted_key)
    return found


def _source() -> Source | None:
    """Return how another process reaches the database; ``None`` where it cannot see what this one sees."""
    if connection.in_atomic_block:
        return None
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        return Source("sqlite", str(Path(name).resolve())) if Path(name).is_file() else None
    return Source("postgresql", postgresql_address())


def postgresql_address() -> str:
    """Return the connection string of the default database."""
    from psycopg.conninfo import make_conninfo

    given: dict[str, Any] = connection.get_connection_params()
    return make_conninfo(
        "", **{name: given[name] for name in ("dbname", "user", "password", "host", "port") if given.get(name)}
    )


def _verify(reading: Reading, source: Source | None, processes: int, trusted_key: str | None) -> Findings:
    found = Findings()
    signed = check_checkpoints(sources.checkpoints(reading), trusted_key=trusted_key)
    found.checkpoints, found.keys = signed.checked, signed.keys
    count = next(iter(reading.rows("SELECT count(*) FROM ledger_act")))[0]
    for part in _chains(reading, source, processes if count >= _FEW else 1):
        found.merge(part)
    found.add(signed.broken)
    check_erasures(found)
    pins: dict[str, dict[int, str]] = defaultdict(dict, signed.pins)
    found.merge(check_access(sources.accesses(reading), pins=pins, heads=sources.access_heads(reading)))
    return found


def _chains(reading: Reading, source: Source | None, processes: int) -> list[Findings]:
    bounds = sources.parts(max(1, processes))
    if source is None or processes <= 1:
        return [sources.check_streams(reading, low, high) for low, high in bounds]
    with ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn")) as pool:
        running = [pool.submit(sources.check_part, source, low, high) for low, high in bounds]
        return [part.result() for part in running]


def _check_rooms(found: Findings, trusted_key: str | None) -> None:
    """Check rows and files that the rooms above have registered."""
    for name, rows in registered().items():
        links = LinkChecker()
        for number, row in enumerate(rows(), start=1):
            what = f"{name} 第 {number} 条"
            found.add(check_texts(what, row.row, row.texts))
            found.add(check_signed(what, row.row, map(asdict, row.signed), trusted_key))
            found.add(links.check(what, row.link))
            _check_files(found, name, row)
            found.documents += name == "documents"


def _check_files(found: Findings, name: str, row: ExportRow) -> None:
    for file in row.files:
        found.add(check_file(f"{name}/{file.path.name}", file.algorithm, file.digest, partial(_open, file.path)))
        found.originals += name != "documents"


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")
