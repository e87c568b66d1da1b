"""Write one act to the end of its chain."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.transaction import TransactionManagementError

from hengtu.ledger import text
from hengtu.ledger.errors import KeyReused, StreamMoved, StreamUnknown
from hengtu.ledger.models import ActConcern
from hengtu.ledger.selectors.acts import act_with_key
from hengtu.ledger.values import NewAct, StoredAct

# Fixed texts through a bare cursor: model saves took three times as long.
_HEAD = "SELECT head_seq, head_hash FROM ledger_stream WHERE uid = %s"
_HEAD_AND_KEY = (
    "SELECT head_seq, head_hash, (SELECT a.id FROM ledger_act a WHERE a.key = %s) FROM ledger_stream WHERE uid = %s"
)
_MOVE = "UPDATE ledger_stream SET head_seq = %s, head_hash = %s WHERE uid = %s AND head_seq = %s"
_ACT = (
    "INSERT INTO ledger_act (uid, stream_id, seq, kind, occurred_at, recorded_at, origin, in_name_of, key, position,"
    " canonical, hash) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 0, %s, %s) RETURNING id"
)
_PAYLOAD = "INSERT INTO ledger_payload (act_id, salt, body) VALUES (%s, %s, %s)"
# One round trip on PostgreSQL. The act is inserted from the moved head, so its id is drawn under the row lock of the
# stream; its position is never before that of the act before it, though an older transaction may write it.
_ALL_AT_ONCE = """
WITH moved AS (
    UPDATE ledger_stream
    SET head_seq = %s, head_hash = %s, head_position = greatest(head_position, pg_current_xact_id()::text::bigint)
    WHERE uid = %s AND head_seq = %s
    RETURNING uid, head_seq, head_hash, head_position
), act AS (
    INSERT INTO ledger_act (uid, stream_id, seq, kind, occurred_at, recorded_at, origin, in_name_of, key, position,
        canonical, hash)
    SELECT %s, moved.uid, moved.head_seq, %s, %s, %s, %s, %s, %s, moved.head_position, %s, moved.head_hash FROM moved
    RETURNING id
), payload AS (
    INSERT INTO ledger_payload (act_id, salt, body) SELECT act.id, %s, %s FROM act
)
SELECT id FROM act
"""


@dataclass(frozen=True)
class _Written:
    """An act with everything computed, before it is in the database."""

    act: NewAct
    uid: UUID
    stream: UUID
    seq: int
    salt: bytes
    body: str
    canonical: str
    hash: str


def append_act(stream: UUID, act: NewAct, *, expected_seq: int) -> StoredAct:
    """Append an act to its chain, with its payload apart; the caller holds the transaction.

    Args:
        stream: the chain the act belongs to.
        act: what was done; times are aware instants.
        expected_seq: number of acts the caller has seen (0 for a new chain); the act becomes the next one.
    Returns: the act as written. The same ``act.key`` again returns the first act and writes nothing.
    Raises:
        StreamMoved: somebody was faster; nothing was written.
        StreamUnknown: no such chain.
        KeyReused: the key stands for an act of another kind or chain.
        ActMalformed: the act cannot be written as it stands.
        TransactionManagementError: called outside ``atomic()``.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("append_act belongs into the transaction of the service that calls it")
    text.check(act)
    head_seq, head_hash, first = _head(stream, act.key)
    if first is not None and act.key is not None:
        return _again(stream, act, act.key)
    if head_seq != expected_seq:
        raise StreamMoved(expected_seq, head_seq)
    written = _compose(stream, act, head_seq + 1, head_hash)
    row_id = _insert_on_postgresql(written) if connection.vendor == "postgresql" else _insert(written)
    if row_id is None:
        raise StreamMoved(expected_seq, _head(stream, None)[0])
    _note_concerns(row_id, act)
    return text.read(row_id, written.canonical, written.body, written.hash)


def _head(stream: UUID, key: str | None) -> tuple[int, str, int | None]:
    """Return number and hash of the last act, and the id of the act that has the key already."""
    uid = _stored(stream)
    with connection.cursor() as cursor:
        if key is None:
            cursor.execute(_HEAD, (uid,))
        else:
            cursor.execute(_HEAD_AND_KEY, (key, uid))
        row = cursor.fetchone()
    if row is None:
        raise StreamUnknown(stream)
    return row[0], row[1], row[2] if key is not None else None


def _again(stream: UUID, act: NewAct, key: str) -> StoredAct:
    """Return the act that was written when the same thing was submitted before."""
    first = act_with_key(key)
    if first is None or first.stream != stream or first.kind != act.kind:
        raise KeyReused(key)
    return first


def _compose(stream: UUID, act: NewAct, seq: int, prev: str) -> _Written:
    uid, salt, body = uuid.uuid4(), os.urandom(text.SALT_BYTES), text.body_of(act)
    commitment = text.commitment_of(salt, body)
    canonical = text.text_of(act, uid=uid, stream=stream, seq=seq, prev=prev, commitment=commitment)
    return _Written(act, uid, stream, seq, salt, body, canonical, text.hash_of(prev, canonical))


def _insert(new: _Written) -> int | None:
    """Move the head, insert act and payload; return the act's id, or None if the head was no longer there."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, (new.seq, new.hash, _stored(new.stream), new.seq - 1))
        if cursor.rowcount == 0:
            return None
        cursor.execute(
            _ACT,
            (_stored(new.uid), _stored(new.stream), new.seq, *_columns(new.act), new.canonical, new.hash),
        )
        row_id: int = cursor.fetchone()[0]
        cursor.execute(_PAYLOAD, (row_id, new.salt, new.body))
    return row_id


def _insert_on_postgresql(new: _Written) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(
            _ALL_AT_ONCE,
            (
                *(new.seq, new.hash, new.stream, new.seq - 1),
                *(new.uid, *_columns(new.act), new.canonical),
                *(new.salt, new.body),
            ),
        )
        row = cursor.fetchone()
    return None if row is None else row[0]


def _columns(act: NewAct) -> tuple[Any, ...]:
    """Return kind, both times, origin, in whose name, and key."""
    return (act.kind, _instant(act.occurred_at), _instant(act.recorded_at), act.origin, act.in_name_of, act.key)


def _note_concerns(row_id: int, act: NewAct) -> None:
    if act.concerns:
        ActConcern.objects.bulk_create(ActConcern(act_id=row_id, stream_id=other) for other in set(act.concerns))


def _stored(uid: UUID) -> UUID | str:
    """Return a uid as the database stores it."""
    return uid if connection.vendor == "postgresql" else uid.hex


def _instant(at: datetime) -> datetime | str:
    """Return an instant as the database stores it; on SQLite always with microseconds, as verification expects."""
    return at if connection.vendor == "postgresql" else at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
