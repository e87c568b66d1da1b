"""Readers get every act, those of one chain in order, and never skip one that commits late."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import psycopg
import pytest
from django.db import connection, transaction

from hengtu.ledger import readers
from hengtu.ledger.models import ReaderCursor
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.values import StoredAct
from tests.ledger.make import append, chain, new_act, stream
from tests.ledger.threads import Elsewhere
from tests.postgres import Database


@dataclass
class Collector:
    name: str = "collector"
    seen: list[StoredAct] = field(default_factory=list)

    def handle(self, acts: Sequence[StoredAct]) -> None:
        self.seen += acts


class Failing(Collector):
    def handle(self, acts: Sequence[StoredAct]) -> None:
        raise RuntimeError("no network")


def read_all(reader: Collector) -> list[StoredAct]:
    while readers.advance(reader):
        pass
    return reader.seen


def test_a_reader_gets_every_act_once_and_in_order(database: Database) -> None:
    first, second = chain(3), chain(2)
    reader = Collector()
    assert readers.advance(reader, batch=2) == 2
    read_all(reader)
    assert [(act.stream, act.seq) for act in reader.seen] == [
        *((first, seq) for seq in (1, 2, 3)),
        *((second, seq) for seq in (1, 2)),
    ]
    assert reader.seen[0].payload == {"n": 1, "text": "第几项"}
    append(first, 3)
    assert readers.advance(reader) == 1
    assert reader.seen[-1].seq == 4


def test_each_reader_has_its_own_cursor(database: Database) -> None:
    chain(2)
    assert len(read_all(Collector("one"))) == 2
    assert len(read_all(Collector("two"))) == 2


def test_a_reader_that_fails_stays_where_it_was_and_keeps_its_error(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    chain(2)
    well = Collector("well")
    monkeypatch.setattr(readers, "_registered", {"failing": Failing("failing"), "well": well})
    assert readers.advance_all() == 2
    assert len(well.seen) == 2
    cursor = ReaderCursor.objects.get(name="failing")
    assert "no network" in cursor.error
    assert cursor.act_id == 0
    again = Collector("failing")
    assert readers.advance(again) == 2
    assert ReaderCursor.objects.get(name="failing").error == ""


@pytest.mark.postgres
def test_an_act_of_a_transaction_held_open_is_not_skipped(postgres_database: Database) -> None:
    early, late = stream(), stream()
    reader = Collector()
    with Elsewhere() as elsewhere:
        elsewhere.run(lambda: transaction.set_autocommit(False))
        slow = elsewhere.run(lambda: append_in_open_transaction(early))
        quick = append(late, 0)
        assert quick.id > slow.id
        assert readers.advance(reader) == 0, "the later act is committed, but an earlier one may still come"
        elsewhere.run(transaction.commit)
    read_all(reader)
    assert [act.uid for act in reader.seen] == [slow.uid, quick.uid]


@pytest.mark.postgres
def test_an_id_drawn_late_by_an_older_transaction_is_not_skipped(postgres_database: Database) -> None:
    """The ids say one thing, the commits another: the older transaction draws the higher id and commits last."""
    older, newer = stream(), stream()
    reader = Collector()
    with Elsewhere() as elsewhere:
        elsewhere.run(lambda: transaction.set_autocommit(False))
        elsewhere.run(draw_transaction_number)
        first = append(newer, 0)
        second = elsewhere.run(lambda: append_in_open_transaction(older))
        assert second.id > first.id
        assert readers.advance(reader) == 0
        elsewhere.run(transaction.commit)
    read_all(reader)
    assert {act.uid for act in reader.seen} == {first.uid, second.uid}


@pytest.mark.postgres
def test_acts_of_one_chain_come_in_order_even_from_an_older_transaction(postgres_database: Database) -> None:
    case = stream()
    reader = Collector()
    with Elsewhere() as elsewhere:
        elsewhere.run(lambda: transaction.set_autocommit(False))
        elsewhere.run(draw_transaction_number)
        append(case, 0)
        elsewhere.run(lambda: append_in_open_transaction(case, 1))
        elsewhere.run(transaction.commit)
    assert [act.seq for act in read_all(reader)] == [1, 2]


@pytest.mark.postgres
def test_a_reader_without_the_horizon_would_skip(postgres_database: Database) -> None:
    """The control: ordered by id alone, the act of the open transaction would be lost."""
    early, late = stream(), stream()
    with Elsewhere() as elsewhere:
        elsewhere.run(lambda: transaction.set_autocommit(False))
        slow = elsewhere.run(lambda: append_in_open_transaction(early))
        append(late, 0)
        with psycopg.connect(postgres_database.url) as plain:
            cursor = plain.execute("SELECT max(id) FROM ledger_act").fetchone()[0]
        elsewhere.run(transaction.commit)
    assert slow.id < cursor


def append_in_open_transaction(to: object, seq: int = 0) -> StoredAct:
    connection.in_atomic_block = True  # the test holds the transaction by hand
    try:
        return append_act(to, new_act(), expected_seq=seq)
    finally:
        connection.in_atomic_block = False


def draw_transaction_number() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
