"""The party answers a reminder at its door: an act of its own; nothing is enforced before officers answered it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hengtu.cases.history import legal_history
from hengtu.cases.services.serve_reminder import serve_reminder
from hengtu.documents.models import DocumentDoor
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.settlement import settle
from hengtu.ledger.selectors.acts import acts_of_stream
from tests.cases.proposing import account
from tests.web.acts.people import Person, words
from tests.web.door.test_room_after import room_at, said
from tests.web.door.test_statement import photo

pytestmark = pytest.mark.django_db
__all__ = ["room_at"]
TYPED = {"words": "上个月已经转账，附回单", "intent": "send"}


@pytest.fixture
def holder(room_at, at_moment):
    """The party of demo-1 half a year after the decision, a day after a reminder, inside its room."""
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    case_id, at = holder.door.document.stream_id, holder.door.document.issued_at + timedelta(days=185)
    owed = settle(Situation.of(legal_history(acts_of_stream(case_id))), day_of(at)).outstanding_yuan
    people = holder.prepared.stage.people
    serve_reminder(
        case_id=case_id, by=(people["officer-a"], people["officer-b"]), at=at, purpose="court",
        due_on=day_of(at + timedelta(days=15)).isoformat(), manner="缴至指定银行", right_told=True, amount_yuan=owed,
        served="direct", proof={"receipt_signed": True},
    )  # fmt: skip
    at_moment(at + timedelta(days=1))
    holder.door = DocumentDoor.objects.get(document__form="f19_reminder", document__stream_id=case_id)
    assert holder.identifies().status_code == 302
    return holder


def acts(holder, kind):
    return [each for each in acts_of_stream(holder.door.document.stream_id) if each.kind == kind]


def sends(holder, **more):
    form = {**holder.form("door_reminder"), **TYPED, **more}
    return form, holder.client.post(holder.address("door_reminder"), form)


def test_what_is_written_is_the_partys_own_act_with_its_proof_and_sent_twice_is_one(holder):
    form, answer = sends(holder, **{"files-1": photo("回单.jpg")})
    assert answer.status_code == 302
    again = holder.client.post(holder.address("door_reminder"), {**form, "files-1": photo("回单.jpg")})
    assert again["Location"] == answer["Location"]
    (act,) = acts(holder, "reminder_statement_received")
    assert act.payload["statement"] == TYPED["words"]
    assert len(act.payload["exhibits"]) == 1
    assert [actor.id for actor in act.by] == [holder.door.party_uid]
    assert "对催告的意见已收到" in words(holder.client.get(answer["Location"]))
    room = said(holder)
    assert "答复以前不会强制执行" in room
    assert "正在核实，还没有答复" in room


def test_the_officer_answers_it_on_one_sheet_and_the_party_reads_the_answer(holder, at_moment):
    sends(holder, **{"files-1": photo("回单.jpg")})
    (act,) = acts(holder, "reminder_statement_received")
    handler = Person(account("officer-a"))
    unseen = handler.does(act.stream, "reminder_answered", adopted="no", recheck="银行没有入账")
    assert "还没有核实" in words(unseen)
    uid = act.payload["exhibits"][0]["uid"]
    done = handler.does(act.stream, "reminder_answered", adopted="no", recheck="银行没有入账", evidence_seen=[uid])
    assert done.status_code == 302, words(done)
    (answer,) = acts(holder, "reminder_answered")
    assert answer.payload["of_statement"] == str(act.uid)
    room = said(holder)
    assert "不采纳。银行没有入账" in room
    assert "已经答复" in room


def test_what_is_empty_is_refused(holder):
    _, empty = sends(holder, words="")
    assert empty.status_code == 422
    assert acts(holder, "reminder_statement_received") == []


def test_before_a_reminder_the_law_refuses_and_what_was_typed_stays(room_at):
    holder = room_at("demo-1", "O14", "f15_penalty_decision")
    answer = holder.client.post(holder.address("door_reminder"), {**TYPED, "key": ""})
    assert answer.status_code == 409
    assert acts(holder, "reminder_statement_received") == []
    assert "现在没有等您答复的催告书" in words(answer)
