"""Addresses and posts of strangers: whatever is in them, the answer is a page or a refusal, and never an error."""

from __future__ import annotations

import pytest
from django.test import RequestFactory, override_settings

from hengtu.web.machine_posts import LARGEST, MISSES
from hengtu.web.whence import BehindProxies

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.mark.parametrize("address", ["/publicity/a%00b", "/openness/x%00/", "/c/%00", "/verify/%00"])
def test_an_address_with_nul_is_none_of_ours(client, address) -> None:
    assert client.get(address).status_code == 404


def test_nul_in_a_question_is_not_asked_for(client) -> None:
    assert client.get("/publicity/check/?q=a%00b").context["checked"].asked == "ab"


@pytest.mark.parametrize("code", ["a/b", "../x", "/", ""])
def test_a_typed_code_that_is_no_part_of_an_address_leads_nowhere(client, code) -> None:
    assert client.get("/c/", {"code": code}).status_code == 404


@pytest.mark.parametrize(
    "text", ['{"a":' * 30_000, '{"ref": "\\ud800"}', '{"ref": ["x"]}', '{"ref": "\\u0000"}', "[" * 9_000, "a\0b"]
)
def test_whatever_is_pasted_to_be_checked_is_unknown_and_no_error(client, text) -> None:
    page = client.post("/publicity/check/", {"text": text})
    assert (page.status_code, page.context["checked"].is_known) == (200, False)


@pytest.fixture
def keys(settings):
    settings.NONTAX_KEY = settings.GATEWAY_KEY = "only-a-test"


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize("address", ["/money/callbacks", "/gateway/reports"])
class TestPostsOfMachines:
    """Neither callback lets a stranger in, and neither falls over."""

    def test_a_signature_of_any_letters_is_refused(self, client, address) -> None:
        headers = {"X-Message-Time": "²", "X-Message-Signature": "é"}
        assert client.post(address, b"{}", content_type=JSON, headers=headers).status_code == 401

    @pytest.mark.parametrize("length", ["many", "-1", "9" * 5000, str(LARGEST + 1)])
    def test_a_post_too_large_or_of_no_length_is_not_read(self, client, address, length) -> None:
        assert client.post(address, b"{}", content_type=JSON, CONTENT_LENGTH=length).status_code == 413

    def test_who_goes_on_unsigned_is_not_listened_to_for_a_while(self, client, address) -> None:
        answers = [client.post(address, b"{}", content_type=JSON).status_code for _ in range(MISSES + 1)]
        assert answers == [401] * MISSES + [429]


def seen(remote, forwarded="", proto="") -> tuple[str, bool]:
    """The address and whether it is HTTPS, as views see them behind two proxies of ours."""
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    request.META |= {"HTTP_X_FORWARDED_FOR": forwarded, "HTTP_X_FORWARDED_PROTO": proto}
    with override_settings(
        HENGTU_PROXIES=("127.0.0.1", "10.1.0.0/16"), SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
    ):
        BehindProxies(lambda asked: asked)(request)
        return request.META["REMOTE_ADDR"], request.is_secure()


def test_behind_our_proxies_the_visitor_is_the_last_who_is_none_of_them() -> None:
    assert seen("127.0.0.1", "203.0.113.9") == ("203.0.113.9", False)
    assert seen("127.0.0.1", "198.51.100.1, 203.0.113.9, 10.1.2.3", "https") == ("203.0.113.9", True)


def test_what_a_stranger_writes_into_the_headers_is_not_believed() -> None:
    assert seen("203.0.113.9", "198.51.100.1", "https") == ("203.0.113.9", False)
    assert seen("127.0.0.1", "198.51.100.1, 203.0.113.9") == ("203.0.113.9", False)
    assert seen("127.0.0.1", "not an address") == ("127.0.0.1", False)
    assert seen("127.0.0.1") == ("127.0.0.1", False)
