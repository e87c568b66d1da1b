"""Choosing theme and size of type."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hengtu.web.display import COOKIE_AGE, SIZES, THEMES
from hengtu.web.views.sign_in import own_address


@require_POST
def choose_display(request: HttpRequest) -> HttpResponse:
    """Keep the choice in a cookie and go back; values that are not on offer change nothing."""
    response = redirect(own_address(request, request.POST.get("next", "")))
    for name, offered in (("theme", THEMES), ("size", SIZES)):
        value = request.POST.get(name, "")
        if value in offered:
            response.set_cookie(name, value, max_age=COOKIE_AGE, samesite="Lax", httponly=True)
    return response
