"""Acts are appended one after another, and come back as they were written."""

from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from hengtu.ledger.errors import ActMalformed, KeyReused, StreamMoved, StreamUnknown
from hengtu.ledger.models import Act, Payload
from hengtu.ledger.selectors.acts import act_of_uid, acts_concerning, acts_of_stream, head_of
from hengtu.ledger.services.append_act import append_act
from hengtu.ledger.text import NO_HASH, hash_of
from tests.ledger.make import NOON, OFFICER, PARTY, append, chain, new_act, stream
from tests.postgres import Database

pytestmark = pytest.mark.usefixtures("database")


def test_an_act_comes_back_as_it_was_written() -> None:
    case = stream()
    shanghai = timezone(timedelta(hours=8))
    act = new_act(
        payload={"金额": 2000, "emoji": "🚚", "quote": '"\\'},
        occurred_at=datetime(2026, 11, 20, 12, 0, 0, 5, tzinfo=shanghai),
        by=(OFFICER, PARTY),
        rules={"procedure": "ordinary@2021-07-15"},
        notes={"reason": "系统停机", "approver": "处长"},
        origin="BACKFILLED",
    )
    written = append(case, 0, act)
    assert acts_of_stream(case) == (written,)
    assert act_of_uid(written.uid) == written
    assert (written.seq, written.kind, written.origin) == (1, "noted", "BACKFILLED")
    assert written.by == (OFFICER, PARTY)
    assert written.payload == act.payload
    assert written.notes == act.notes
    assert written.rules == act.rules
    assert written.occurred_at == act.occurred_at
    assert written.recorded_at == act.recorded_at


def test_each_act_carries_the_hash_of_the_one_before() -> None:
    case = chain(3)
    prev = NO_HASH
    for act, row in zip(acts_of_stream(case), Act.objects.filter(stream=case).order_by("seq"), strict=True):
        assert f'"prev":"{prev}"' in row.canonical
        assert act.hash == row.hash == hash_of(prev, row.canonical)
        prev = row.hash
    assert head_of(case) == (3, prev)


def test_two_acts_of_equal_content_have_different_commitments() -> None:
    first, second = append(stream(), 0), append(stream(), 0)
    salts = {bytes(salt) for salt in Payload.objects.values_list("salt", flat=True)}
    assert len(salts) == 2
    assert all(len(salt) >= 16 for salt in salts)
    assert first.hash != second.hash


def test_the_name_of_a_party_lies_with_the_payload_and_not_in_the_chain() -> None:
    case = stream()
    append(case, 0, new_act(by=(OFFICER, PARTY)))
    row = Act.objects.select_related("payload").get(stream=case)
    assert "李四" not in row.canonical
    assert "李四" in row.payload.body
    assert "王磊" in row.canonical


def test_who_has_not_seen_the_last_act_is_told() -> None:
    case = chain(2)
    with pytest.raises(StreamMoved) as refusal:
        append(case, 1)
    assert refusal.value.code == "stream_moved"
    assert "第 2 项" in refusal.value.message
    assert head_of(case)[0] == 2


def test_nobody_can_leave_a_gap() -> None:
    with pytest.raises(StreamMoved):
        append(chain(1), 5)


def test_the_same_submission_twice_is_one_act() -> None:
    case = stream()
    first = append(case, 0, new_act(key="phone-7"))
    again = append(case, 0, new_act(key="phone-7"))
    assert again == first
    assert head_of(case)[0] == 1


def test_a_key_that_stands_for_another_act_is_refused() -> None:
    case = stream()
    append(case, 0, new_act(key="phone-7"))
    with pytest.raises(KeyReused) as refusal:
        append(case, 1, new_act("served", key="phone-7"))
    assert refusal.value.code == "key_reused"
    with pytest.raises(KeyReused):
        append(stream(), 0, new_act(key="phone-7"))


def test_an_act_shows_in_every_chain_it_concerns() -> None:
    case, other = stream(), stream("另案")
    seizure = append(case, 0, new_act("seized", concerns=(other,)))
    assert acts_concerning(other) == (seizure,)
    assert acts_of_stream(other) == ()
    assert seizure.concerns == (other,)


def test_without_a_transaction_nothing_is_written() -> None:
    case = stream()
    with pytest.raises(TransactionManagementError):
        append_act(case, new_act(), expected_seq=0)
    assert head_of(case)[0] == 0


def test_an_unknown_chain_is_named() -> None:
    with pytest.raises(StreamUnknown) as refusal:
        append(uuid4(), 0)
    assert refusal.value.code == "stream_unknown"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "x\ny"}, "act_kind_malformed"),
        ({"kind": ""}, "act_kind_malformed"),
        ({"in_name_of": ""}, "act_without_subject"),
        ({"in_name_of": 'a","b":"'}, "act_without_subject"),
        ({"origin": "GUESSED"}, "act_origin_unknown"),
        ({"by": ()}, "act_without_actor"),
        ({"occurred_at": NOON.replace(tzinfo=None)}, "act_time_without_zone"),
    ],
)
def test_an_act_that_cannot_stand_is_refused_with_a_code(fields: dict[str, object], code: str) -> None:
    case = stream()
    with pytest.raises(ActMalformed) as refusal:
        append(case, 0, new_act(**fields))
    assert refusal.value.code == code
    assert head_of(case)[0] == 0


@pytest.mark.parametrize("value", [float("nan"), NOON, "\ud800"])
def test_content_that_no_export_could_hold_is_refused(value: object) -> None:
    case = stream()
    with pytest.raises((TypeError, ValueError)):
        append(case, 0, new_act(payload={"value": value}))
    assert head_of(case)[0] == 0


def test_a_service_that_fails_later_leaves_no_act(database: Database) -> None:
    case = stream()

    @transaction.atomic
    def service() -> None:
        append_act(case, new_act(), expected_seq=0)
        raise RuntimeError("the projection failed")

    with pytest.raises(RuntimeError):
        service()
    assert head_of(case)[0] == 0
    assert not Act.objects.exists()
    assert not Payload.objects.exists()
