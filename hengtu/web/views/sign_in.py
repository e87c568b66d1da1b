"""Signing in and out. Five wrong passwords stop an account for a while (django-axes); the page says so calmly."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hengtu.web.standing import standing_of


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    target = own_address(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return redirect(target) if request.user.is_authenticated else _page(request, target)
    username = request.POST.get("username", "").strip()
    account = authenticate(request, username=username, password=request.POST.get("password", ""))
    if account is None:
        return _refused(request, target, username)
    login(request, account)
    request.session["standing"] = standing_of(account, timezone.localdate()).as_note()
    return redirect(target)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("login")


def own_address(request: HttpRequest, target: str) -> str:
    """Return where to go next: only ever an address of this site, else the home page."""
    inside = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if target and inside else "/"


def _refused(request: HttpRequest, target: str, username: str) -> HttpResponse:
    locked = bool(getattr(request, "axes_locked_out", False))
    # this page explains the lock itself; axes' middleware would put its English sentence in its place
    request.axes_locked_out = False  # type: ignore[attr-defined]
    return _page(request, target, username=username, locked=locked, failed=not locked)


def _page(
    request: HttpRequest, target: str, *, username: str = "", locked: bool = False, failed: bool = False
) -> HttpResponse:
    shown = {
        "next": target,
        "username": username,
        "locked": locked,
        "failed": failed,
        "failures": settings.AXES_FAILURE_LIMIT,
        "minutes": round(settings.AXES_COOLOFF_TIME * 60),
    }
    return render(request, "sign_in.html", shown, status=429 if locked else 422 if failed else 200)
