"""Somebody with a password, and a clock that can be set."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from hengtu.agencies.models import Account
from tests.cast import Cast, make_cast

PASSWORD = "mima-2026-qinglan"


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def account(cast: Cast) -> Account:
    """An officer who is registered, with a password."""
    return with_password(cast.account("officer-a"))


@pytest.fixture
def reader(account: Account) -> Client:
    return signed_in(account)


def with_password(account: Account) -> Account:
    account.set_password(PASSWORD)
    account.save()
    return account


def signed_in(account: Account, **more: str) -> Client:
    client = Client(**more)
    answer = client.post("/login", {"username": account.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Move the clock of the views on."""
    real = timezone.now

    def move(by: timedelta) -> None:
        monkeypatch.setattr(timezone, "now", lambda: real() + by)

    return move


def page(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def aware(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))
