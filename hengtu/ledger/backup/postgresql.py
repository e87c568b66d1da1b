"""A PostgreSQL database as COPY texts, one a table: no other program is needed, and any version reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

# Transaction numbers mean nothing in another server: acts are dumped with position 0, before everything written there
# later, and each cursor with the act before the first one it has not handled.
_CURSOR = """
COALESCE((SELECT min(a.id) - 1 FROM ledger_act a WHERE (a.position, a.id) > (t.position, t.act_id)), t.act_id)
"""
_REPLACED = {
    ("ledger_act", "position"): "0",
    ("ledger_stream", "head_position"): "0",
    ("ledger_readercursor", "position"): "0",
    ("ledger_readercursor", "act_id"): _CURSOR,
}
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind = 'r' ORDER BY c.relname
"""
_COLUMNS = """
SELECT attname FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum
"""
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value > 0"


def dump_tables(folder: Path) -> dict[str, Any]:
    """Write every table to ``folder/<table>.copy``; return columns by table, and where the sequences stand."""
    tables = {}
    for table in _names(_TABLES):
        tables[table] = columns = _names(_COLUMNS, _quoted(table))
        _copy_out(table, columns, folder / f"{table}.copy")
    with connection.cursor() as cursor:
        cursor.execute(_SEQUENCES)
        sequences = dict(cursor.fetchall())
    return {"tables": tables, "sequences": sequences}


def load_tables(folder: Path, manifest: dict[str, Any]) -> None:
    """Load the tables into a migrated database without content of its own; the caller holds the transaction.

    Foreign keys are checked at its end; the guards against change fire as always.
    """
    with connection.cursor() as cursor:
        for table in manifest["tables"]:  # what migrating has put there: content types, permissions
            if _has_rows(table):
                cursor.execute(f"DELETE FROM {_quoted(table)}")  # noqa: S608
    for table, columns in manifest["tables"].items():
        _copy_in(table, columns, folder / f"{table}.copy")
    with connection.cursor() as cursor:
        for sequence, value in manifest["sequences"].items():
            cursor.execute("SELECT setval(%s::regclass, %s)", (_quoted(sequence), value))


def _copy_out(table: str, columns: list[str], target: Path) -> None:
    chosen = ", ".join(_REPLACED.get((table, column), f"t.{_quoted(column)}") for column in columns)
    statement = f"COPY (SELECT {chosen} FROM {_quoted(table)} t) TO STDOUT"  # noqa: S608
    with target.open("wb") as file, _driver().cursor() as cursor, cursor.copy(statement) as copy:
        for chunk in copy:
            file.write(chunk)


def _copy_in(table: str, columns: list[str], source: Path) -> None:
    names = ", ".join(_quoted(column) for column in columns)
    statement = f"COPY {_quoted(table)} ({names}) FROM STDIN"
    with source.open("rb") as file, _driver().cursor() as cursor, cursor.copy(statement) as copy:
        while chunk := file.read(1 << 20):
            copy.write(chunk)


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {_quoted(table)})")  # noqa: S608
        return bool(cursor.fetchone()[0])


def _names(statement: str, *parameters: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [name for (name,) in cursor.fetchall()]


def _driver() -> Any:
    """Return the driver's connection: Django has no COPY."""
    connection.ensure_connection()
    return connection.connection


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
