"""Readers: those who follow the ledger, each behind a cursor of its own, at least once.

On PostgreSQL a later transaction may commit before an earlier one. Each act carries the number of the transaction that
wrote it (``position``), and a reader takes only acts below the oldest transaction still running: nothing can appear
there any more. Positions never fall along a chain, so a reader meets the acts of one chain in their order.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from typing import Protocol

from django.db import connection, transaction

from hengtu.ledger import text
from hengtu.ledger.models import ReaderCursor
from hengtu.ledger.values import StoredAct

_ON_SQLITE = """
SELECT a.position, a.id, a.canonical, p.body, a.hash FROM ledger_act a LEFT JOIN ledger_payload p ON p.act_id = a.id
WHERE a.position >= %s AND a.id > %s ORDER BY a.id LIMIT %s
"""
_ON_POSTGRESQL = """
SELECT a.position, a.id, a.canonical, p.body, a.hash FROM ledger_act a LEFT JOIN ledger_payload p ON p.act_id = a.id
WHERE (a.position, a.id) > (%s, %s) AND a.position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
ORDER BY a.position, a.id LIMIT %s
"""


class Reader(Protocol):
    """Somebody who follows the ledger. ``handle`` must bear seeing an act twice, and may not see it at once."""

    @property
    def name(self) -> str:
        """By which its cursor is kept."""

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Take in acts, those of one chain in their order; runs in the transaction that moves the cursor."""


_registered: dict[str, Reader] = {}


def register(reader: Reader) -> None:
    """Have the worker keep a reader up to date; rooms call this in ``AppConfig.ready``."""
    _registered[reader.name] = reader


def registered() -> tuple[Reader, ...]:
    """Return the readers the worker follows up."""
    return tuple(_registered.values())


def advance(reader: Reader, batch: int = 500) -> int:
    """Hand the next acts to a reader and move its cursor, in one transaction; return how many there were.

    If the reader raises, the cursor stays where it was and the error goes on to the caller.
    """
    ReaderCursor.objects.get_or_create(name=reader.name)
    with transaction.atomic():
        cursor = ReaderCursor.objects.select_for_update().get(name=reader.name)
        rows = _next(cursor, batch)
        if not rows:
            return 0
        reader.handle([text.read(act_id, canonical, body, digest) for _, act_id, canonical, body, digest in rows])
        cursor.position, cursor.act_id, cursor.error = rows[-1][0], rows[-1][1], ""
        cursor.save()
    return len(rows)


def advance_all(batch: int = 500) -> int:
    """Advance every registered reader by one batch. A reader that fails keeps its error and holds nobody else back."""
    handled = 0
    for reader in registered():
        try:
            handled += advance(reader, batch)
        except Exception:
            ReaderCursor.objects.filter(name=reader.name).update(error=traceback.format_exc())
    return handled


def _next(cursor: ReaderCursor, batch: int) -> list[tuple[int, int, str, str | None, str]]:
    statement = _ON_POSTGRESQL if connection.vendor == "postgresql" else _ON_SQLITE
    with connection.cursor() as reading:
        reading.execute(statement, (cursor.position, cursor.act_id, batch))
        rows: list[tuple[int, int, str, str | None, str]] = reading.fetchall()
    return rows
