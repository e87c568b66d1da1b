"""Verification finds what was done to the database, and says what and where."""

from uuid import UUID

import pytest

from hengtu.ledger.models import Act
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.services.erase_payload import erase_payload
from hengtu.ledger.services.take_checkpoint import take_checkpoint
from hengtu.ledger.text import hash_of
from hengtu.ledger.verification.database import verify_database
from tests.ledger.make import NOON, OFFICER, append, chain, new_act, stream
from tests.ledger.tamper import tamper

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def case() -> UUID:
    """Three chains, one of them with five acts; a checkpoint in between and one at the end."""
    chain(2, "甲")
    uid = chain(3, "乙")
    take_checkpoint(at=NOON)
    append(uid, 3, new_act(concerns=(stream("另案"),), key="k4"))
    append(uid, 4)
    chain(1, "丙")
    take_checkpoint(at=NOON)
    return uid


def row(case: UUID, seq: int) -> int:
    """Return the id of an act."""
    return Act.objects.get(stream=case, seq=seq).id


def test_an_untouched_ledger_is_whole(case: UUID) -> None:
    found = verify_database()
    assert found.broken == []
    assert (found.streams, found.acts, found.checkpoints) == (3, 8, 2)


def test_an_empty_ledger_is_whole() -> None:
    found = verify_database()
    assert found.as_json()["ok"] is True
    assert (found.streams, found.acts) == (0, 0)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_payload SET body = replace(body, '第', '其') WHERE act_id = %s", "payload_differs"),
        ("UPDATE ledger_payload SET body = NULL, salt = NULL WHERE act_id = %s", "payload_missing"),
        ("UPDATE ledger_act SET canonical = replace(canonical, '王磊', '王雷') WHERE id = %s", "act_hash_differs"),
        ("UPDATE ledger_act SET canonical = canonical || ' ' WHERE id = %s", "act_hash_differs"),
        ("UPDATE ledger_act SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE id = %s", "act_hash_differs"),
        ("UPDATE ledger_act SET kind = 'served' WHERE id = %s", "act_columns_differ"),
        ("UPDATE ledger_act SET in_name_of = '330000' WHERE id = %s", "act_columns_differ"),
        ("UPDATE ledger_act SET key = 'another' WHERE id = %s", "act_columns_differ"),
        ("UPDATE ledger_act SET origin = 'IMPORTED' WHERE id = %s", "act_columns_differ"),
    ],
)
def test_a_changed_act_is_found_and_named(case: UUID, statement: str, code: str) -> None:
    tamper(statement, row(case, 2))
    first = verify_database().as_json()["first_broken"]
    assert first["code"] == code
    assert (first["stream"], first["seq"]) == (case.hex, 2)
    assert "第 2 项" in first["message"]


@pytest.mark.parametrize("column", ["occurred_at", "recorded_at"])
def test_a_moved_time_is_found(case: UUID, column: str) -> None:
    tamper(f"UPDATE ledger_act SET {column} = '2026-11-20 04:00:00.000001' WHERE id = %s", row(case, 2))
    assert verify_database().broken[0].code == "act_columns_differ"


def test_a_removed_act_is_found(case: UUID) -> None:
    third = row(case, 3)
    tamper("DELETE FROM ledger_payload WHERE act_id = %s", third)
    tamper("DELETE FROM ledger_act WHERE id = %s", third)
    broken = verify_database().broken[0]
    assert (broken.code, broken.seq) == ("act_missing", 3)


def test_a_removed_concern_is_found(case: UUID) -> None:
    tamper("DELETE FROM ledger_actconcern WHERE act_id = %s", row(case, 4))
    broken = verify_database().broken[0]
    assert (broken.code, broken.seq) == ("act_columns_differ", 4)


def test_an_invented_concern_is_found(case: UUID) -> None:
    tamper("UPDATE ledger_actconcern SET act_id = %s", row(case, 2))
    assert [broken.code for broken in verify_database().broken] == ["act_columns_differ"]


def test_acts_cut_off_at_the_end_are_found_by_the_checkpoint(case: UUID) -> None:
    last, before = Act.objects.get(stream=case, seq=5), Act.objects.get(stream=case, seq=4)
    tamper("DELETE FROM ledger_payload WHERE act_id = %s", last.id)
    tamper("DELETE FROM ledger_act WHERE id = %s", last.id)
    tamper("UPDATE ledger_stream SET head_seq = 4, head_hash = %s WHERE head_hash = %s", before.hash, last.hash)
    broken = verify_database().broken[0]
    assert (broken.code, broken.stream, broken.seq) == ("acts_cut_off", case.hex, 5)


def test_a_chain_rewritten_from_its_last_act_is_found_by_the_checkpoint(case: UUID) -> None:
    last = Act.objects.get(stream=case, seq=5)
    forged = last.canonical.replace("王磊", "赵某")
    prev = Act.objects.get(stream=case, seq=4).hash
    tamper("UPDATE ledger_act SET canonical = %s, hash = %s WHERE id = %s", forged, hash_of(prev, forged), last.id)
    tamper("UPDATE ledger_stream SET head_hash = %s WHERE head_hash = %s", hash_of(prev, forged), last.hash)
    broken = verify_database().broken[0]
    assert (broken.code, broken.seq) == ("act_not_as_signed", 5)


def test_a_chain_removed_altogether_is_found(case: UUID) -> None:
    ids = tuple(Act.objects.filter(stream=case).values_list("id", flat=True))
    tamper(f"DELETE FROM ledger_actconcern WHERE act_id IN {ids}")
    tamper(f"DELETE FROM ledger_payload WHERE act_id IN {ids}")
    tamper(f"DELETE FROM ledger_act WHERE id IN {ids}")
    assert [broken.code for broken in verify_database().broken] == ["stream_missing"]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE ledger_checkpoint SET canonical = canonical || ' ' WHERE number = 1", "checkpoint_hash_differs"),
        ("UPDATE ledger_checkpoint SET signature = '00' || signature WHERE number = 2", "checkpoint_signature_wrong"),
        ("UPDATE ledger_checkpointhead SET seq = seq + 1 WHERE leaf = 1", "checkpoint_root_differs"),
        ("DELETE FROM ledger_checkpointhead WHERE leaf = 0", "checkpoint_root_differs"),
    ],
)  # fmt: skip
def test_a_changed_checkpoint_is_found(case: UUID, statement: str, code: str) -> None:
    tamper(statement)
    assert code in {broken.code for broken in verify_database().broken}


def test_a_removed_checkpoint_is_found(case: UUID) -> None:
    tamper("DELETE FROM ledger_checkpointhead WHERE checkpoint_id = 1")
    tamper("DELETE FROM ledger_checkpoint WHERE number = 1")
    assert "checkpoint_missing" in {broken.code for broken in verify_database().broken}


def test_a_checkpoint_of_another_key_is_named_when_the_key_is_known(case: UUID) -> None:
    key = verify_database().keys[0]
    assert verify_database(trusted_key=key).broken == []
    assert verify_database(trusted_key="00" * 32).broken[0].code == "checkpoint_key_unknown"


def test_two_processes_find_the_same(case: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hengtu.ledger.verification.database._FEW", 0)
    found = verify_database(processes=2)
    assert (found.broken, found.streams, found.acts) == ([], 3, 8)
    tamper("UPDATE ledger_act SET kind = 'served' WHERE id = %s", row(case, 2))
    assert [broken.stream for broken in verify_database(processes=2).broken] == [case.hex]


def test_a_checkpoint_without_change_is_the_last_one(case: UUID) -> None:
    last = take_checkpoint(at=NOON)
    assert last.number == 2
    append(case, 5)
    assert take_checkpoint(at=NOON).number == 3
    assert verify_database().broken == []


def test_an_erased_payload_leaves_a_whole_chain(case: UUID) -> None:
    target = acts_of_stream(case)[1]
    erase_payload(target.uid, reason="当事人申请删除", basis="PIPL:47", by=(OFFICER,), in_name_of="320000", at=NOON)
    assert verify_database().broken == []


def test_an_erasure_that_names_another_act_founds_no_tombstone(case: UUID) -> None:
    target = acts_of_stream(case)[1]
    erase_payload(target.uid, reason="当事人申请删除", basis="PIPL:47", by=(OFFICER,), in_name_of="320000", at=NOON)
    other = row(case, 3)
    tamper("UPDATE ledger_tombstone SET act_id = %s", other)
    tamper("UPDATE ledger_payload SET body = NULL, salt = NULL WHERE act_id = %s", other)
    codes = {broken.code for broken in verify_database().broken}
    assert "payload_missing" in codes


def test_a_tombstone_without_its_erasure_is_found(case: UUID) -> None:
    first, second = acts_of_stream(case)[1:3]
    for target in (first, second):
        erase_payload(target.uid, reason="当事人申请删除", basis="PIPL:47", by=(OFFICER,), in_name_of="320000", at=NOON)
    tamper("DELETE FROM ledger_tombstone WHERE act_id = %s", first.id)
    tamper("UPDATE ledger_tombstone SET act_id = %s", first.id)
    tamper("UPDATE ledger_payload SET body = '{}', salt = NULL WHERE act_id = %s", second.id)
    codes = {broken.code for broken in verify_database().broken}
    assert codes == {"payload_differs", "tombstone_unfounded"}
