"""Whose name one acts in is said in the bar, in the words of the role."""

from datetime import date

import pytest
from django.test import Client

from hengtu.agencies.models import Account
from hengtu.web.standing import Standing, standing_of
from tests.cast import DAY, make_cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "post", "desk"),
    [
        ("officer-a", "执法人员", "办案"),
        ("reviewer", "法制审核人员", "审核"),
        ("deputy-1", "执法部门副职负责人", "签批"),
    ],
)
def test_post_and_desk_follow_the_role(key: str, post: str, desk: str) -> None:
    cast = make_cast()
    standing = standing_of(cast.account(key), DAY)
    assert (standing.post, standing.desk) == (post, desk)
    assert cast.bureau.name in standing.org


def test_before_the_post_began_nothing_is_said() -> None:
    assert standing_of(make_cast().account("officer-a"), date(2010, 1, 1)) == Standing()


def test_the_bar_shows_it_after_signing_in(client: Client) -> None:
    cast = make_cast()
    account: Account = cast.account("reviewer")
    account.set_password("mima-2026-qinglan")
    account.save()
    client.post("/login", {"username": account.username, "password": "mima-2026-qinglan"})
    body = client.get("/help").content.decode()
    assert cast.bureau.name in body
    assert "<p>审核</p>" in body
