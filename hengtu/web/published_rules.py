"""Looks, before each request, whether rules were published meanwhile; on packs nobody signed nothing is decided."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hengtu.law.packs import PackDamaged
from hengtu.rulesets.errors import PackRefused
from hengtu.rulesets.installing import refresh_if_published

_ALWAYS = ("/healthz", "/readyz", "/static/")


class PublishedRulesMiddleware:
    """Refreshes the rules of this process; answers 503 with the reason when the packs on the disk are not sound."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_ALWAYS):
            return self.get_response(request)
        try:
            refresh_if_published()
        except (PackRefused, PackDamaged) as refused:
            return render(request, "rules/unsound.html", {"message": refused.message}, status=503)
        return self.get_response(request)
