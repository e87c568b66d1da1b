"""Signing in, the lock after five wrong passwords, and where one lands."""

import pytest
from django.test import Client

from tests.web.conftest import PASSWORD

WRONG = {"username": "chenyu", "password": "nicht-richtig"}
RIGHT = {"username": "chenyu", "password": PASSWORD}


def test_the_right_password_leads_to_the_page_asked_for(account, client: Client) -> None:
    response = client.post("/login", RIGHT | {"next": "/help"})
    assert response.status_code == 302
    assert response["Location"] == "/help"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(account, client: Client, target: str) -> None:
    assert client.post("/login", RIGHT | {"next": target})["Location"] == "/"


def test_a_wrong_password_says_what_to_check_and_keeps_the_name(account, client: Client) -> None:
    response = client.post("/login", WRONG)
    assert response.status_code == 422
    assert "没有登录" in response.content.decode()
    assert 'value="chenyu"' in response.content.decode()
    assert WRONG["password"] not in response.content.decode()


def test_an_unknown_name_gets_the_same_answer_as_a_wrong_password(account, client: Client) -> None:
    known = client.post("/login", WRONG).content.decode()
    unknown = client.post("/login", WRONG | {"username": "chenyv"}).content.decode()
    assert "没有登录" in unknown
    assert known.count("<p>") == unknown.count("<p>")


def test_five_wrong_passwords_stop_the_account_and_the_page_explains_in_chinese(account, client: Client) -> None:
    for _ in range(4):
        assert client.post("/login", WRONG).status_code == 422
    response = client.post("/login", WRONG)
    assert response.status_code == 429
    assert "15分钟后才能再试" in response.content.decode()
    assert client.post("/login", RIGHT).status_code == 429


def test_a_disabled_account_does_not_enter(account, client: Client) -> None:
    account.is_active = False
    account.save()
    assert client.post("/login", RIGHT).status_code == 422


def test_signing_out_is_a_post_and_ends_the_session(reader: Client) -> None:
    assert reader.get("/logout").status_code == 405
    assert reader.post("/logout")["Location"] == "/login"
    assert reader.get("/cases/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/cases/",
        "/cases/6f8b1b0e-5a44-4c57-9d3d-1a2b3c4d5e6f/",
        "/cases/6f8b1b0e-5a44-4c57-9d3d-1a2b3c4d5e6f/receipt.json",
        "/documents/6f8b1b0e-5a44-4c57-9d3d-1a2b3c4d5e6f.pdf",
    ],
)
def test_whoever_is_not_signed_in_is_asked_to(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"] == f"/login?next={path}"


def test_a_form_without_its_token_is_refused_in_chinese(account) -> None:
    response = Client(enforce_csrf_checks=True).post("/login", RIGHT)
    assert response.status_code == 403
    assert "页面放得太久了" in response.content.decode()
