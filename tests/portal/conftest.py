"""A published case, a reader brought up to date, and the people around it."""

from datetime import datetime, timedelta, timezone

import pytest

from hengtu.ledger import readers
from hengtu.portal.publicity.following import Publicity
from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.cases.test_services import play_until
from tests.fixtures import scripts

CIVIL = timezone(timedelta(hours=8))


def at(day, hour=10):
    return datetime.fromisoformat(f"{day}T{hour:02d}:00:00").replace(tzinfo=CIVIL)


def read(now=None):
    """Bring the reader up to date, as the worker does."""
    reader = Publicity(lambda: now or at("2025-06-12"))
    while readers.advance(reader):
        pass


@pytest.fixture
def file():
    return scripts()


@pytest.fixture
def stage(db, file):
    return stage_for(file)


@pytest.fixture
def head(stage):
    return (stage.people["head"],)


@pytest.fixture
def firm(stage, file):
    """The first of the eight cases, an individual business, served on 2025-06-11 and unpaid."""
    return _played("demo-1", stage, file)


@pytest.fixture
def person(stage, file):
    """The fourth, a driver, a natural person, served and unpaid in December 2025."""
    return _played("demo-4", stage, file)


def _played(case_id, stage, file):
    player = Player(file.script(case_id), stage)
    play_until(player, "paid")
    return player
