"""Looks are written in batches, chained by day, and cannot be taken back unseen."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from hengtu.ledger import access_log
from hengtu.ledger.access_log import flush_access_log, note_access
from hengtu.ledger.models import AccessDay, AccessEntry
from hengtu.ledger.services.take_checkpoint import take_checkpoint
from hengtu.ledger.verification.database import verify_database
from tests.ledger.make import NOON
from tests.ledger.tamper import tamper
from tests.ledger.threads import Elsewhere
from tests.postgres import Database

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def nothing_waiting() -> None:
    access_log._waiting.clear()


def look(number: int, hours: int = 0) -> None:
    note_access(who="wang", what=f"cases/{number}", purpose="办案", at=NOON + timedelta(hours=hours))


def test_looks_are_collected_and_written_together() -> None:
    for number in range(3):
        look(number)
    assert not AccessEntry.objects.exists()
    assert flush_access_log() == 3
    assert [entry.what for entry in AccessEntry.objects.order_by("seq")] == ["cases/0", "cases/1", "cases/2"]
    assert flush_access_log() == 0


def test_enough_looks_write_themselves() -> None:
    for number in range(access_log._MANY):
        look(number)
    assert AccessEntry.objects.count() == access_log._MANY


def test_looks_do_not_wait_long() -> None:
    look(1)
    note_access(who="wang", what="cases/2", purpose="", at=NOON + timedelta(seconds=6))
    assert AccessEntry.objects.count() == 2


def test_looks_inside_a_transaction_wait_for_its_end() -> None:
    with transaction.atomic():
        for number in range(access_log._MANY):
            look(number)
        assert not AccessEntry.objects.exists()
    look(0)
    assert AccessEntry.objects.count() == access_log._MANY + 1


def test_each_civil_day_has_a_chain_of_its_own() -> None:
    look(1)
    look(2, hours=13)  # 01:00 of the next day in Shanghai
    flush_access_log()
    look(3)
    flush_access_log()
    assert [(str(day.day), day.head_seq) for day in AccessDay.objects.order_by("day")] == [
        ("2026-11-20", 2),
        ("2026-11-21", 1),
    ]
    found = verify_database()
    assert (found.accesses, found.broken) == (3, [])


def test_entries_written_by_two_at_once_make_one_chain(database: Database) -> None:
    with Elsewhere() as elsewhere:
        for number in range(5):
            look(number)
            other = elsewhere.start(flush_access_log)
            look(number)
            flush_access_log()
            other.result(timeout=30)
    flush_access_log()
    found = verify_database()
    assert (found.accesses, found.broken) == (10, [])


def test_the_log_is_guarded() -> None:
    look(1)
    flush_access_log()
    for statement in (
        "UPDATE ledger_accessentry SET who = 'li'",
        "DELETE FROM ledger_accessentry",
        "UPDATE ledger_accessday SET head_seq = 0",
        "DELETE FROM ledger_accessday",
    ):
        with pytest.raises(IntegrityError, match="台账只能追加"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_accessentry SET who = 'li' WHERE seq = 2", "access_columns_differ"),
        ("UPDATE ledger_accessentry SET at = '2026-11-20 03:00:00' WHERE seq = 2", "access_columns_differ"),
        ("UPDATE ledger_accessentry SET canonical = canonical || ' ' WHERE seq = 2", "access_hash_differs"),
        ("DELETE FROM ledger_accessentry WHERE seq = 2", "access_missing"),
        ("DELETE FROM ledger_accessentry WHERE seq = 3", "access_cut_off"),
    ],
)
def test_a_changed_log_is_found_and_named(statement: str, code: str) -> None:
    for number in range(3):
        look(number)
    flush_access_log()
    tamper(statement)
    assert [broken.code for broken in verify_database().broken] == [code]


def test_a_day_removed_altogether_is_found_by_the_checkpoint() -> None:
    look(1)
    flush_access_log()
    take_checkpoint(at=NOON)
    tamper("DELETE FROM ledger_accessentry")
    tamper("DELETE FROM ledger_accessday")
    assert [broken.code for broken in verify_database().broken] == ["access_cut_off"]
