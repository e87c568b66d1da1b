"""A stage for cases: the bureau and people of the eight cases, and a player for any script."""

import pytest

from hengtu.web.demo.player import Player
from hengtu.web.demo.stage import stage_for
from tests.fixtures import scripts
from tests.postgres import database, postgres_database, sqlite_database  # noqa: F401


@pytest.fixture
def file():
    return scripts()


@pytest.fixture
def stage(db, file):
    return stage_for(file)


@pytest.fixture
def player(file, stage):
    def make(case_id, change_id=None):
        return Player(file.script(case_id, change_id), stage)

    return make
