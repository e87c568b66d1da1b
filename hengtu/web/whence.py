"""Where a request came from and for which address, before anybody else reads it: our own proxies are looked through."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]


class BehindProxies:
    """Takes the address of the visitor from our own proxies, so that a brake on guessing stops one and not everybody.

    Only what a proxy of ours has written is believed: the last address of the list that is none of our own.
    """

    def __init__(self, get_response: Answer) -> None:
        if not settings.HENGTU_PROXIES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.proxies = tuple(ip_network(each) for each in settings.HENGTU_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._is_ours(request.META.get("REMOTE_ADDR", "")):
            request.META["REMOTE_ADDR"] = self._visitor(request)
        else:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)  # anybody can write it
        return self.get_response(request)

    def _visitor(self, request: HttpRequest) -> str:
        address = str(request.META["REMOTE_ADDR"])
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        while hops and self._is_ours(address):
            said = hops.pop()
            if not _is_address(said):
                break
            address = said
        return address

    def _is_ours(self, text: str) -> bool:
        return _is_address(text) and any(ip_address(text) in network for network in self.proxies)


class PlainAddresses:
    """Lets no NUL through, which PostgreSQL stores none of: nothing of ours is called so, nobody asks for one."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return render(request, "404.html", status=404)
        if "%00" in request.META["QUERY_STRING"]:
            request.META["QUERY_STRING"] = request.META["QUERY_STRING"].replace("%00", "")
        return self.get_response(request)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
