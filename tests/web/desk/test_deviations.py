"""How far fines lie from their tiers: within the reader's reach, each decision with its own place on the range."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.web.views.desk import deviation
from tests.cases.conftest import file, player, stage

__all__ = ["file", "player", "stage"]

pytestmark = pytest.mark.django_db


def signed_in(username) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


@pytest.fixture
def decided(player, monkeypatch):
    """A whole case, looked at on the day after its last act."""
    playing = player("demo-1")
    for act in playing.script.acts:
        playing.do(act)
    case = EnforcementCase.objects.get(pk=playing.case_id)
    monkeypatch.setattr(timezone, "localdate", lambda: case.closed_on + timedelta(days=1))
    return case


def test_a_fine_by_formula_lies_in_its_tier(decided):
    answer = signed_in("head").get("/deviations/")
    counts = answer.context["found"].counts
    assert (counts.matters, counts.inside, counts.below, counts.above) == (1, 1, 0, 0)
    assert "1项决定" in answer.content.decode()
    assert [each.counts.matters for each in answer.context["found"].agencies] == [1]


def test_a_year_later_it_is_no_longer_counted(decided, monkeypatch):
    day = decided.closed_on + timedelta(days=400)
    monkeypatch.setattr(timezone, "localdate", lambda: day)
    answer = signed_in("head").get("/deviations/")
    assert answer.context["found"].counts.matters == 0
    assert "没有决定" in answer.content.decode()


def test_a_page_that_reads_only_so_many_says_so(decided, monkeypatch):
    monkeypatch.setattr(deviation, "MOST", 0)
    assert signed_in("head").get("/deviations/").context["is_cut"]


def test_nobody_outside_sees_a_decision(decided, django_user_model):
    stranger = django_user_model.objects.create(username="stranger", name="外人")
    client = Client()
    client.force_login(stranger)
    assert client.get("/deviations/").context["found"].counts.matters == 0
    assert Client().get("/deviations/").status_code == 302
    assert signed_in("head").post("/deviations/").status_code == 405
