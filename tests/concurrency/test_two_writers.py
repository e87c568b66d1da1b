"""Two people act at once: one succeeds, the other is told; whoever works on another case does not wait."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction

from hengtu.ledger.errors import StreamMoved
from hengtu.ledger.selectors.acts import acts_of_stream, head_of
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.verification.database import verify_database
from tests.ledger.make import append, new_act, stream
from tests.ledger.test_readers import append_in_open_transaction
from tests.ledger.threads import Elsewhere
from tests.postgres import Database


def try_to_append(case: UUID, name: str, together: threading.Barrier) -> str:
    """Append as the first act, at the same moment as the others; return what happened."""
    try:
        together.wait(timeout=30)
        with transaction.atomic():
            append_act(case, new_act(payload={"by": name}), expected_seq=0)
        return "written"
    except StreamMoved as moved:
        return moved.code
    finally:
        connection.close()


@pytest.mark.parametrize("round_", range(3))
def test_of_many_at_once_one_succeeds_and_the_others_are_told(database: Database, round_: int) -> None:
    case, together = stream(), threading.Barrier(6)
    with ThreadPoolExecutor(6) as pool:
        outcomes = [
            future.result() for future in [pool.submit(try_to_append, case, str(n), together) for n in range(6)]
        ]
    assert sorted(outcomes) == ["stream_moved"] * 5 + ["written"]
    assert head_of(case)[0] == 1
    assert len(acts_of_stream(case)) == 1


def test_many_writers_on_many_chains_leave_whole_chains(database: Database) -> None:
    cases = [stream(str(n)) for n in range(4)]

    def write(case: UUID) -> None:
        try:
            for seq in range(10):
                append(case, seq)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, cases))
    found = verify_database()
    assert (found.broken, found.streams, found.acts) == ([], 4, 40)


@pytest.mark.postgres
def test_on_postgresql_another_chain_does_not_wait(postgres_database: Database) -> None:
    busy, free = stream(), stream()
    with Elsewhere() as elsewhere:
        elsewhere.run(lambda: transaction.set_autocommit(False))
        elsewhere.run(lambda: append_in_open_transaction(busy))
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '2s'")
        began = time.monotonic()
        append(free, 0)
        assert time.monotonic() - began < 2
        elsewhere.run(transaction.commit)
    assert head_of(busy)[0] == head_of(free)[0] == 1


@pytest.mark.postgres
def test_on_postgresql_the_slower_one_waits_for_the_faster_and_is_told(postgres_database: Database) -> None:
    case = stream()
    with Elsewhere() as faster, Elsewhere() as slower:
        faster.run(lambda: transaction.set_autocommit(False))
        faster.run(lambda: append_in_open_transaction(case))
        waiting = slower.start(lambda: append(case, 0))
        time.sleep(0.3)
        assert not waiting.done()
        faster.run(transaction.commit)
        with pytest.raises(StreamMoved):
            waiting.result(timeout=10)
    assert head_of(case)[0] == 1


@pytest.mark.postgres
def test_on_postgresql_the_slower_one_succeeds_when_the_faster_takes_back(postgres_database: Database) -> None:
    case = stream()
    with Elsewhere() as faster, Elsewhere() as slower:
        faster.run(lambda: transaction.set_autocommit(False))
        faster.run(lambda: append_in_open_transaction(case))
        waiting = slower.start(lambda: append(case, 0))
        time.sleep(0.3)
        faster.run(transaction.rollback)
        assert waiting.result(timeout=10).seq == 1
    assert verify_database().broken == []
