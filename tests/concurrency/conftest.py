"""Fixtures of the ledger's tests."""

from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401
