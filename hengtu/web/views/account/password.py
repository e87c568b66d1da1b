"""Changing the password; whoever signed in with a one-time password comes here first."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hengtu.agencies.services.passwords import RULES_ZH, PasswordRefused, change_password
from hengtu.web.entering import own_address, session_uid
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.account.own_password import password_is_right


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_password(request: SignedInRequest) -> HttpResponse:
    target = own_address(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method != "POST":
        return _page(request, target, {})
    owed = request.user.must_change_password
    errors = _change(request)
    if errors:
        return _page(request, target, errors)
    update_session_auth_hash(request, request.user)  # this session goes on; it gets a new key
    return redirect(target if owed else "/account/?done=password#password")


def _change(request: SignedInRequest) -> dict[str, str]:
    """Change the password; return what is wrong by field, or nothing."""
    if not request.user.has_usable_password():
        return {"current": "这个账号由单位统一身份认证登录，没有密码可改。"}
    wrong = password_is_right(request, request.POST.get("current", ""))
    if wrong:
        return {"current": wrong}
    new = request.POST.get("new", "")
    if new != request.POST.get("again", ""):
        return {"again": "两次填的新密码不一样，请都重新填。"}
    try:
        change_password(account=request.user, new=new, at=timezone.now(), keep_session=session_uid(request))
    except PasswordRefused as refused:
        return {"new": refused.message}
    return {}


def _page(request: SignedInRequest, target: str, errors: dict[str, str]) -> HttpResponse:
    shown = {
        "next": target,
        "errors": errors,
        "rules": RULES_ZH,
        "owed": request.user.must_change_password,
        "has_password": request.user.has_usable_password(),
        "here": f"?{urlencode({'next': target})}",
    }
    return render(request, "account/password.html", shown, status=422 if errors else 200)
