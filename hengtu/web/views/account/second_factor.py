"""Setting up the second factor: scan, type a code, keep the backup codes; new codes; turning it off."""

from __future__ import annotations

from base64 import b32encode
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hengtu.lib.qr import qr_svg
from hengtu.web import second_factor as factor
from hengtu.web.entering import OWED, must_have_second_factor, own_address
from hengtu.web.requests import SignedInRequest
from hengtu.web.views.account.own_password import password_is_right


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def second_factor(request: SignedInRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    steps = {"start": _start, "finish": _finish, "codes": _new_codes, "off": _off}
    step = steps.get(request.POST.get("do", ""))
    return _page(request) if step is None else step(request)


def _start(request: SignedInRequest) -> HttpResponse:
    wrong = password_is_right(request, request.POST.get("password", ""))
    if wrong:
        return _page(request, errors={"password": wrong})
    if not factor.has_second_factor(request.user):
        factor.start_setting_up(request.user)
    return redirect(f"{reverse('second_factor')}?{_query(request)}")


def _finish(request: SignedInRequest) -> HttpResponse:
    if factor.has_second_factor(request.user):
        return _page(request)
    codes = factor.finish_setting_up(request.user, request.POST.get("code", ""), at=timezone.now())
    if codes is None:
        return _page(
            request, errors={"code": "动态码不对，还没有打开。请等手机上换了新的六位数字再填；手机的时间要准。"}
        )
    request.session[OWED] = False
    return _page(request, codes=codes)


def _new_codes(request: SignedInRequest) -> HttpResponse:
    wrong = _wrong_code(request)
    if wrong:
        return _page(request, errors={"code": wrong})
    return _page(request, codes=factor.new_backup_codes(request.user))


def _off(request: SignedInRequest) -> HttpResponse:
    if must_have_second_factor(request.user):
        return _page(
            request, errors={"code": "您的岗位要求登录时用动态码，不能关闭。换手机请重新设置，由系统管理员先清除。"}
        )
    wrong = _wrong_code(request)
    if wrong:
        return _page(request, errors={"code": wrong})
    factor.turn_off(request.user)
    return redirect("/account/?done=second-off#second")


def _wrong_code(request: SignedInRequest) -> str:
    checked = factor.check_code(request.user, request.POST.get("code", ""), at=timezone.now())
    if checked.device is not None:
        return ""
    if checked.wait_seconds:
        return f"连续输错，请等{checked.wait_seconds}秒再填。"
    return "动态码不对，什么都没有改变。请填手机上现在显示的六位数字，或者一个备用码。"


def _page(
    request: SignedInRequest, *, errors: dict[str, str] | None = None, codes: list[str] | None = None
) -> HttpResponse:
    is_on = factor.has_second_factor(request.user)
    device = None if is_on else factor.device_being_set_up(request.user, at=timezone.now())
    shown: dict[str, Any] = {
        "next": own_address(request, request.POST.get("next") or request.GET.get("next", "")),
        "is_on": is_on,
        "owed": bool(request.session.get(OWED)),
        "must_have": must_have_second_factor(request.user),
        "codes": codes,
        "codes_left": factor.backup_codes_left(request.user),
        "has_password": request.user.has_usable_password(),
        "errors": errors or {},
    }
    if device is not None:
        secret = b32encode(device.bin_key).decode()
        shown["qr"] = mark_safe(qr_svg(device.config_url))  # noqa: S308 - digits of our own making
        shown["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "account/second_factor.html", shown, status=422 if errors else 200)


def _query(request: SignedInRequest) -> str:
    return urlencode({"next": own_address(request, request.POST.get("next", ""))})
