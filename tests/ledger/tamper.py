"""What a forger with the database in his hands can do: the triggers are his to drop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_OFF = (
    "ledger_act",
    "ledger_payload",
    "ledger_stream",
    "ledger_tombstone",
    "ledger_checkpoint",
    "ledger_checkpointhead",
)
_LOG = ("ledger_accessentry", "ledger_accessday", "ledger_actconcern")


@contextmanager
def without_triggers() -> Iterator[None]:
    """Work without guards inside one transaction, as a database administrator could."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in (*_OFF, *_LOG):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
        yield


def tamper(statement: str, *parameters: object) -> None:
    """Run one statement without guards."""
    with without_triggers(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        assert cursor.rowcount > 0, "nothing was tampered with"
