"""Signing in through an identity provider, end to end against the simulator in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.test import Client, override_settings
from django_otp.plugins.otp_totp.models import TOTPDevice

from hengtu.agencies.models import Account
from tests.architecture.project import ROOT
from tests.web.account.conftest import page


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    command = [sys.executable, "-m", "simulators.oidc_provider"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(autouse=True)
def _configured(issuer: str) -> Iterator[None]:
    with override_settings(
        OIDC_ISSUER=issuer,
        OIDC_NAME="单位统一身份认证",
        OIDC_RP_CLIENT_ID="hengtu",
        OIDC_RP_CLIENT_SECRET="only-a-simulator",
        OIDC_OP_AUTHORIZATION_ENDPOINT=f"{issuer}/authorize",
        OIDC_OP_TOKEN_ENDPOINT=f"{issuer}/token",
        OIDC_OP_JWKS_ENDPOINT=f"{issuer}/jwks",
    ):
        yield


@pytest.fixture
def account(db: None) -> Account:
    """Nobody knows a password of it: the provider alone vouches."""
    return Account.objects.create_account("chenyu", "陈屿", None)


def to_provider(client: Client, target: str = "/account/") -> str:
    return client.get("/login/sso", {"next": target})["Location"]


def at_provider(address: str, user: str, fault: str = "none") -> str:
    """Be the browser at the provider: open the form, send it, return the path one is sent back to."""
    assert "模拟" in requests.get(address, timeout=10).text
    answer = requests.post(address, {"user": user, "fault": fault}, timeout=10, allow_redirects=False)
    back = urlsplit(answer.headers["Location"])
    assert (back.netloc, back.path) == ("testserver", "/oidc/callback")
    return f"{back.path}?{back.query}"


def sign_in(client: Client, user: str = "chenyu", fault: str = "none"):
    return client.get(at_provider(to_provider(client), user, fault))


def test_whoever_the_provider_vouches_for_is_signed_in_and_where_he_wanted_to_be(account: Account) -> None:
    client = Client()
    assert sign_in(client)["Location"] == "/account/"
    assert "陈屿" in page(client.get("/account/"))


def test_state_nonce_and_an_s256_challenge_go_out(account: Account) -> None:
    asked = parse_qs(urlsplit(to_provider(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 32 for name in ("state", "nonce", "code_challenge"))
    assert asked["response_type"] == ["code"]


@pytest.mark.parametrize("fault", ["nonce", "audience", "issuer", "expired", "signature", "unsigned"])
def test_an_answer_that_does_not_hold_signs_nobody_in(account: Account, fault: str) -> None:
    client = Client()
    answer = sign_in(client, fault=fault)
    assert answer.status_code == 403
    assert "答复核对不上" in page(answer)
    assert client.get("/account/").status_code == 302


def test_a_refusal_of_the_provider_is_said_in_chinese_with_the_way_back(account: Account) -> None:
    answer = sign_in(Client(), fault="refuse")
    assert answer.status_code == 403
    assert "没有同意这次登录" in page(answer)
    assert 'href="/login?next=%2Faccount%2F"' in page(answer)


def test_an_answer_with_another_state_signs_nobody_in(account: Account) -> None:
    answer = sign_in(Client(), fault="state")
    assert answer.status_code == 403
    assert "不是从这台设备的登录页开始" in page(answer)


def test_an_answer_counts_once_and_in_its_own_browser_only(account: Account) -> None:
    client, other = Client(), Client()
    back = at_provider(to_provider(client), "chenyu")
    assert other.get(back).status_code == 403
    assert client.get(back).status_code == 302
    assert client.get(back).status_code == 403


@pytest.mark.parametrize("user", ["nobody-here", "", "Chenyu "])
def test_no_account_is_made_for_somebody_unknown(account: Account, user: str) -> None:
    answer = sign_in(Client(), user=user)
    assert answer.status_code == 403
    assert "没有对应的账号" in page(answer)
    assert Account.objects.count() == 1


def test_a_disabled_account_stays_out(account: Account) -> None:
    Account.objects.update(is_active=False)
    assert sign_in(Client()).status_code == 403


def test_the_second_factor_is_asked_all_the_same(account: Account) -> None:
    TOTPDevice.objects.create(user=account, confirmed=True)
    client = Client()
    assert sign_in(client)["Location"] == "/login/code?next=%2Faccount%2F"
    assert client.get("/account/").status_code == 302


def test_nobody_is_sent_to_another_site(account: Account) -> None:
    client = Client()
    back = at_provider(to_provider(client, "https://elsewhere.example/"), "chenyu")
    assert client.get(back)["Location"] == "/"


def test_a_provider_that_does_not_answer_is_said_so(account: Account) -> None:
    client = Client()
    back = at_provider(to_provider(client), "chenyu")
    with override_settings(OIDC_OP_TOKEN_ENDPOINT="http://127.0.0.1:1/token"):
        answer = client.get(back)
    assert answer.status_code == 403
    assert "连不上" in page(answer)


def test_another_client_secret_signs_nobody_in(account: Account) -> None:
    with override_settings(OIDC_RP_CLIENT_SECRET="another"):
        assert "答复核对不上" in page(sign_in(Client()))


def test_failures_lock_nobody_out(account: Account) -> None:
    for _ in range(6):
        sign_in(Client(), fault="nonce")
    assert sign_in(Client())["Location"] == "/account/"


def test_the_button_stands_on_the_sign_in_page_only_where_there_is_a_provider(db: None) -> None:
    assert "用单位统一身份认证登录" in page(Client().get("/login?next=/help"))
    with override_settings(OIDC_ISSUER=""):
        assert "身份认证" not in page(Client().get("/login"))
        assert Client().get("/login/sso").status_code == 404
        assert Client().get("/oidc/callback").status_code == 404
