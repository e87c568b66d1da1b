"""Ends sessions that are idle, too old or one too many, and holds back whoever still owes a password or a factor."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from hengtu.agencies.models import EndedBecause
from hengtu.agencies.services.sign_ins import see_session
from hengtu.web.entering import ENDED, OWED, begin, limits, session_uid

# open to those who still owe something: what they owe, help, the way out
_OPEN = (
    "/account/password",
    "/account/second-factor",
    "/login",
    "/logout",
    "/display",
    "/help",
    "/static/",
    "/healthz",
)


class SessionLimitsMiddleware:
    """Looks at the session of every request; needs the session and the account before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        uid = session_uid(request)  # before the account: a changed password empties the session
        if uid is not None:
            because = see_session(uid=uid, at=timezone.now(), limits=limits())
            if because is not None:
                _end(request, because)
        if request.user.is_authenticated:
            if uid is None:  # signed in by a way that notes no session of its own
                begin(request, request.user)
            owed = _owed(request)
            if owed:
                return redirect(owed)
        return self.get_response(request)


def _end(request: HttpRequest, because: EndedBecause) -> None:
    request.session.flush()
    request.user = AnonymousUser()
    if because is not EndedBecause.SIGNED_OUT:
        request.session[ENDED] = because.value


def _owed(request: HttpRequest) -> str:
    """Return where to send somebody who must do something first, or nothing."""
    if request.path.startswith(_OPEN):
        return ""
    asked = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    query = urlencode({"next": asked})
    if getattr(request.user, "must_change_password", False):
        return f"{reverse('account_password')}?{query}"
    return f"{reverse('second_factor')}?{query}" if request.session.get(OWED) else ""
