"""Lawful erasure takes the content and leaves who, when, why, and a chain that still verifies."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from hengtu.ledger.errors import ErasureRefused
from hengtu.ledger.models import Act, Payload
from hengtu.ledger.selectors.acts import acts_concerning, acts_of_stream, head_of
from hengtu.ledger.services.erase_payload import erase_payload
from hengtu.ledger.values import StoredAct
from tests.ledger.make import NOON, OFFICER, PARTY, append, chain, new_act, stream

pytestmark = pytest.mark.usefixtures("database")


def erase(act: StoredAct, **changed: str) -> StoredAct:
    words = {"reason": "当事人申请删除", "basis": "PIPL:47", **changed}
    return erase_payload(act.uid, by=(OFFICER,), in_name_of="320000", at=NOON, **words)


def test_the_content_is_gone_and_the_chain_is_as_it_was() -> None:
    case = stream()
    written = append(case, 0, new_act(payload={"phone": "13900000000"}, by=(OFFICER, PARTY), notes={"reason": "迟延"}))
    head = head_of(case)
    erase(written)
    (left,) = acts_of_stream(case)
    assert left.is_erased
    assert (left.payload, left.notes) == (None, {})
    assert [actor.name for actor in left.by] == ["王磊", ""]
    assert (left.hash, head_of(case)) == (written.hash, head)
    payload = Payload.objects.get(act_id=written.id)
    assert (payload.body, payload.salt) == (None, None)


def test_the_tombstone_says_who_when_and_by_which_article() -> None:
    written = append(stream(), 0)
    erasure = erase(written)
    tomb = Act.objects.get(pk=written.id).tombstone
    assert tomb.erased_by_id == erasure.id
    assert acts_concerning(written.stream) == (erasure,)
    assert erasure.payload == {"act": written.uid.hex, "reason": "当事人申请删除", "basis": "PIPL:47"}
    assert (erasure.by, erasure.occurred_at) == ((OFFICER,), NOON)


def test_erasures_of_one_agency_follow_one_another() -> None:
    case = chain(2)
    first, second = (erase(act) for act in acts_of_stream(case))
    assert first.stream == second.stream
    assert (first.seq, second.seq) == (1, 2)


@pytest.mark.parametrize("missing", [{"reason": " "}, {"basis": ""}])
def test_without_reason_or_article_nothing_is_erased(missing: dict[str, str]) -> None:
    written = append(stream(), 0)
    with pytest.raises(ErasureRefused) as refusal:
        erase(written, **missing)
    assert refusal.value.code == "erasure_without_reason"
    assert acts_of_stream(written.stream) == (written,)


def test_what_is_erased_cannot_be_erased_again_nor_the_erasure_itself() -> None:
    written = append(stream(), 0)
    erasure = erase(written)
    with pytest.raises(ErasureRefused) as refusal:
        erase(written)
    assert refusal.value.code == "already_erased"
    with pytest.raises(ErasureRefused) as refusal:
        erase(erasure)
    assert refusal.value.code == "erasure_is_kept"


def test_an_unknown_act_is_named() -> None:
    with pytest.raises(ErasureRefused) as refusal:
        erase_payload(uuid4(), reason="x", basis="y", by=(OFFICER,), in_name_of="1", at=NOON)
    assert refusal.value.code == "act_unknown"


def test_an_erased_payload_cannot_be_filled_again() -> None:
    written = append(stream(), 0)
    erase(written)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_payload SET body = '{}' WHERE act_id = %s", (written.id,))


def test_with_a_tombstone_the_body_may_go_but_not_change() -> None:
    written, other = append(stream(), 0), append(stream(), 0)
    erase(written)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_payload SET body = NULL, salt = NULL WHERE act_id = %s", (other.id,))
