"""A line of agencies with people of the law, each at a browser of their own, and packs of the test alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from hengtu.agencies.models import Account
from tests.rulesets.conftest import packs  # noqa: F401
from tests.rulesets.people import House, make_house

Visit = Callable[[Account], Client]


@pytest.fixture(autouse=True)
def _forget() -> None:
    cache.clear()


@pytest.fixture
def house(db) -> House:
    return make_house()


@pytest.fixture
def at(house: House) -> Visit:
    def at(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return at
