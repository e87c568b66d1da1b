"""A bureau whose contents are public, one next to it that shows nothing, and the people who keep them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.web.demo.openness import publish_contents
from tests.cast import SINCE, Cast, appointed, make_cast
from tests.undone import undone


@dataclass(frozen=True)
class Open:
    cast: Cast
    admin: Account
    bare: Agency

    @property
    def bureau(self) -> Agency:
        return self.cast.bureau

    @property
    def head(self) -> Account:
        return self.cast.account("head")


@pytest.fixture(autouse=True)
def _forget(db: None) -> None:
    cache.clear()


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: Any) -> Iterator[Open]:
    """Built once for all the tests of a file; each test rolls back what it did."""
    with undone(django_db_blocker):
        yield _opened()


def _opened() -> Open:
    cast = make_cast()
    admin = appointed("admin", cast.bureau, Role.ADMIN)
    bare = plant_line(province_code="13", since=SINCE, serial=2).bureau
    publish_contents(cast.bureau, writer=admin, publisher=cast.account("head"), at=timezone.now())
    return Open(cast, admin, bare)


def client_of(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client
