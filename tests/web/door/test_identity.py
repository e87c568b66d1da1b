"""The door: what a stranger sees, who gets in, and what happens to those who guess."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hengtu.documents.codes import is_door_code, new_door_code
from hengtu.documents.models import Document, DocumentDoor
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from hengtu.portal.models import IdentityTry
from hengtu.portal.services.identify import lift_lock
from tests.web.acts.people import words

pytestmark = pytest.mark.django_db


def test_a_code_has_sixty_random_bits_and_a_check_character():
    code = new_door_code()
    assert is_door_code(code)
    assert len(code) == 13
    wrong = ("3" if code[5] == "2" else "2").join((code[:5], code[6:]))
    assert not is_door_code(wrong)


def test_the_notice_prints_the_code_and_its_picture_leads_there(holder):
    assert f"/c/{holder.door.code[:4]}-{holder.door.code[4:8]}-{holder.door.code[8:]}" in holder.door.document.data


def test_without_identity_the_page_says_what_the_paper_says_and_no_name(holder):
    page = holder.client.get(holder.address())
    said = words(page)
    assert page.status_code == 200
    assert page["Cache-Control"].startswith("max-age=0")
    assert "您收到了一份违法行为通知书" in said
    assert holder.door.document.number in said
    assert "以前可以申请听证" in said
    assert "核对身份" in said
    assert holder.party.name not in page.content.decode()
    assert "罚款" not in said


def test_a_code_typed_by_hand_in_small_letters_with_hyphens_leads_to_the_door(holder):
    typed = f"{holder.door.code[:4]}-{holder.door.code[4:8]}-{holder.door.code[8:]}".lower()
    answer = holder.client.get("/c/", {"code": typed})
    assert answer.status_code == 302
    assert answer["Location"] == holder.address()
    assert holder.client.get(f"/c/{typed}").status_code == 200


def test_a_stranger_gets_404_and_after_ten_guesses_has_to_rest(holder):
    statuses = [Client().get(f"/c/{new_door_code()}").status_code for _ in range(11)]
    assert statuses == [404] * 10 + [429]
    flush_access_log()
    assert AccessEntry.objects.filter(what__startswith="portal/no-such-door/127.0.0.*").count() == 10


@pytest.mark.parametrize("address", ["say", "hearing", "papers/00000000-0000-0000-0000-000000000007.pdf",
                                     "done/00000000-0000-0000-0000-000000000007"])  # fmt: skip
def test_no_page_inside_opens_without_identity(holder, address):
    page = holder.client.get(f"/c/{holder.door.code}/{address}")
    assert "核对身份" in words(page)
    assert holder.party.name not in page.content.decode()


def test_the_phone_opens_the_whole_room_and_the_paper_only_the_paper(holder):
    assert holder.identifies().status_code == 302
    room = words(holder.client.get(holder.address()))
    assert holder.party.name in room
    assert "这还不是处罚决定" in room
    assert "您是用纸上的验真码核对的" not in room
    holder.client.post(holder.address("door_leave"))
    assert "核对身份" in words(holder.client.get(holder.address()))
    code = holder.door.document.verification_code
    assert holder.identifies(second=code).status_code == 302
    assert "您是用纸上的验真码核对的" in words(holder.client.get(holder.address()))


@pytest.mark.parametrize(("tail", "second"), [("000000", None), (None, "0000")])
def test_one_wrong_number_is_a_wrong_try(holder, tail, second):
    answer = holder.client.post(
        holder.address(), {"tail": holder.tail if tail is None else tail, "second": second or "0000"}
    )
    assert answer.status_code == 422
    assert "还可以试4次" in words(answer)
    assert IdentityTry.objects.get().result == "WRONG"


@pytest.mark.parametrize("empty", ["tail", "second"])
def test_an_empty_box_is_an_oversight_and_no_try(holder, empty):
    typed = {"tail": holder.tail, "second": holder.phone, "intent": "identify", empty: " "}
    answer = holder.client.post(holder.address(), typed)
    assert (answer.status_code, "两栏都要填" in words(answer)) == (422, True)
    assert not IdentityTry.objects.exists()
    page = answer.content.decode()
    assert 'tabindex="-1" autofocus' in page.split('id="trouble"', 1)[1].split(">", 1)[0]
    assert holder.identifies().status_code == 302


def test_a_mistyped_entry_code_stays_in_the_box(holder):
    typed = f"{holder.door.code[:-1]}X"
    assert f'value="{typed}"' in holder.client.get(f"/c/{typed}").content.decode()


def test_five_wrong_identities_lock_the_door_and_say_the_way_out(holder, at_moment):
    for _ in range(4):
        assert holder.identifies(second="0000").status_code == 422
    locked = holder.identifies(second="0000")
    assert locked.status_code == 429
    assert "窗口" in words(locked)
    assert "打电话" in words(locked)
    right = holder.identifies()
    assert right.status_code == 429, "the right number does not open a locked door"
    last = IdentityTry.objects.latest("at").at
    at_moment(last + timedelta(hours=23, minutes=59))
    assert holder.identifies().status_code == 429
    at_moment(last + timedelta(hours=24))
    assert holder.identifies().status_code == 302


def test_an_officer_who_has_seen_the_card_opens_the_door_again(holder, at_moment):
    for _ in range(5):
        holder.identifies(second="0000")
    at = IdentityTry.objects.latest("at").at + timedelta(minutes=1)
    lift_lock(door=holder.door, by="officer-a", at=at)
    at_moment(at + timedelta(minutes=1))
    assert holder.identifies().status_code == 302


def test_a_door_left_open_closes_after_half_an_hour(holder, at_moment):
    holder.identifies()
    opened = IdentityTry.objects.latest("at").at
    at_moment(opened + timedelta(minutes=30))
    assert "这还不是处罚决定" in words(holder.client.get(holder.address()))
    at_moment(opened + timedelta(minutes=59))
    assert "这还不是处罚决定" in words(holder.client.get(holder.address())), "half an hour from what was done last"
    at_moment(opened + timedelta(minutes=90))
    assert "核对身份" in words(holder.client.get(holder.address()))


def test_looking_again_within_the_minute_writes_nothing(holder, at_moment):
    holder.identifies()
    opened = IdentityTry.objects.latest("at").at
    for seconds, written in ((50, 0), (70, 1), (100, 0)):
        at_moment(opened + timedelta(seconds=seconds))
        with CaptureQueriesContext(connection) as asked:
            assert "这还不是处罚决定" in words(holder.client.get(holder.address()))
        assert sum(each["sql"].startswith(("UPDATE", "INSERT")) for each in asked.captured_queries) == written


def test_a_session_of_one_door_opens_no_other(holder, player):
    holder.identifies()
    other = player("demo-4")
    other.play()
    strange = DocumentDoor.objects.exclude(party_uid=holder.door.party_uid).first()
    assert "核对身份" in words(holder.client.get(f"/c/{strange.code}"))


def test_only_papers_of_this_party_are_handed_out(holder):
    holder.identifies()
    own = holder.client.get(holder.address("door_paper", holder.door.document.pk))
    assert own.status_code == 200
    assert own["Content-Type"] == "application/pdf"
    inside = Document.objects.filter(form="x_investigation_report").first()
    assert holder.client.get(holder.address("door_paper", inside.pk)).status_code == 404
