"""What is written stays written, whoever holds the connection."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from hengtu.ledger.models import Act
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.ledger.make import append, chain, new_act, stream
from tests.postgres import Database


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def two_acts(database: Database) -> Database:
    case = chain(1)
    append(case, 1, new_act(concerns=(stream("另案"),)))
    return database


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_act SET kind = 'other'",
        "UPDATE ledger_act SET hash = hash",
        "DELETE FROM ledger_act",
        "UPDATE ledger_actconcern SET act_id = act_id",
        "DELETE FROM ledger_actconcern",
        "UPDATE ledger_payload SET body = '{}'",
        "UPDATE ledger_payload SET body = NULL, salt = NULL",
        "UPDATE ledger_payload SET salt = NULL",
        "DELETE FROM ledger_payload",
        "DELETE FROM ledger_stream",
        "UPDATE ledger_stream SET head_seq = 0",
        "UPDATE ledger_stream SET head_hash = ''",
        "UPDATE ledger_stream SET kind = 'other' WHERE head_seq > 0",
    ],
)
def test_no_statement_changes_or_removes_what_was_written(two_acts: Database, statement: str) -> None:
    before = [acts_of_stream(stream) for stream in Act.objects.values_list("stream", flat=True).distinct()]
    with pytest.raises(IntegrityError, match="台账只能追加"):
        run(statement)
    assert [acts_of_stream(stream) for stream in Act.objects.values_list("stream", flat=True).distinct()] == before


REPLACING: list[Callable[[int], str]] = [
    lambda act: f"INSERT OR REPLACE INTO ledger_act SELECT * FROM ledger_act WHERE id = {act}",
    lambda act: (
        f"INSERT OR REPLACE INTO ledger_payload SELECT act_id, salt, '{{}}' FROM ledger_payload WHERE act_id = {act}"
    ),
]


@pytest.mark.parametrize("statement", REPLACING)
def test_sqlite_does_not_let_an_insert_replace_a_row(
    sqlite_database: Database, statement: Callable[[int], str]
) -> None:
    chain(1)
    with pytest.raises(IntegrityError, match="台账只能追加"):
        run(statement(Act.objects.get().id))


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["act", "payload", "stream", "checkpoint", "accessentry", "tombstone"])
def test_postgresql_does_not_let_anyone_truncate(postgres_database: Database, table: str) -> None:
    chain(1)
    with pytest.raises(IntegrityError, match="台账只能追加"):
        run(f"TRUNCATE ledger_{table} CASCADE")


@pytest.mark.postgres
def test_postgresql_guards_replication_sessions_too(postgres_database: Database) -> None:
    chain(1)
    with pytest.raises(IntegrityError, match="台账只能追加"):
        run("SET LOCAL session_replication_role = replica; DELETE FROM ledger_act")


def test_an_empty_chain_may_be_taken_back(database: Database) -> None:
    empty = stream()
    run("DELETE FROM ledger_stream")
    assert acts_of_stream(empty) == ()
