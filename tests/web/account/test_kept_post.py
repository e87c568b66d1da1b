"""A form that arrives after its session ended is kept, encrypted, and given back to the same person."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from hengtu.agencies.models import Account, KeptPost
from hengtu.web.urls import urlpatterns as all_addresses
from tests.cast import Cast
from tests.web.account.conftest import PASSWORD, page, signed_in, with_password

received: list[dict[str, list[str]]] = []
FORM = "/forms/notice?case=7"
TYPED = {"facts": "第一行：超限12吨\r\n第二行", "note": '<b>"引号"&', "pick": ["a", "b"], "empty": ""}


@require_POST
@login_required
def take(request: HttpRequest) -> HttpResponse:
    received.append({name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"})
    return HttpResponse("taken")


urlpatterns = [path("forms/notice", take), *all_addresses]


@pytest.fixture(autouse=True)
def _with_a_form() -> Iterator[None]:
    received.clear()
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def ended(reader: Client, later: Callable[[timedelta], None]) -> Client:
    """A browser whose session has been idle too long."""
    reader.get("/account/")
    later(timedelta(minutes=45))
    return reader


def send(client: Client, typed: dict[str, object] = TYPED, **more: object) -> HttpResponse:
    return client.post(FORM, typed, headers={"referer": "http://testserver/cases/?q=1"}, **more)


def sign_in_again(client: Client, account: Account, answer: HttpResponse) -> HttpResponse:
    next_page = re.search(r'name="next" value="([^"]+)"', page(client.get(answer["Location"])))
    assert next_page
    return client.post("/login", {"username": account.username, "password": PASSWORD, "next": next_page[1]})


def hidden_fields(text: str) -> dict[str, list[str]]:
    import html

    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<textarea name="([^"]+)" hidden>\r?\n(.*?)</textarea>', text, re.DOTALL):
        found.setdefault(html.unescape(name), []).append(html.unescape(value))
    return found


def test_what_was_typed_comes_back_whole_after_sign_in_and_goes_through(ended: Client, account: Account) -> None:
    answer = send(ended)
    assert "已为您保留填写的内容" in page(ended.get(answer["Location"]))
    kept = sign_in_again(ended, account, answer)
    assert kept["Location"].startswith("/account/kept/")
    text = page(ended.get(kept["Location"]))
    assert f'action="{FORM}"' in text
    assert page(ended.post(FORM, hidden_fields(text))) == "taken"
    assert received == [{"facts": [TYPED["facts"]], "note": [TYPED["note"]], "pick": ["a", "b"], "empty": [""]}]


def test_before_sign_in_nothing_of_it_is_shown_or_stored_in_clear(ended: Client) -> None:
    answer = send(ended)
    assert "超限" not in page(ended.get(answer["Location"]))
    assert "超限" not in str(KeptPost.objects.values().get())
    assert ended.get(f"/account/kept/{KeptPost.objects.get().uid}/").status_code == 302
    assert received == []


def test_the_continued_form_carries_a_fresh_token(ended: Client, account: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ended.cookies
    send(ended)
    strict.cookies["csrftoken"] = "a" * 32
    token = {"csrfmiddlewaretoken": "a" * 32}
    address = f"/account/kept/{KeptPost.objects.get().uid}/"
    strict.post("/login", {"username": account.username, "password": PASSWORD, **token})
    text = page(strict.get(address))
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text.split(f'action="{FORM}"')[1])
    assert fresh
    assert strict.post(FORM, hidden_fields(text) | {"csrfmiddlewaretoken": fresh[1]}).status_code == 200


def test_somebody_else_on_the_same_computer_gets_nothing_of_it(ended: Client, cast: Cast) -> None:
    answer = send(ended)
    other = with_password(cast.account("officer-b"))
    assert sign_in_again(ended, other, answer)["Location"] == "/"
    assert ended.get(f"/account/kept/{KeptPost.objects.get().uid}/").status_code == 404


def test_the_same_person_in_another_browser_gets_nothing_of_it(ended: Client, account: Account) -> None:
    send(ended)
    elsewhere = signed_in(account)
    assert elsewhere.get(f"/account/kept/{KeptPost.objects.get().uid}/").status_code == 404


def test_passwords_pins_and_files_are_never_kept_and_the_page_says_so(ended: Client, account: Account) -> None:
    secrets = {"password": "geheim-1", "second_pin": "739482", "photo": SimpleUploadedFile("a.jpg", b"x")}
    answer = send(ended, {**TYPED, **secrets})
    kept = sign_in_again(ended, account, answer)
    text = page(ended.get(kept["Location"]))
    assert "要重新填、重新选" in text
    assert set(hidden_fields(text)) == {"facts", "note", "pick", "empty"}


def test_a_word_that_only_contains_pin_is_kept(ended: Client, account: Account) -> None:
    answer = send(ended, {"opinion": "同意", "shipping": "1"})
    kept = sign_in_again(ended, account, answer)
    assert set(hidden_fields(page(ended.get(kept["Location"])))) == {"opinion", "shipping"}


def test_after_two_hours_it_is_gone(ended: Client, account: Account, later: Callable[[timedelta], None]) -> None:
    send(ended)
    KeptPost.objects.update(kept_at=timezone.now() - timedelta(hours=2, seconds=1))
    again = ended.post("/login", {"username": account.username, "password": PASSWORD})
    assert again.status_code == 302
    assert ended.get(f"/account/kept/{KeptPost.objects.get().uid}/").status_code == 404
    later(timedelta(hours=2))
    send(ended)
    assert KeptPost.objects.count() == 1  # the old row went with the next one


def test_what_is_too_large_is_not_kept_and_the_sign_in_page_says_so(ended: Client) -> None:
    answer = send(ended, {"facts": "字" * 100_000})
    assert not KeptPost.objects.exists()
    assert answer["Location"] == "/login?next=%2Fcases%2F%3Fq%3D1&lost=1"
    assert "没有能保留下来" in page(ended.get(answer["Location"]))


def test_of_many_clicks_only_the_last_twenty_stay(ended: Client) -> None:
    for _ in range(23):
        send(ended)
    assert KeptPost.objects.count() == 20


def test_a_browser_that_never_signed_in_leaves_nothing_here(db: None) -> None:
    send(Client())
    assert not KeptPost.objects.exists()


def test_a_forged_cookie_leaves_nothing_here(account: Account) -> None:
    client = Client()
    client.cookies["hengtu_browser"] = f"{account.pk}.token"
    send(client)
    assert not KeptPost.objects.exists()


def test_thrown_away_it_is_gone_and_one_is_back_on_the_page(ended: Client, account: Account) -> None:
    kept = sign_in_again(ended, account, send(ended))["Location"]
    assert ended.post(kept)["Location"] == "/cases/?q=1"
    assert not KeptPost.objects.exists()
    assert ended.get(kept).status_code == 404


def test_a_page_left_lying_keeps_its_form_and_shows_the_way_on(reader: Client) -> None:
    reader.get("/account/")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = reader.cookies
    answer = strict.post(FORM, TYPED, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    address = re.search(r'href="(/account/kept/[^"]+)"', page(answer))
    assert address
    assert hidden_fields(page(strict.get(address[1])))["pick"] == ["a", "b"]
    assert received == []


@pytest.mark.parametrize("headers", [{"origin": "https://elsewhere.example"}, {"origin": "null"}, {}])
def test_a_form_from_another_site_is_refused_and_not_kept(reader: Client, headers: dict[str, str]) -> None:
    reader.get("/account/")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = reader.cookies
    assert strict.post(FORM, TYPED, headers=headers).status_code == 403
    assert not KeptPost.objects.exists()


def test_what_a_script_sends_is_not_kept(ended: Client) -> None:
    by_script = {"sec-fetch-mode": "cors"}
    assert ended.post(FORM, TYPED, headers=by_script)["Location"].startswith("/login?next=")
    assert ended.post(FORM, b"piece", content_type="application/octet-stream").status_code == 302
    assert not KeptPost.objects.exists()


def test_a_part_of_a_page_says_that_the_session_is_over_instead_of_holding_the_sign_in_page(ended: Client) -> None:
    answer = ended.post(FORM, TYPED, headers={"hx-request": "true", "sec-fetch-mode": "cors"})
    assert answer.status_code == 200
    assert answer["HX-Reswap"] == "innerHTML"
    assert "登录已经结束" in page(answer)
    assert "<form" not in page(answer)
    assert not KeptPost.objects.exists()


def test_the_secrets_of_the_account_pages_are_not_kept(ended: Client) -> None:
    ended.post("/account/pin", {"new_pin": "739482"})
    assert not KeptPost.objects.exists()
