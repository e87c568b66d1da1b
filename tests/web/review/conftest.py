"""The people of the bureau at their pages, at the moment of the script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Role
from hengtu.agencies.services.plant_tree import plant_line
from tests.cases.conftest import file, player, stage
from tests.cases.proposing import Prepared, account
from tests.cast import SINCE, appointed

__all__ = ["file", "player", "stage"]


@pytest.fixture
def at_moment(monkeypatch) -> Callable[[datetime], None]:
    """Set the clock of the views."""

    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


@pytest.fixture
def prepared(player, at_moment) -> Callable[..., Prepared]:
    """Play a case up to a step and set the clock to it."""

    def make(case_id: str = "demo-1", step: str = "O12") -> Prepared:
        found = Prepared(player(case_id), step)
        at_moment(found.at)
        return found

    return make


@pytest.fixture
def sign_in() -> Callable[[str], Client]:
    def make(username: str) -> Client:
        client = Client()
        client.force_login(account(username))
        return client

    return make


@pytest.fixture
def stranger(db) -> Client:
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    client = Client()
    client.force_login(appointed("stranger", elsewhere.bureau, Role.AGENCY_HEAD))
    return client


@pytest.fixture
def supervisor(stage) -> Client:
    """Looks on from the same bureau, works on nothing."""
    client = Client()
    client.force_login(appointed("supervisor", stage.agency.legal_subject, Role.SUPERVISOR))
    return client
