"""Nothing typed is lost when a session ends: a form that arrives too late is kept and given back after sign-in.

Every browser somebody signs in with gets a signed cookie that names the account and holds a random token. A form that
is sent to the sign-in page by a guarded view, and comes with that cookie, is kept for that account in that browser.
The cookie is not sent from other sites (SameSite=Lax), so nobody can plant a form from elsewhere.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_variables

from hengtu.agencies.models import Account
from hengtu.agencies.services.kept_posts import keep_post

COOKIE = "hengtu_browser"
SALT = "hengtu.web.kept_post"
_LONGEST_PATH = 2000
_NEVER = ("/login", "/logout", "/account/", "/oidc/")


@dataclass(frozen=True)
class Browser:
    """Whom a browser last belonged to, and the digest of its token."""

    account_id: int
    token: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.token.encode()).hexdigest()


class KeptPostMiddleware:
    """Marks the browsers of those who sign in, and keeps forms that arrive after the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            _mark(request, response, request.user.pk)
        elif _leads_to_sign_in(response):
            return _instead_of_sign_in(request, response)
        return response


def browser_of(request: HttpRequest) -> Browser | None:
    """Return what the cookie of this browser says, if it is one of ours."""
    value = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    account, _, token = (value or "").partition(".")
    return Browser(int(account), token) if account.isdigit() and token else None


@sensitive_variables()
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without its token; what came from our own page is kept, and the page says how to go on."""
    kept = _keep(request) if _is_from_here(request) else None
    address = reverse("kept", args=[kept]) if kept else ""
    return render(request, "403_csrf.html", {"kept": address}, status=403)


def _mark(request: HttpRequest, response: HttpResponse, account_id: int) -> None:
    browser = browser_of(request)
    if browser is not None and browser.account_id == account_id:
        return
    token = secrets.token_urlsafe(24) if browser is None else browser.token
    response.set_signed_cookie(
        COOKIE,
        f"{account_id}.{token}",
        salt=SALT,
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(f"{settings.LOGIN_URL}?next=")


def _instead_of_sign_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if "HX-Request" in request.headers:  # a part of a page: the sign-in page does not belong into it
        said = render(request, "account/_session_over.html")
        said.headers["HX-Reswap"] = "innerHTML"
        return said
    return _after_keeping(request, response) if _is_a_form(request) else response


def _is_a_form(request: HttpRequest) -> bool:
    """Whether somebody sent a form, rather than a script that saves drafts or pieces of a file."""
    by_script = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    kind = request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data")
    return request.method == "POST" and kind and not by_script


def _after_keeping(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lead to the sign-in page as the view wanted, and from there to what was kept."""
    kept = _keep(request)
    if kept is None:
        target = _came_from(request)  # the address of a form that only takes posts would be a dead end
        return response if not target else redirect(f"{settings.LOGIN_URL}?{urlencode({'next': target, 'lost': 1})}")
    return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': reverse('kept', args=[kept])})}")


@sensitive_variables()
def _keep(request: HttpRequest) -> uuid.UUID | None:
    browser = browser_of(request)
    path = request.get_full_path()
    if browser is None or request.method != "POST" or path.startswith(_NEVER) or len(path) > _LONGEST_PATH:
        return None
    account = Account.objects.filter(pk=browser.account_id, is_active=True).first()
    if account is None:
        return None
    return keep_post(
        account=account,
        browser=browser.digest,
        path=path,
        came_from=_came_from(request) or "/",
        posted={name: request.POST.getlist(name) for name in request.POST},
        has_files=bool(request.FILES),
        at=timezone.now(),
    )


def _came_from(request: HttpRequest) -> str:
    """Return the page of this site the form was on, as a path, or nothing."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(referer)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return path if len(path) <= _LONGEST_PATH else ""


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser itself says that the form stands on a page of ours."""
    origin = request.headers.get("Origin", "")
    return origin == f"{request.scheme}://{request.get_host()}" or (not origin and bool(_came_from(request)))
