"""The page about one's own account: password, confirmation PIN, second factor, sessions, today's shift pair."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from hengtu.agencies.models import EndedBecause, Post
from hengtu.agencies.services.confirmation_pin import PinRefused, has_pin, set_pin
from hengtu.agencies.services.sign_ins import end_session, end_sessions, open_sessions
from hengtu.officers.models import Officer, ShiftPair
from hengtu.officers.selectors.shift import (
    colleagues_of,
    pair_of,
    proposals_made_by,
    proposals_open_to,
    shift_words,
)
from hengtu.web.entering import limits, must_have_second_factor, session_uid
from hengtu.web.requests import SignedInRequest
from hengtu.web.second_factor import backup_codes_left, has_second_factor
from hengtu.web.views.account.own_password import password_is_right

_END_OF_DAY, _USUAL_SHIFT = 18, timedelta(hours=8)
DONE = {
    "password": "密码已经更换，别处的登录都结束了。",
    "pin": "确认码已经设置。只告诉自己，不写在纸上。",
    "second": "登录时要输入手机上的动态码，已经打开。",
    "second-off": "登录时不再要动态码。",
    "sessions": "别处的登录已经结束，下次打开页面时会要求重新登录。",
    "proposed": "已经提出，等对方同意。",
    "agreed": "已经结成值勤搭档。",
    "ended": "已经结束。",
}


@never_cache
@require_safe
@login_required
def account(request: SignedInRequest) -> HttpResponse:
    return account_page(request)


def account_page(
    request: SignedInRequest, *, errors: dict[str, str] | None = None, typed: dict[str, str] | None = None
) -> HttpResponse:
    """Show the page; ``errors`` are sentences by field id, ``typed`` what to keep in the fields."""
    now = timezone.now()
    shown = {
        "posts": _posts(request),
        "has_password": request.user.has_usable_password(),
        "has_pin": has_pin(request.user),
        "has_second_factor": has_second_factor(request.user),
        "must_have_second_factor": must_have_second_factor(request.user),
        "codes_left": backup_codes_left(request.user),
        "sessions": open_sessions(request.user, at=now, limits=limits()),
        "here": session_uid(request),
        "shift": _shift(request, now, typed or {}),
        "done": DONE.get(request.GET.get("done", ""), ""),
        "errors": errors or {},
    }
    return render(request, "account/account.html", shown, status=422 if errors else 200)


@sensitive_post_parameters()
@require_POST
@login_required
def account_pin(request: SignedInRequest) -> HttpResponse:
    """Set the confirmation PIN."""
    pin, again = request.POST.get("new_pin", "").strip(), request.POST.get("new_pin_again", "").strip()
    wrong = password_is_right(request, request.POST.get("pin_password", ""))
    if wrong:
        return account_page(request, errors={"pin_password": wrong})
    if pin != again:
        return account_page(request, errors={"new_pin_again": "两次填的确认码不一样，请都重新填。"})
    try:
        set_pin(request.user, pin, at=timezone.now())
    except PinRefused as refused:
        return account_page(request, errors={"new_pin": refused.message})
    return redirect("/account/?done=pin#pin")


@require_POST
@login_required
def account_sessions(request: SignedInRequest) -> HttpResponse:
    """End one other session, or all the others."""
    named, now = request.POST.get("session", ""), timezone.now()
    if named == "others":
        end_sessions(request.user, because=EndedBecause.BY_OWNER, at=now, keep=session_uid(request))
    else:
        try:
            end_session(request.user, uuid.UUID(named), because=EndedBecause.BY_OWNER, at=now)
        except ValueError:
            return account_page(request, errors={"sessions": "没有找到这一处登录，可能已经结束。"})
    return redirect("/account/?done=sessions#sessions")


def officer_of(request: SignedInRequest) -> Officer | None:
    """Return the entry of the reader in the register of officers."""
    return Officer.objects.filter(account=request.user).select_related("agency").first()


def _posts(request: SignedInRequest) -> list[str]:
    posts = Post.objects.in_force(timezone.localdate()).filter(account=request.user).select_related("agency")
    return [f"{post.agency.short_name} {post.get_role_display()}" for post in posts.order_by("id")]


def _shift(request: SignedInRequest, now: datetime, typed: dict[str, str]) -> dict[str, Any] | None:
    officer = officer_of(request)
    if officer is None:
        return None
    pair = pair_of(officer, now)
    start = timezone.localtime(now).replace(second=0, microsecond=0)
    evening = start.replace(hour=_END_OF_DAY, minute=0)
    end = evening if evening - start >= timedelta(hours=1) else start + _USUAL_SHIFT
    return {
        "partner": None if pair is None else pair.other_than(officer),
        "pair": None if pair is None else _in_words(pair),
        "asked": [_in_words(one) for one in proposals_open_to(officer, now)],
        "waiting": [_in_words(one) for one in proposals_made_by(officer, now)],
        "colleagues": colleagues_of(officer, timezone.localdate()),
        "chosen": typed.get("partner", ""),
        "from": typed.get("starts_at") or f"{start:%Y-%m-%dT%H:%M}",
        "to": typed.get("ends_at") or f"{end:%Y-%m-%dT%H:%M}",
    }


def _in_words(pair: ShiftPair) -> dict[str, Any]:
    return {"uid": pair.uid, "from": pair.proposed_by.name, "with": pair.partner.name, "when": shift_words(pair)}
