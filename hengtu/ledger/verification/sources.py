"""Rows of a database for verification, through the bare driver: a child process needs no Django for it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from hengtu.ledger.access_text import entry_text
from hengtu.ledger.verification.access import AccessRow
from hengtu.ledger.verification.chains import Row, check_chains, check_missing
from hengtu.ledger.verification.checkpoints import CheckpointRow
from hengtu.ledger.verification.findings import Findings

_SQL = {
    "sqlite": {
        "uid": "{}",
        "instant": "replace({}, ' ', 'T') || '+00:00'",
        "loose_instant": "replace({0}, ' ', 'T') || substr('.000000', length({0}) - 18) || '+00:00'",
        "day": "{}",
        "given": "?",
    },
    "postgresql": {
        "uid": "encode(uuid_send({}), 'hex')",
        "instant": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')",
        "loose_instant": "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"+00:00\"')",
        "day": "{}::text",
        "given": "%s::uuid",
    },
}
_BATCH = 5000


@dataclass(frozen=True)
class Source:
    """A database: ``vendor``, and a path or connection string."""

    vendor: str
    address: str

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Open a read-only view of one moment."""
        if self.vendor == "sqlite":
            with closing(sqlite3.connect(f"file:{self.address}?mode=ro", uri=True, isolation_level=None)) as opened:
                opened.execute("BEGIN")
                yield Reading(self.vendor, opened)
        else:
            import psycopg

            with psycopg.connect(self.address) as connection:
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                connection.read_only = True
                yield Reading(self.vendor, connection)


@dataclass(frozen=True)
class Reading:
    """Queries of one moment over an open connection of the driver."""

    vendor: str
    connection: Any

    def rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a statement in batches, however many there are."""
        if self.vendor == "sqlite":
            yield from self.connection.execute(statement, parameters)
            return
        with self.connection.cursor(name="verification") as cursor:
            cursor.itersize = _BATCH
            cursor.execute(statement, parameters or None)
            yield from cursor

    def sql(self, kind: str, column: str) -> str:
        """Return the expression that gives a column as text of the canonical form."""
        return _SQL[self.vendor][kind].format(column)

    def within(self, column: str) -> str:
        """Return the condition that holds a uid between two bounds."""
        given = _SQL[self.vendor]["given"]
        return f"{column} >= {given} AND {column} <= {given}"


def parts(count: int) -> list[tuple[str, str]]:
    """Return bounds that share all uids out evenly."""
    edges = [16**4 * part // count for part in range(count + 1)]
    return [(f"{low:04x}" + "0" * 28, f"{high - 1:04x}" + "f" * 28) for low, high in pairwise(edges)]


def check_part(source: Source, low: str, high: str) -> Findings:
    """Check the chains whose uids lie between two bounds, inclusive."""
    with source.reading() as reading:
        return check_streams(reading, low, high)


def check_streams(reading: Reading, low: str, high: str) -> Findings:
    """Check the chains between two bounds over an open connection."""
    signed, claimed = pins(reading, low, high), heads(reading, low, high)
    found = check_chains(acts(reading, low, high), pins=signed, heads=claimed, concerns=concerns(reading, low, high))
    check_missing(found, signed, claimed)
    found.heads.clear()  # checked; millions need not travel to the parent process
    return found


def acts_statement(reading: Reading) -> str:
    """Return the statement that reads acts with their payloads, by stream and number."""
    uid, stream = reading.sql("uid", "a.uid"), reading.sql("uid", "a.stream_id")
    occurred, recorded = reading.sql("instant", "a.occurred_at"), reading.sql("instant", "a.recorded_at")
    return (
        f"SELECT a.id, {uid}, {stream}, a.seq, a.kind, {occurred}, {recorded}, a.origin, a.in_name_of,"  # noqa: S608
        " a.key, a.canonical, a.hash, p.salt, p.body"
        " FROM ledger_act a LEFT JOIN ledger_payload p ON p.act_id = a.id"
        f" WHERE {reading.within('a.stream_id')} ORDER BY a.stream_id, a.seq"
    )


def acts(reading: Reading, low: str, high: str) -> Iterator[Row]:
    """Yield the acts between two bounds."""
    erased = tombstones(reading)
    for row in reading.rows(acts_statement(reading), (low, high)):
        id_, uid, stream, seq, kind, occurred, recorded, origin, subject, key, canonical, digest, salt, body = row
        columns = (uid, stream, str(seq), kind, occurred, recorded, origin, subject)
        yield Row(stream, seq, canonical, digest, salt, body, erased.get(id_), columns, key)


def tombstones(reading: Reading) -> dict[int, str]:
    """Return id of the erased act -> uid of the act that erased it."""
    uid = reading.sql("uid", "e.uid")
    return dict(
        reading.rows(
            f"SELECT t.act_id, {uid} FROM ledger_tombstone t JOIN ledger_act e ON e.id = t.erased_by_id"  # noqa: S608
        )
    )


def heads(reading: Reading, low: str, high: str) -> dict[str, tuple[int, str]]:
    """Return stream -> number and hash of the last act, as its row claims."""
    rows = reading.rows(
        f"SELECT {reading.sql('uid', 'uid')}, head_seq, head_hash FROM ledger_stream"  # noqa: S608
        f" WHERE head_seq > 0 AND {reading.within('uid')}",
        (low, high),
    )
    return {uid: (seq, digest) for uid, seq, digest in rows}


def concerns(reading: Reading, low: str, high: str) -> dict[str, frozenset[str]]:
    """Return act -> the other streams it touches, as the table claims."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = reading.rows(
        f"SELECT {reading.sql('uid', 'a.uid')}, {reading.sql('uid', 'c.stream_id')}"  # noqa: S608
        f" FROM ledger_actconcern c JOIN ledger_act a ON a.id = c.act_id WHERE {reading.within('a.stream_id')}",
        (low, high),
    )
    for act, stream in rows:
        found[act].add(stream)
    return {act: frozenset(streams) for act, streams in found.items()}


def pins(reading: Reading, low: str, high: str) -> dict[str, dict[int, str]]:
    """Return the heads of streams between two bounds that checkpoints hold."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    given = "?" if reading.vendor == "sqlite" else "%s"
    rows = reading.rows(
        "SELECT chain, seq, hash FROM ledger_checkpointhead"  # noqa: S608
        f" WHERE length(chain) = 32 AND chain >= {given} AND chain <= {given}",
        (low, high),
    )
    for chain, seq, digest in rows:
        found[chain][seq] = digest
    return found


def checkpoints(reading: Reading) -> Iterator[CheckpointRow]:
    """Yield the checkpoints by number, each with the heads that moved."""
    moved: dict[int, list[Any]] = defaultdict(list)
    for number, *head in reading.rows("SELECT checkpoint_id, chain, leaf, seq, hash FROM ledger_checkpointhead"):
        moved[number].append(tuple(head))
    for number, text, digest, algorithm, key, signature in reading.rows(
        "SELECT number, canonical, hash, algorithm, public_key, signature FROM ledger_checkpoint ORDER BY number"
    ):
        yield CheckpointRow(number, text, digest, algorithm, key, signature, tuple(moved.get(number, ())))


def accesses(reading: Reading) -> Iterator[AccessRow]:
    """Yield the access log by day and number."""
    day, at = reading.sql("day", "day_id"), reading.sql("loose_instant", "at")
    statement = (
        f"SELECT {day}, seq, {at}, who, what, purpose, canonical, hash FROM ledger_accessentry ORDER BY day_id, seq"  # noqa: S608
    )
    for on, seq, instant, who, what, purpose, canonical, digest in reading.rows(statement):
        repeated = entry_text(seq=seq, at=instant, who=who, what=what, purpose=purpose)
        yield AccessRow(date.fromisoformat(on), seq, canonical, digest, repeated)


def access_heads(reading: Reading) -> dict[date, tuple[int, str]]:
    """Return day -> number and hash of the last entry, as the day's row claims."""
    day = reading.sql("day", "day")
    rows = reading.rows(f"SELECT {day}, head_seq, head_hash FROM ledger_accessday WHERE head_seq > 0")  # noqa: S608
    return {date.fromisoformat(on): (seq, digest) for on, seq, digest in rows}
