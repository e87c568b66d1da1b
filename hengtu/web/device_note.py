"""Says of every request with which device it came, so that each act done in it keeps that with its record."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hengtu.ledger.device import recording_with
from hengtu.web.device_words import device_words


class DeviceMiddleware:
    """Whatever is written while a request is answered was recorded with the browser that sent it (APL:47)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        agent = request.headers.get("User-Agent", "")
        with recording_with(device_words(agent) if agent else ""):
            return self.get_response(request)
