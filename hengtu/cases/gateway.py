"""The port to a message gateway (docs/protocols/message_gateway.md): one signed request per message, repeatable."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests
from django.conf import settings

from hengtu.lib.signed_posts import signed

SECONDS = 10


class GatewayDown(Exception):
    """Nobody answered, or not now: try again later."""


class GatewayRefused(Exception):
    """The gateway will never take this message; the text says why."""


@dataclass(frozen=True)
class Gateway:
    """Where the gateway is and the key shared with it."""

    url: str
    key: str

    def send(self, message: Mapping[str, Any], *, at: datetime) -> None:
        """Hand over one message. The same ``message`` id again is one message.

        Raises: GatewayDown, GatewayRefused.
        """
        body = json.dumps(message, ensure_ascii=False, sort_keys=True).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": str(message["message"]),
            **signed(self.key, body, at),
        }
        try:
            answer = requests.post(f"{self.url}/v1/messages", data=body, headers=headers, timeout=SECONDS)
        except requests.RequestException as error:
            raise GatewayDown(f"连不上消息网关：{type(error).__name__}") from error
        if answer.status_code in (408, 425, 429) or answer.status_code >= 500:
            raise GatewayDown(f"消息网关暂时不受理：{answer.status_code}")
        if answer.status_code not in (200, 202):
            raise GatewayRefused(_why(answer))


def _why(answer: requests.Response) -> str:
    try:
        said = answer.json().get("error", "")
    except (ValueError, AttributeError):
        said = ""
    return f"消息网关拒收（{answer.status_code}）{said}"[:200]


def configured() -> Gateway | None:
    """Return the gateway of this installation, None where it has none."""
    return Gateway(settings.GATEWAY_URL.rstrip("/"), settings.GATEWAY_KEY) if settings.GATEWAY_URL else None
