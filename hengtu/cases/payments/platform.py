"""The port to the non-tax or bank platform (docs/protocols/nontax_platform.md): signed requests, each repeatable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings

from hengtu.lib.signed_posts import SIGNATURE, TIME, check, signed

SECONDS = 10
BUSY = (408, 425, 429)


class PlatformDown(Exception):
    """Nobody answered, or not now: try again later."""


class PlatformRefused(Exception):
    """The platform will not do this; the text says why."""


@dataclass(frozen=True)
class Platform:
    """Where the platform is and the key shared with it."""

    url: str
    key: str

    def register(self, order: Mapping[str, Any], *, at: datetime) -> str:
        """Make an order known; the same number again is one order. Returns the address of its pay page.

        Raises: PlatformDown, PlatformRefused.
        """
        said = self._post("/v1/orders", order, str(order["order"]), at)
        address = str(said.get("pay_url", ""))
        if _origin(address) != _origin(self.url):
            raise PlatformRefused("缴款平台给的缴款页不在它自己的地址下")
        return address

    def close(self, number: str, *, at: datetime) -> None:
        """Say that an order is not to be paid any more. Raises: PlatformDown, PlatformRefused."""
        self._post(f"/v1/orders/{number}/close", {"order": number}, f"close:{number}", at)

    def refund(self, asked: Mapping[str, Any], *, at: datetime) -> None:
        """Ask for money to go back; the outcome is reported. Raises: PlatformDown, PlatformRefused."""
        self._post("/v1/refunds", asked, str(asked["refund"]), at)

    def statement(self, payee: str, on: date, *, at: datetime) -> bytes:
        """Fetch the statement of a day as the platform wrote it, its signature checked.

        Raises: PlatformDown, PlatformRefused, lib.signed_posts.BadSignature.
        """
        path = f"/v1/statements/{payee}/{on.isoformat()}"
        answer = self._sent("GET", path, None, signed(self.key, path.encode(), at))
        check(self.key, answer.content, answer.headers.get(TIME, ""), answer.headers.get(SIGNATURE, ""), at=at)
        return answer.content

    def _post(self, path: str, content: Mapping[str, Any], key: str, at: datetime) -> Mapping[str, Any]:
        body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            **signed(self.key, body, at),
        }
        answer = self._sent("POST", path, body, headers)
        try:
            said = answer.json()
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise PlatformDown("缴款平台的回答读不了")
        return said

    def _sent(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> requests.Response:
        try:
            answer = requests.request(method, f"{self.url}{path}", data=body, headers=headers, timeout=SECONDS)
        except requests.RequestException as error:
            raise PlatformDown(f"连不上缴款平台：{type(error).__name__}") from error
        if answer.status_code in BUSY or answer.status_code >= 500:
            raise PlatformDown(f"缴款平台暂时不受理：{answer.status_code}")
        if answer.status_code not in (200, 202):
            raise PlatformRefused(_why(answer))
        return answer


def configured() -> Platform | None:
    """Return the platform of this installation, None where it has none."""
    return Platform(settings.NONTAX_URL.rstrip("/"), settings.NONTAX_KEY) if settings.NONTAX_URL else None


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def _why(answer: requests.Response) -> str:
    try:
        said = answer.json().get("error", "")
    except (ValueError, AttributeError):
        said = ""
    return f"缴款平台拒绝（{answer.status_code}）{said}"[:200]
