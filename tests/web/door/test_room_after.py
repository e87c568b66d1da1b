"""The room after the decision: what stands there, until when, and what can be done about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hengtu.documents.models import DocumentDoor
from tests.web.acts.people import words
from tests.web.door.conftest import Holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def room_at(player, at_moment, settings, tmp_path):
    """The party of one of the eight cases, inside its room two hours after a step."""
    settings.BLOB_ROOT = tmp_path / "blobs"

    def after(script: str, step: str, form: str, hours: float = 2) -> Holder:
        played = player(script)
        for act in played.script.acts:
            played.do(act)
            if act.step == step:
                break
        at_moment(act.occurred_at + timedelta(hours=hours))
        door = DocumentDoor.objects.get(document__form=form, document__stream_id=played.case_id)
        holder = Holder(door, played)
        assert holder.identifies().status_code == 302
        return holder

    return after


def said(holder):
    page = holder.client.get(holder.address())
    assert page.status_code == 200
    return words(page)


def test_a_served_decision_says_what_to_pay_until_when_and_what_each_day_after_costs(room_at):
    room = said(room_at("demo-1", "O14", "f15_penalty_decision"))
    for sentence in ("还应当缴27500元，6月26日以前缴清", "每过一天加处825元，加到27500元为止", "还有15天",
                     "申请延期、分期", "8月11日以前可以申请", "12月11日以前可以起诉"):  # fmt: skip
        assert sentence in room, sentence
