"""A bureau whose people sign in, and cases that stand where a test needs them."""

import pytest
from django.utils import timezone

from hengtu.agencies.services.confirmation_pin import set_pin
from hengtu.cases.models import Proposal
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cast import RECORDED
from tests.duty import on_duty
from tests.fixtures import scripts
from tests.web.acts.people import Person

PIN = "407218"


@pytest.fixture
def file():
    return scripts()


@pytest.fixture
def stage(db, file):
    return stage_for(file)


@pytest.fixture
def people(stage):
    """Every person of the stage who has an account, signed in; officers have a PIN."""
    found = {key: Person(person.account) for key, person in stage.people.items() if person.account}
    for person in found.values():
        set_pin(person.account, PIN, at=RECORDED)
    on_duty(*(found[key].account.officer for key in ("officer-a", "officer-b")), at=timezone.now())
    return found


@pytest.fixture
def case_at(file, stage):
    """Play a script up to, not including, a kind of act; returns the case's id."""

    def play(script, kind):
        player = Player(file.script(script, None), stage)
        for act in player.script.acts:
            if act.kind == kind:
                break
            player.do(act)
        return player.case_id

    return play


@pytest.fixture
def proposal_of():
    """The open proposal of a case."""

    def find(case_id):
        return Proposal.objects.get(stream_id=case_id, state="OPEN")

    return find
