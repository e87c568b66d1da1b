"""Signing in and out. Five wrong passwords stop an account for a while (django-axes); the page says so calmly.

The second step asks for the code of the phone where one is set up. ``next`` survives every step.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hengtu.agencies.models import Account, EndedBecause
from hengtu.agencies.services.kept_posts import kept_post
from hengtu.agencies.services.sign_ins import end_session
from hengtu.web.entering import ENDED, enter, own_address, session_uid
from hengtu.web.kept_post import browser_of
from hengtu.web.second_factor import check_code, has_second_factor

__all__ = ["own_address", "proceed", "sign_in", "sign_in_code", "sign_out"]

HALF_WAY = "half_signed_in"
_CODE_SECONDS = 300
_CODE_TRIES = 5
WHY_ENDED = {
    EndedBecause.IDLE: "超过{idle}分钟没有使用，登录自动结束了。请重新登录，从刚才的地方继续。",
    EndedBecause.TOO_LONG: "这次登录已满{hours}小时，自动结束了。请重新登录，从刚才的地方继续。",
    EndedBecause.TOO_MANY: "这个账号在别处登录，同时登录的超过{at_once}处，最早的这一处结束了。"
    "不是本人登录的，请登录后改密码，并告诉本单位的系统管理员。",
    EndedBecause.BY_OWNER: "这一处登录已在别的设备上由本人结束。不是本人操作的，请登录后改密码。",
    EndedBecause.PASSWORD_CHANGED: "这个账号的密码换过了，请用新密码登录。不是本人换的，请告诉本单位的系统管理员。",
}


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    target = own_address(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return redirect(target) if request.user.is_authenticated else _page(request, target)
    username = request.POST.get("username", "").strip()
    account = authenticate(request, username=username, password=request.POST.get("password", ""))
    if not isinstance(account, Account):
        return _refused(request, target, username)
    return proceed(request, account, target)


def proceed(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    """Go on with somebody whose first factor is proved: to the code, if one is set up, else in."""
    if not has_second_factor(account):
        enter(request, account)
        return redirect(landing(request, account, target))
    request.session.cycle_key()
    request.session[HALF_WAY] = {"account": account.pk, "at": timezone.now().timestamp(), "tries": 0}
    return redirect(f"{reverse('login_code')}?{urlencode({'next': target})}")


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """The second step: the code of the phone or a backup code."""
    target = own_address(request, request.POST.get("next") or request.GET.get("next", ""))
    account = _half_way(request)
    if account is None:
        return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': target})}")
    if request.method != "POST":
        return render(request, "account/sign_in_code.html", {"next": target, "name": account.name})
    checked = check_code(account, request.POST.get("code", ""), at=timezone.now())
    if checked.device is not None:
        del request.session[HALF_WAY]
        enter(request, account)
        return redirect(landing(request, account, target))
    return _wrong_code(request, account, target, checked.wait_seconds)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    uid = session_uid(request)
    if isinstance(request.user, Account) and uid is not None:
        end_session(request.user, uid, because=EndedBecause.SIGNED_OUT, at=timezone.now())
    logout(request)
    return redirect("login")


def landing(request: HttpRequest, account: Account, target: str) -> str:
    """Return where to land: what was kept for somebody else in this browser is not shown, nor that it exists."""
    try:
        match = resolve(target.partition("?")[0])
    except Resolver404:
        return target
    if match.url_name != "kept":
        return target
    browser = browser_of(request)
    mine = browser and kept_post(uid=match.kwargs["uid"], account=account, browser=browser.digest, at=timezone.now())
    return target if mine else "/"


def _half_way(request: HttpRequest) -> Account | None:
    """Return who has proved the first factor a moment ago, if anybody has."""
    note = request.session.get(HALF_WAY)
    if not note or timezone.now().timestamp() - note["at"] > _CODE_SECONDS or note["tries"] >= _CODE_TRIES:
        request.session.pop(HALF_WAY, None)
        return None
    return Account.objects.filter(pk=note["account"], is_active=True).first()


def _wrong_code(request: HttpRequest, account: Account, target: str, wait: int) -> HttpResponse:
    note = request.session[HALF_WAY]
    note["tries"] += 0 if wait else 1
    request.session[HALF_WAY] = note
    if note["tries"] >= _CODE_TRIES:
        del request.session[HALF_WAY]
        return _page(request, target, username=account.username, code_failed=True, status=422)
    shown = {
        "next": target,
        "name": account.name,
        "failed": not wait,
        "wait": wait,
        "left": _CODE_TRIES - note["tries"],
    }
    return render(request, "account/sign_in_code.html", shown, status=429 if wait else 422)


def _refused(request: HttpRequest, target: str, username: str) -> HttpResponse:
    locked = bool(getattr(request, "axes_locked_out", False))
    # this page explains the lock itself; axes' middleware would put its English sentence in its place
    request.axes_locked_out = False  # type: ignore[attr-defined]
    return _page(request, target, username=username, locked=locked, failed=not locked, status=429 if locked else 422)


def _page(request: HttpRequest, target: str, *, status: int = 200, **said: Any) -> HttpResponse:
    shown = {
        "next": target,
        "ended": "" if said else _why_ended(request),
        "kept": target.startswith("/account/kept/"),
        "lost": "lost" in request.GET,
        "sso_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "failures": settings.AXES_FAILURE_LIMIT,
        "minutes": round(settings.AXES_COOLOFF_TIME * 60),
        **said,
    }
    return render(request, "sign_in.html", shown, status=status)


def _why_ended(request: HttpRequest) -> str:
    because = request.session.get(ENDED)
    if because not in EndedBecause.values or EndedBecause(because) not in WHY_ENDED:
        return ""
    return WHY_ENDED[EndedBecause(because)].format(
        idle=settings.HENGTU_IDLE_MINUTES,
        hours=settings.HENGTU_SESSION_HOURS,
        at_once=settings.HENGTU_SESSIONS_AT_ONCE,
    )
