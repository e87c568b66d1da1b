"""Sessions through the browser: limits, explanations, ending others, and what is owed first."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from hengtu.agencies.models import Account, SignedInSession
from hengtu.agencies.services.accounts import create_with_one_time_password
from hengtu.web.device_words import device_words
from tests.cast import Cast
from tests.web.account.conftest import PASSWORD, page, signed_in, with_password

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"


def test_after_half_an_hour_the_sign_in_page_explains_and_keeps_the_address(
    reader: Client, later: Callable[[timedelta], None]
) -> None:
    later(timedelta(minutes=31))
    answer = reader.get("/cases/?state=all")
    assert answer["Location"] == "/login?next=/cases/%3Fstate%3Dall"
    assert "超过30分钟没有使用" in page(reader.get(answer["Location"]))


def test_just_before_it_goes_on(reader: Client, later: Callable[[timedelta], None]) -> None:
    later(timedelta(minutes=29))
    assert reader.get("/account/").status_code == 200


def test_the_oldest_of_four_learns_why_it_ended(account: Account) -> None:
    clients = [signed_in(account) for _ in range(4)]
    assert [client.get("/account/").status_code for client in clients] == [302, 200, 200, 200]
    assert "同时登录的超过3处" in page(clients[0].get("/login"))


def test_a_session_begun_another_way_is_noted_too(account: Account) -> None:
    client = Client()
    client.force_login(account)
    client.get("/account/")
    assert SignedInSession.objects.filter(account=account, ended_at=None).count() == 1


def test_the_page_lists_sessions_by_device_and_ends_another(account: Account) -> None:
    here, there = signed_in(account), signed_in(account, headers={"user-agent": EDGE})
    text = page(here.get("/account/"))
    assert "Windows电脑，Edge" in text
    other = SignedInSession.objects.get(device__contains="Edge")
    assert here.post("/account/sessions", {"session": str(other.uid)}).status_code == 302
    assert there.get("/account/").status_code == 302
    assert "由本人结束" in page(there.get("/login"))
    assert here.get("/account/").status_code == 200


def test_all_the_others_end_at_once(account: Account) -> None:
    here, *others = (signed_in(account) for _ in range(3))
    here.post("/account/sessions", {"session": "others"})
    assert [client.get("/account/").status_code for client in others] == [302, 302]
    assert here.get("/account/").status_code == 200


def test_a_session_of_somebody_else_cannot_be_ended(reader: Client, cast: Cast) -> None:
    victim = signed_in(with_password(cast.account("officer-b")))
    uid = SignedInSession.objects.get(account=cast.account("officer-b")).uid
    reader.post("/account/sessions", {"session": str(uid)})
    assert victim.get("/account/").status_code == 200


def test_nonsense_for_a_session_is_answered_calmly(reader: Client) -> None:
    assert reader.post("/account/sessions", {"session": "x"}).status_code == 422


def test_signing_out_ends_the_noted_session(reader: Client, account: Account) -> None:
    reader.post("/logout")
    assert SignedInSession.objects.get(account=account).ended_because == "SIGNED_OUT"


def test_whoever_has_a_one_time_password_changes_it_before_anything_else(db: None) -> None:
    made = create_with_one_time_password(username="lisi", name="李四")
    client = Client()
    client.post("/login", {"username": "lisi", "password": made.password, "next": "/cases/"})
    answer = client.get("/cases/")
    assert answer["Location"] == "/account/password?next=%2Fcases%2F"
    assert client.get("/cases/", follow=True).status_code == 200
    new = {"current": made.password, "new": "Qinglan-Dao-7", "again": "Qinglan-Dao-7", "next": "/cases/"}
    assert client.post("/account/password", new)["Location"] == "/cases/"
    assert client.get("/cases/").status_code == 200


@override_settings(HENGTU_REQUIRE_SECOND_FACTOR=True)
@pytest.mark.parametrize(
    ("key", "held"), [("head", True), ("reviewer", True), ("unit-head", True), ("officer-b", False)]
)
def test_heads_and_reviewers_set_up_a_second_factor_first_where_it_is_required(
    cast: Cast, key: str, held: bool
) -> None:
    client = signed_in(with_password(cast.account(key)))
    answer = client.get("/cases/")
    assert answer.status_code == (302 if held else 200)
    if held:
        assert answer["Location"] == "/account/second-factor?next=%2Fcases%2F"
        assert "您的岗位要求" in page(client.get(answer["Location"]))


def test_without_the_setting_a_head_just_enters(cast: Cast) -> None:
    assert signed_in(with_password(cast.account("head"))).get("/cases/").status_code == 200


def test_changing_the_password_ends_other_devices_with_an_explanation(account: Account) -> None:
    here, there = signed_in(account), signed_in(account)
    new = {"current": PASSWORD, "new": "Qinglan-Dao-7", "again": "Qinglan-Dao-7"}
    assert here.post("/account/password", new).status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert "密码换过了" in page(there.get("/login"))


@pytest.mark.parametrize(
    ("agent", "words"),
    [(EDGE, "Windows电脑，Edge"), ("", "没有说明的设备"), ("x Android 13 MicroMessenger/8 Chrome", "安卓手机，微信")],
)
def test_devices_are_said_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words
