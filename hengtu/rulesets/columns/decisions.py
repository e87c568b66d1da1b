"""Decided matters as a relation: one row per matter, a column per fact, handed over as Parquet or as rows in batches.

Columns, types, units and nulls stand in ``relation.yaml``; a test holds this module to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from sqlglot import exp

from hengtu.law import jurisdiction
from hengtu.law.errors import LawError
from hengtu.law.rulebook import records
from hengtu.rulesets.columns.conditions import type_of
from hengtu.rulesets.columns.plan import Plan
from hengtu.rulesets.columns.query import assessed, text_of

TABLE = "decisions"
KEPT = {
    "id": "VARCHAR",
    "case_id": "VARCHAR",
    "number": "VARCHAR",
    "agency_code": "VARCHAR",
    "agency": "VARCHAR",
    "division": "VARCHAR",
    "violation": "VARCHAR",
    "jurisdiction": "VARCHAR",
    "violation_on": "DATE",
    "decided_on": "DATE",
    "decided_kind": "VARCHAR",
    "decided_yuan": "DOUBLE",
}
Place = tuple[str, ...]


def types() -> dict[str, str]:
    """Return every column of the relation with its SQL type."""
    return KEPT | {key: type_of(key) for key in records("facts")}


@dataclass(frozen=True)
class Decisions:
    """Decided matters in a DuckDB connection of their own. Grain: one row per matter; ``id`` is unique."""

    connection: duckdb.DuckDBPyConnection

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.connection.execute(f"SELECT count(*) FROM {TABLE}").fetchall()[0][0])  # noqa: S608 - a constant

    def write(self, path: Path) -> None:
        """Write them as Parquet."""
        self.connection.table(TABLE).write_parquet(str(path))

    def chains(self, violation: str) -> dict[Place, tuple[str, ...]]:
        """Return the places of an item's decisions by chain of divisions; places nobody knows are left out."""
        rows = self.connection.execute(
            "SELECT DISTINCT jurisdiction FROM decisions WHERE violation = ? ORDER BY 1", [violation]
        ).fetchall()
        found: dict[Place, list[str]] = {}
        for (name,) in rows:
            chain = _chain(name)
            if chain:
                found.setdefault(chain, []).append(name)
        return {chain: tuple(names) for chain, names in found.items()}

    def assess(self, plan: Plan, places: Iterable[str], into: str, keep: Iterable[str] = ("id",)) -> None:
        """Assess the decisions of a plan's item in these places and append the answers to a temporary table."""
        query = assessed(plan, _rows_of(plan.violation, places), types(), keep=tuple(keep))
        text = text_of(query)
        existing = self.connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_name = ?", [into]
        ).fetchall()[0][0]
        self.connection.execute(f"INSERT INTO {into} {text}" if existing else f"CREATE TEMP TABLE {into} AS {text}")

    def violations(self) -> tuple[str, ...]:
        """Return the items that are decided about, those of the rulebook only."""
        rows = self.connection.execute("SELECT DISTINCT violation FROM decisions ORDER BY 1").fetchall()
        return tuple(name for (name,) in rows if name in records("violations"))

    def assess_as_decided(self, into: str, keep: Iterable[str], violations: Iterable[str]) -> bool:
        """Assess every decision of these items under the rules of its place and days; False when there is none."""
        kept = tuple(keep)
        plans = [(Plan.of(item, chain), places) for item in violations for chain, places in self.chains(item).items()]
        for plan, places in plans:
            self.assess(plan, places, into, kept)
        return bool(plans)

    def forget(self, *names: str) -> None:
        """Drop temporary tables."""
        for name in names:
            self.connection.execute(f"DROP TABLE IF EXISTS {name}")


@contextmanager
def from_parquet(path: Path) -> Iterator[Decisions]:
    """Open decisions that lie in a Parquet file; nothing is copied."""
    with duckdb.connect() as connection:
        source = exp.Literal.string(str(path)).sql(dialect="duckdb")
        connection.execute(f"CREATE VIEW {TABLE} AS SELECT * FROM read_parquet({source})")  # noqa: S608 - quoted
        yield Decisions(connection)


@contextmanager
def from_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[Decisions]:
    """Load decisions row by row, as a reader yields them; a column that is absent or None is not known."""
    with TemporaryDirectory(prefix="hengtu-decisions-") as folder, duckdb.connect() as connection:
        file = Path(folder) / "decisions.jsonl"
        with file.open("w", encoding="utf-8") as lines:
            for row in rows:
                lines.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
        connection.execute(f"CREATE TABLE {TABLE} ({', '.join(f'{name} {kind}' for name, kind in types().items())})")
        if file.stat().st_size:
            shape = ", ".join(f"{name}: '{kind}'" for name, kind in types().items())
            reading = f"read_json(?, format = 'newline_delimited', columns = {{{shape}}})"
            connection.execute(f"INSERT INTO {TABLE} SELECT * FROM {reading}", [str(file)])  # noqa: S608 - constants
        yield Decisions(connection)


def _chain(name: str) -> Place:
    try:
        return jurisdiction.resolve(name).chain
    except LawError:  # counted as unknown by whoever asks
        return ()


def _rows_of(violation: str, places: Iterable[str]) -> exp.Subquery:
    query = exp.select("*").from_(TABLE).where(exp.column("violation").eq(violation))
    return query.where(exp.column("jurisdiction").isin(*places)).subquery("decided")
