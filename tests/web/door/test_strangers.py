"""Nothing of anybody else: every address of the door against everybody who could stand before it."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hengtu.documents.models import DocumentDoor
from hengtu.ledger.access_log import flush_access_log
from hengtu.portal.models import PartyLetter
from hengtu.portal.selectors.own_cases import own_cases
from hengtu.portal.selectors.room import room_of
from hengtu.subjects.models import Party
from tests.cases.proposing import account
from tests.web.acts.people import Person, words
from tests.web.door.conftest import Holder
from tests.web.door.test_room_after import room_at, said

pytestmark = pytest.mark.django_db
__all__ = ["room_at"]
INSIDE = ["", "/say", "/hearing", "/defer", "/correct", "/review", "/review/paper", "/reminder", "/complain", "/rate",
          "/window", "/repair", "/agents"]  # fmt: skip
MOST_QUERIES = 40


@pytest.fixture
def holder(room_at):
    return room_at("demo-1", "O14", "f15_penalty_decision")


@pytest.fixture
def other(player, at_moment, holder):
    """Another party with a case of its own at the same agency."""
    played = player("demo-7")
    for act in played.script.acts:
        played.do(act)
        if act.step == "O14":
            break
    door = DocumentDoor.objects.get(document__form="f15_penalty_decision", document__stream_id=played.case_id)
    return Holder(door, played)


def test_a_stranger_with_the_code_reads_what_the_paper_says_and_changes_nothing(holder, other):
    sent = {"words": "x", "about": "MANNER", "reason": "x", "wanted": "x", "request": "x", "grade": "1",
            "key": str(uuid4()), "intent": "send", "agency": "1"}  # fmt: skip
    for address, client in product(INSIDE, (Client(), other.client)):
        here = f"/c/{holder.door.code}{address}"
        for page in (client.get(here), client.post(here, sent)):
            assert page.status_code in (200, 403, 422), here
            assert holder.party.name not in page.content.decode(), here
            assert "27500" not in words(page), here
        assert not PartyLetter.objects.exists(), here


def test_who_is_identified_at_one_door_is_a_stranger_at_every_other(holder, other):
    assert holder.identifies().status_code == 302
    for address in INSIDE:
        page = holder.client.get(f"/c/{other.door.code}{address}")
        assert "核对身份" in words(page)
        assert "5000元" not in words(page)  # the name of an organisation stands on the outside, what it did does not
    for form in (other.door.document.pk, uuid4()):
        assert holder.client.get(holder.address("door_paper", form)).status_code == 404
    assert other.party.name not in said(holder)


def test_own_cases_need_number_and_phone_and_a_paper_and_a_name_never_counts(holder, other):
    mine, theirs = holder.party, other.party
    at = holder.door.document.issued_at + timedelta(hours=3)
    room = lambda level=2: room_of(holder.door, level=level, at=at)  # noqa: E731
    Party.objects.filter(pk=theirs.pk).update(name=mine.name, phone=mine.phone)
    assert own_cases(room()) == ()
    twin = Party.objects.get(pk=theirs.pk)
    twin.id_number, twin.credit_code, twin.kind, twin.phone = mine.id_number, mine.credit_code, mine.kind, "13900000000"
    twin.save()
    assert own_cases(room()) == (), "the phone of that entry was not proven"
    twin.phone = mine.phone
    twin.save()
    (found,) = own_cases(room())
    assert found.code == other.door.code or DocumentDoor.objects.filter(code=found.code, party_uid=twin.uid).exists()
    assert own_cases(room(level=1)) == ()
    assert "您在这个机关的其他案件" in said(holder)
    Party.objects.filter(pk=mine.pk).update(phone="")
    assert own_cases(room()) == (), "without a registered phone nothing is proven"


def test_who_looked_is_told_after_closing_and_only_to_who_has_shown_the_phone(room_at):
    holder = room_at("demo-1", "O17", "f15_penalty_decision")
    stream = holder.door.document.stream_id
    Person(account("officer-a")).sees(f"/cases/{stream}/")
    flush_access_log()
    room = said(holder)
    assert "谁看过我的案卷" in room
    assert "执法人员" in room
    assert account("officer-a").name not in room.split("谁看过我的案卷")[1]
    holder.client.post(holder.address("door_leave"))
    holder.identifies(second=holder.door.document.verification_code)
    assert "谁看过我的案卷" not in said(holder)


def test_an_open_case_does_not_tell_who_looks_at_it(holder):
    assert "谁看过我的案卷" not in said(holder)


def test_who_tries_many_doors_in_turn_has_to_rest_though_no_door_is_locked(holder, other):
    cache.clear()
    client = Client()
    wrong = {"tail": "000000", "second": "0000"}
    statuses = []
    for number in range(24):
        at = (holder, other)[number % 2]
        at_door = DocumentDoor.objects.filter(party_uid=at.door.party_uid).first()
        statuses.append(client.post(f"/c/{at_door.code}", wrong).status_code)
    assert statuses[0] == 422
    assert statuses[-1] == 429
    assert "请过十分钟再试" in words(client.post(f"/c/{holder.door.code}", wrong))


def test_the_queries_of_the_room_are_bounded(room_at):
    holder = room_at("demo-6", "O17", "f15_penalty_decision")
    said(holder)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said(holder)
    assert len(queries) <= MOST_QUERIES, [query["sql"][:120] for query in queries]
