"""Both engines for a benchmark: an SQLite file and a PostgreSQL server of the run's own, durable as in earnest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]


def on_both_engines(script: str, *words: str) -> dict[str, Any]:
    """Run ``script --here …`` in a process per engine, each on an empty database; return its last line by engine."""
    with tempfile.TemporaryDirectory(prefix="hengtu-bench-") as home:
        urls = {"sqlite": f"sqlite://{home}/bench.sqlite3", "postgresql": _postgres_url()}
        return {engine: _run(script, url, f"{home}/{engine}", words) for engine, url in urls.items()}


def _run(script: str, url: str, home: str, words: tuple[str, ...]) -> Any:
    environment = {**os.environ, "HENGTU_DATABASE_URL": url, "HENGTU_HOME": home, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, script, "--here", *words]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _postgres_url() -> str:
    sys.path.insert(0, str(ROOT))
    import psycopg

    from tests.postgres import server_url

    with psycopg.connect(server_url(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = on")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("CREATE DATABASE bench")
    return urlunsplit(urlsplit(server_url())._replace(path="/bench"))
