"""An administrator of the bureau, signed in, and the addresses of the area."""

from __future__ import annotations

import pytest
from django.test import Client

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.publish_route import load_default_routes
from tests.cast import Cast, appointed, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    load_default_routes()
    return make_cast()


@pytest.fixture
def admin(cast: Cast) -> Account:
    return appointed("admin", cast.bureau, Role.ADMIN)


@pytest.fixture
def client_of():
    def sign_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return sign_in


@pytest.fixture
def desk(admin: Account, client_of) -> Client:
    return client_of(admin)


def addresses(cast: Cast) -> list[str]:
    """Every page of the area that shows something, by what it is about."""
    bureau, officer = cast.bureau.pk, cast.officer("officer-a")
    certificate = officer.certificates.get()
    account = cast.account("officer-a").pk
    base = "/administration/"
    return [
        base,
        f"{base}agencies/",
        f"{base}agencies/{bureau}/",
        *(f"{base}agencies/{bureau}/{act}" for act in ("change", "units/new", "posts/new", "accounts/new")),
        *(f"{base}agencies/{bureau}/{act}" for act in ("officers/new", "routes/new")),
        f"{base}posts/",
        f"{base}posts/{cast.account('officer-a').posts.get().pk}/end",
        f"{base}officers/",
        f"{base}officers/{officer.uid}/",
        f"{base}officers/{officer.uid}/certificates/new",
        f"{base}certificates/{certificate.pk}/change",
        f"{base}accounts/",
        f"{base}accounts/{account}/",
        *(f"{base}accounts/{account}/{act}" for act in ("password", "factor", "stop", "qualification")),
        f"{base}advisers/",
        f"{base}agencies/{bureau}/advisers/new",
        f"{base}routes/",
        f"{base}forms/",
        f"{base}numbers/",
        f"{base}rules/",
        f"{base}rules/calendar/",
        f"{base}rules/calendar/template.xlsx",
        f"{base}import/",
        f"{base}import/template/agencies.xlsx",
    ]


ABOUT_SOMETHING = ("/agencies/", "/posts/", "/officers/", "/certificates/", "/accounts/")


def is_about_something(address: str) -> bool:
    """Whether the address names one agency, post, person, certificate or account."""
    return any(part in address and address.split(part)[1] for part in ABOUT_SOMETHING)
