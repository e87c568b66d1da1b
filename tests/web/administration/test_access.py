"""Who may open the pages of administration, and what everybody else is told."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver

from hengtu.agencies.models import Post, Role
from hengtu.agencies.scope import administration_of
from hengtu.cases.models import EnforcementCase
from tests.cast import DAY, Cast, appointed
from tests.web.administration.conftest import addresses, is_about_something

pytestmark = pytest.mark.django_db


def test_every_page_opens_for_the_administrator(cast: Cast, desk: Client) -> None:
    answers = {address: desk.get(address).status_code for address in addresses(cast)}
    assert set(answers.values()) == {200}, answers


def test_the_list_of_addresses_covers_the_area() -> None:
    names = {entry.name for entry in get_resolver().url_patterns if str(entry.pattern).startswith("administration/")}
    posted_or_own = {"administration_import", "administration_import_carry_out", "administration_import_faulty"}
    posted_or_own |= {"administration_import_original", "administration_delegations"}
    posted_or_own |= {"administration_delegation_new", "administration_delegation_end"}
    # tests/access reads these with a notice at hand
    of_one_notice = {name for name in names if name and name.startswith("administration_notice")}
    assert len(names - posted_or_own - of_one_notice) == 29


@pytest.mark.parametrize("key", ["officer-a", "head", "reviewer", "archivist", "auxiliary"])
def test_an_officer_or_head_is_told_who_can(cast: Cast, admin, client_of, key: str) -> None:
    client = client_of(cast.account(key))
    for address in addresses(cast):
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "系统管理员" in answer.content.decode()
        assert "admin（示例县交通局）" in answer.content.decode(), address


def test_nobody_may_post_what_he_may_not_open(cast: Cast, client_of) -> None:
    client = client_of(cast.account("head"))
    for address in addresses(cast):
        assert client.post(address, {"reason": "x"}).status_code in (403, 405), address


def test_an_administrator_of_another_province_finds_nothing(cast: Cast, client_of) -> None:
    client = client_of(appointed("far", cast.elsewhere.province, Role.ADMIN))
    for address in filter(is_about_something, addresses(cast)):
        assert client.get(address).status_code == 404, address
        assert client.post(address, {"reason": "x"}).status_code in (404, 405), address
    listed = [client.get(f"/administration/{part}/").content.decode() for part in ("agencies", "officers", "accounts")]
    assert not any("甲执法" in page or cast.bureau.name in page for page in listed)
    assert client.get(f"/administration/routes/?agency={cast.bureau.pk}").status_code == 404
    assert client.get(f"/administration/numbers/?agency={cast.bureau.pk}").status_code == 404


def test_the_administrator_of_a_bureau_does_not_reach_the_city(cast: Cast, desk: Client) -> None:
    assert desk.get(f"/administration/agencies/{cast.line.city.pk}/").status_code == 404
    superior = appointed("superior", cast.line.city, Role.AGENCY_HEAD)
    assert desk.get(f"/administration/accounts/{superior.pk}/").status_code == 404
    assert desk.post(f"/administration/accounts/{superior.pk}/password", {"reason": "x"}).status_code == 404


def test_anonymous_visitors_are_sent_to_sign_in(cast: Cast) -> None:
    for address in [*addresses(cast), "/administration/delegations/", f"/administration/import/{uuid.uuid4()}/"]:
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert "/login" in answer.headers["Location"]


def test_an_administrator_has_no_cases(cast: Cast, admin, desk: Client) -> None:
    assert not EnforcementCase.objects.visible_to(admin, DAY).exists()
    assert desk.get(f"/cases/{uuid.uuid4()}/").status_code == 404


def test_the_door_closes_with_the_post(cast: Cast, admin, desk: Client) -> None:
    Post.objects.filter(account=admin).update(effective_to=DAY)
    assert administration_of(admin, DAY).is_nothing
    assert desk.get("/administration/").status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=" + "x" * 5000,
        "?after=-1",
        "?after=99999999999999999999",
        "?cursor=1-",
        "?cursor=%F0-1",
        "?role=KING",
    ],
)
def test_odd_addresses_do_no_harm(cast: Cast, desk: Client, query: str) -> None:
    for part in ("agencies", "posts", "officers", "accounts"):
        assert desk.get(f"/administration/{part}/{query}").status_code == 200, part


@pytest.mark.parametrize("agency", ["0", "x", "99999999999999999999", "1"])
def test_an_agency_that_is_not_there_is_not_guessed(cast: Cast, desk: Client, agency: str) -> None:
    assert desk.get(f"/administration/routes/?agency={agency}").status_code in (200, 404)
