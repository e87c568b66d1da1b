"""Verification of a large ledger, against one process that reads the same rows by the same statement.

Prints one JSON line: per engine the seconds, the floor, and how many times the floor verification takes (aim: ≤ 5).
The acts are made in bulk, with real texts, hashes and commitments, and signed by a checkpoint.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from _engines import on_both_engines

ACTS_PER_STREAM = 25
BATCH = 1000  # streams


def main() -> int:
    options = _options()
    if options.here:
        print(json.dumps(measure(options.acts, options.repeats, options.processes)))
    else:
        words = ("--acts", str(options.acts), "--repeats", str(options.repeats), "--processes", str(options.processes))
        print(json.dumps({"benchmark": "ledger_verify", "aim": 5, **on_both_engines(__file__, *words)}))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--acts", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--here", action="store_true", help="measure on the database of the environment")
    return parser.parse_args()


def measure(acts: int, repeats: int, processes: int) -> dict[str, float]:
    """Fill, then verify and read in turn; return medians."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hengtu.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from hengtu.ledger.services.take_checkpoint import take_checkpoint
    from hengtu.ledger.verification.database import verify_database

    start = time.perf_counter()
    fill(acts)
    take_checkpoint(at=datetime(2026, 11, 20, tzinfo=UTC))
    filled = time.perf_counter() - start
    ours, floor = [], []
    for _ in range(repeats):
        floor.append(read_all(acts))
        start = time.perf_counter()
        found = verify_database(processes=processes)
        ours.append(time.perf_counter() - start)
        assert found.broken == []
        assert found.acts == acts
    verify_s, floor_s = statistics.median(ours), statistics.median(floor)
    return {
        "acts": acts,
        "processes": processes,
        "fill_s": round(filled, 1),
        "verify_s": round(verify_s, 2),
        "acts_per_s": round(acts / verify_s),
        "floor_s": round(floor_s, 2),
        "times_floor": round(verify_s / floor_s, 2),
    }


def read_all(acts: int) -> float:
    """Read every row as verification does, and do nothing with it; return the seconds."""
    from hengtu.ledger.verification import database, sources

    source = database._source()
    assert source is not None
    start = time.perf_counter()
    with source.reading() as reading:
        count = sum(1 for _ in reading.rows(sources.acts_statement(reading), ("0" * 32, "f" * 32)))
    assert count == acts
    return time.perf_counter() - start


def fill(acts: int) -> None:
    """Insert chains of real acts in bulk, interleaved as cases are that run side by side."""
    from django.db import transaction

    assert acts % ACTS_PER_STREAM == 0
    streams = acts // ACTS_PER_STREAM
    next_id = 1
    for first in range(0, streams, BATCH):
        with transaction.atomic():
            next_id = _insert(min(BATCH, streams - first), next_id)


def _insert(streams: int, next_id: int) -> int:
    chains = [list(_chain(uuid.uuid4())) for _ in range(streams)]
    heads, act_rows, payload_rows = [], [], []
    for chain in chains:
        heads.append((chain[-1]["stream"], chain[-1]["seq"], chain[-1]["hash"], "case", "", 0))
    for place in range(ACTS_PER_STREAM):
        for chain in chains:
            act = chain[place]
            act_rows.append((next_id, *(act[name] for name in _COLUMNS), 0))
            payload_rows.append((next_id, act["salt"], act["body"]))
            next_id += 1
    _bulk("ledger_stream", ("uid", "head_seq", "head_hash", "kind", "name", "head_position"), heads)
    _bulk("ledger_act", ("id", *_COLUMNS.values(), "position"), act_rows)
    _bulk("ledger_payload", ("act_id", "salt", "body"), payload_rows)
    return next_id


def _bulk(table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    from django.db import connection

    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", rows)


_COLUMNS = {
    "uid": "uid",
    "stream": "stream_id",
    "seq": "seq",
    "kind": "kind",
    "occurred_at": "occurred_at",
    "recorded_at": "recorded_at",
    "origin": "origin",
    "in_name_of": "in_name_of",
    "canonical": "canonical",
    "hash": "hash",
}


def _chain(stream: uuid.UUID) -> Iterator[dict[str, Any]]:
    from hengtu.ledger.services.append_act import _compose, _instant, _stored
    from hengtu.ledger.text import NO_HASH
    from tests.ledger.make import new_act

    prev = NO_HASH
    for seq in range(1, ACTS_PER_STREAM + 1):
        text = "现场检查发现车辆未采取必要措施防止货物脱落扬撒。"
        act = new_act(payload={"n": seq, "text": text * 4}, rules={"procedure": "ordinary@2021-07-15"})
        new = _compose(stream, act, seq, prev)
        prev = new.hash
        yield {
            "uid": _stored(new.uid),
            "stream": _stored(stream),
            "seq": seq,
            "kind": act.kind,
            "occurred_at": _instant(act.occurred_at),
            "recorded_at": _instant(act.recorded_at),
            "origin": act.origin,
            "in_name_of": act.in_name_of,
            "canonical": new.canonical,
            "hash": new.hash,
            "salt": new.salt,
            "body": new.body,
        }


if __name__ == "__main__":
    sys.exit(main())
