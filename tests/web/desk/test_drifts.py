"""Whether items are applied otherwise than the year before: counted within the reader's reach, with cases to open."""

from copy import copy
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models.base import ModelState
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hengtu.cases.models import DecidedMatter
from hengtu.cases.selectors import applied_rows
from tests.cases.conftest import file, player, stage
from tests.web.desk.test_deviations import signed_in

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(player) -> DecidedMatter:
    """What a whole case decided, taken out of the table: the rows of a test are made after it."""
    playing = player("demo-1")
    for act in playing.script.acts:
        playing.do(act)
    row = DecidedMatter.objects.select_related("case").get(case_id=playing.case_id)
    DecidedMatter.objects.all().delete()
    return row


def applied(decided: DecidedMatter, *excesses: int, days: int) -> None:
    """Decide the same again and again, ``days`` before today, with these excesses."""
    for excess in excesses:
        row, case = copy(decided), copy(decided.case)
        case.pk, case._state, row.pk, row._state = uuid4(), ModelState(), None, ModelState()
        case.save()
        row.case, row.facts, row.decided_on = case, {"excess_kg": excess}, timezone.localdate() - timedelta(days=days)
        row.save()


def test_a_lower_threshold_is_named_and_the_cases_that_show_it_open(decided):
    applied(decided, *range(4000, 6000, 100), days=500)
    applied(decided, *range(1100, 3100, 100), days=30)
    answer = signed_in("head").get("/drift/")
    page = answer.content.decode()
    assert "门槛降低" in page
    assert "超限质量比上一年轻" in page
    (entry,) = [each for each in answer.context["items"] if each["findings"]]
    assert (entry["count"].before, entry["count"].after) == (20, 20)
    examples = entry["findings"][0]["found"].examples
    assert all(reverse("case", args=[case_id]) in page for case_id, _ in examples)


def test_the_same_practice_is_said_to_be_the_same(decided):
    applied(decided, *range(4000, 6000, 100), days=500)
    applied(decided, *range(4000, 6000, 100), days=30)
    assert "没有看出变化" in signed_in("head").get("/drift/").content.decode()


def test_of_very_many_every_nth_is_read_and_the_page_says_so(decided, monkeypatch):
    applied(decided, *range(4000, 6000, 100), days=500)
    monkeypatch.setattr(applied_rows, "MOST", 10)
    answer = signed_in("head").get("/drift/")
    assert answer.context["applied"].one_in > 1
    assert f"每{answer.context['applied'].one_in}项取一项" in answer.content.decode()


def test_nobody_outside_sees_how_items_are_applied(decided, django_user_model):
    applied(decided, *range(4000, 6000, 100), days=30)
    client = Client()
    client.force_login(django_user_model.objects.create(username="stranger", name="外人"))
    assert client.get("/drift/").context["items"] == []
    assert Client().get("/drift/").status_code == 302
