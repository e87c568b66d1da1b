"""Roles × places × objects × paths: nobody sees a row that is not his, and new models join by themselves.

What each role may see is written down here by hand, place by place, and not computed by the code under test.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import models

from hengtu.agencies.models import Account, Agency, Role
from hengtu.agencies.services.plant_tree import AgencyLine, plant_line
from tests.access.makers import make_row, scoped_models
from tests.cast import DAY, SINCE, appointed
from tests.undone import undone

OWN = {
    Role.OFFICER,
    Role.HANDLING_UNIT_HEAD,
    Role.LEGAL_REVIEWER,
    Role.SENIOR_REVIEWER,
    Role.HEARING_HOST,
    Role.HEARING_RECORDER,
    Role.PROPERTY_KEEPER,
    Role.ARCHIVIST,
    Role.CASHIER,
}
BELOW = {Role.AGENCY_HEAD, Role.DEPUTY_HEAD, Role.CHIEF_HEAD, Role.SUPERVISOR}
BLIND = {Role.HOTLINE, Role.ADMIN, Role.AUXILIARY}

HERE = {"squad", "bureau"}
NEXT_DOOR = {"sibling squad", "sibling bureau"}
FAR = {"far squad", "far bureau"}
OWN_SEES = {
    "squad": HERE,
    "bureau": HERE,
    "sibling squad": NEXT_DOOR,
    "far squad": FAR,
    "city": {"city"},
    "province": {"province"},
    "ministry": {"ministry"},
}
BELOW_SEES = {
    "squad": {"squad"},
    "bureau": HERE,
    "sibling squad": {"sibling squad"},
    "far squad": {"far squad"},
    "city": {"city"} | HERE | NEXT_DOOR,
    "province": {"province", "city"} | HERE | NEXT_DOOR,
    "ministry": {"ministry", "province", "city", "far province", "far city"} | HERE | NEXT_DOOR | FAR,
}
POSTS_AT = list(OWN_SEES)


@dataclass(frozen=True)
class World:
    places: dict[str, Agency]
    rows: dict[type[models.Model], dict[str, models.Model]]
    viewers: dict[tuple[Role, str], Account]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: object) -> World:
    """Built once for the whole matrix; nothing in it is changed by a test."""
    with undone(django_db_blocker):
        yield _build_world()  # type: ignore[misc]


def _build_world() -> World:
    here, sibling = plant_line(province_code="13", since=SINCE), plant_line(province_code="13", since=SINCE, serial=2)
    places = _places(here, sibling, plant_line(province_code="35", since=SINCE))
    rows = {model: {name: make_row(model, place) for name, place in places.items()} for model in scoped_models()}
    viewers = {(role, name): _viewer(role, name, places[name]) for role in Role for name in POSTS_AT}
    return World(places, rows, viewers)


def _places(here: AgencyLine, sibling: AgencyLine, far: AgencyLine) -> dict[str, Agency]:
    return {
        "ministry": here.ministry,
        "province": here.province,
        "city": here.city,
        "bureau": here.bureau,
        "squad": here.squad,
        "sibling bureau": sibling.bureau,
        "sibling squad": sibling.squad,
        "far province": far.province,
        "far city": far.city,
        "far bureau": far.bureau,
        "far squad": far.squad,
    }


def _viewer(role: Role, name: str, agency: Agency) -> Account:
    from hengtu.agencies.models import Post

    account = Account.objects.create_account(f"{role}@{name}", role.label, None)
    Post.objects.create(account=account, agency=agency, role=role, effective_from=SINCE)
    return account


def test_every_role_is_in_the_matrix() -> None:
    assert set(Role) == OWN | BELOW | BLIND
    assert not OWN & BELOW
    assert not OWN & BLIND
    assert not BELOW & BLIND


def test_the_matrix_covers_parties_vehicles_vessels_officers_and_agencies() -> None:
    labels = {model._meta.label for model in scoped_models()}
    assert {"subjects.Party", "subjects.Vehicle", "subjects.Vessel", "officers.Officer", "agencies.Agency"} <= labels


@pytest.mark.django_db
@pytest.mark.parametrize("place", POSTS_AT)
@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_its_own_rows_and_no_others(world: World, role: Role, place: str) -> None:
    expected = OWN_SEES[place] if role in OWN else BELOW_SEES[place] if role in BELOW else set()
    for model, rows in world.rows.items():
        seen = set(model._default_manager.visible_to(world.viewers[role, place], DAY).values_list("pk", flat=True))
        assert {name for name, row in rows.items() if row.pk in seen} == expected, model._meta.label
        assert len(seen) == len(expected), model._meta.label


@pytest.mark.django_db
@pytest.mark.parametrize("place", POSTS_AT)
@pytest.mark.parametrize("role", list(Role))
def test_each_role_works_at_most_on_the_rows_of_its_own_legal_subject(world: World, role: Role, place: str) -> None:
    works = role in OWN or (role in BELOW and role is not Role.SUPERVISOR)
    expected = OWN_SEES[place] if works else set()
    for model, rows in world.rows.items():
        mine = set(model._default_manager.workable_by(world.viewers[role, place], DAY).values_list("pk", flat=True))
        assert {name for name, row in rows.items() if row.pk in mine} == expected, model._meta.label


@pytest.mark.django_db
def test_nobody_in_particular_sees_nothing(world: World) -> None:
    postless = Account.objects.create_account("postless", "无岗", None)
    disabled = appointed("disabled", world.places["ministry"], Role.SUPERVISOR)
    Account.objects.filter(pk=disabled.pk).update(is_active=False)
    disabled.refresh_from_db()
    for viewer in (None, AnonymousUser(), postless, disabled):
        for model in world.rows:
            assert not model._default_manager.visible_to(viewer, DAY).exists()
            assert not model._default_manager.workable_by(viewer, DAY).exists()
