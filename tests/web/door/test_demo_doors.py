"""The demonstration leaves open doors, one for each standing, that open with what it tells."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hengtu.portal.models import CaseWindow, PartyAgent, PartyLetter, ServiceRating
from hengtu.web.demo.party_desk import open_doors
from tests.web.acts.people import words

pytestmark = pytest.mark.django_db


def test_each_door_of_the_demonstration_opens_with_its_numbers(player, stage, at_moment):
    player("demo-3").play()
    played = player("demo-1")
    for act in played.script.acts:
        played.do(act)
        if act.step == "O14":
            break
    at = act.occurred_at + timedelta(hours=3)
    told = open_doors(stage, at=at)
    at_moment(at + timedelta(minutes=1))
    assert len({each["standing"] for each in told}) == len(told) == 2
    for each in told:
        client = Client()
        identity = {"tail": each["tail"], "second": each["phone"]}
        assert client.post(each["address"], identity).status_code == 302
        assert each["standing"] in words(client.get(each["address"], follow=True))
    assert PartyLetter.objects.count() == 1
    assert ServiceRating.objects.exists()
    assert CaseWindow.objects.count() <= 1
    assert PartyAgent.objects.count() == 1
