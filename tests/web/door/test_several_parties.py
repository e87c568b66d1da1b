"""Two parties of one case: each door leads to its own side, order and window, and to nothing of the other."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import reverse

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import PaymentOrder, ReceivedPayment
from hengtu.cases.payments.orders import orders_for
from hengtu.documents.models import DocumentDoor
from hengtu.portal.models import CaseWindow
from hengtu.web.demo.together import TwoParties
from tests.cases.paying import KEY, on, post, said
from tests.cases.proposing import account
from tests.cast import SINCE, appointed
from tests.web.acts.people import Person, words
from tests.web.door.conftest import Holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def doors(file, stage, at_moment, settings, tmp_path):
    """Both parties of a case, each in its room with its own decision in hand, a day after the service."""
    settings.BLOB_ROOT = tmp_path / "blobs"
    running = TwoParties(file.script("demo-4"), stage, second_yuan=4000.0)
    for act in running.script.acts:
        running.do(act)
        if act.kind == "decision_served":
            break
    at_moment(on("2025-12-27"))
    found = DocumentDoor.objects.filter(document__form="f15_penalty_decision", document__stream_id=running.case_id)
    holders = {door.party_uid: Holder(door, running) for door in found}
    both = [holders[str(each.uid)] for each in (running.party, running.other)]
    for holder in both:
        assert holder.identifies().status_code == 302
    return both


def seen(holder, name="door"):
    page = holder.client.get(holder.address(name))
    assert page.status_code == 200
    return re.sub(r"\s", "", words(page))


def test_each_room_shows_its_own_sum_and_nothing_of_the_other(doors):
    first, second = doors
    orders_for(first.door.document.stream_id, at=on("2025-12-27"))
    orders = {order.party_uid: order for order in PaymentOrder.objects.all()}
    for mine, others in ((first, second), (second, first)):
        own, strange = (orders[each.door.party_uid] for each in (mine, others))
        for name in ("door", "door_pay"):
            page = seen(mine, name)
            assert f"{strange.amount_fen / 100:.2f}" not in page, name
            assert strange.number not in page, name
            assert others.party.name not in page, name
        pay = seen(mine, "door_pay")
        assert f"{own.amount_fen / 100:.2f}元" in pay.replace(",", "")
        assert own.number in pay


def test_a_post_makes_the_orders_and_shows_the_own_number_alone(doors):
    first, second = doors
    assert second.client.post(second.address("door_pay")).status_code == 302
    orders = {order.party_uid: order.number for order in PaymentOrder.objects.all()}
    page = seen(second, "door_pay")
    assert orders[second.door.party_uid] in page
    assert orders[first.door.party_uid] not in page


@override_settings(NONTAX_KEY=KEY)
def test_what_one_has_paid_is_told_to_it_and_to_nobody_else(doors):
    first, second = doors
    orders = orders_for(first.door.document.stream_id, at=on("2025-12-27"))
    post(said(orders[first.door.party_uid], paid_at="2025-12-27T09:50:00+08:00"), at=on("2025-12-27"))
    assert ReceivedPayment.objects.get().booking == "BOOKED"
    assert "款项已经收到" in seen(first, "door_pay")
    assert "已经收到3005.12元" in seen(first).replace(",", "")
    page = seen(second)
    assert "3005" not in page.replace(",", "")
    assert "还应当缴4005.12元" in page.replace(",", "")


def test_the_head_opens_a_window_for_one_party_or_for_all_and_says_which(doors):
    first, second = doors
    stream = first.door.document.stream_id
    bureau = plant_line(province_code="13", since=SINCE, serial=2).bureau
    clerk, address = appointed("clerk", bureau, Role.OFFICER), reverse("case_windows", args=[stream])
    until = (on("2025-12-27").date() + timedelta(days=5)).isoformat()
    typed = {"agency": bureau.pk, "reason": "住在邻县", "until_on": until}
    head = Person(account("head")).client
    refused = head.post(address, typed)
    assert refused.status_code == 422
    assert "还没有选给哪一位当事人开通" in words(refused)
    assert "住在邻县" in refused.content.decode(), "what was typed stays"
    assert head.post(address, {**typed, "party": second.door.party_uid}).status_code == 302
    (row,) = CaseWindow.objects.all()
    assert row.party_uid == second.door.party_uid
    page = re.sub(r"\s", "", words(Person(clerk).sees(reverse("window", args=[row.pk]))))
    assert "4005.12" in page.replace(",", "")
    assert "3005.12" not in page.replace(",", "")
    assert head.post(address, {**typed, "party": "all"}).status_code == 302
    assert set(CaseWindow.objects.open_on(on("2025-12-27").date()).values_list("party_uid", flat=True)) == {
        first.door.party_uid, second.door.party_uid,
    }  # fmt: skip
    assert f"给{second.party.name}" in words(head.get(address))
