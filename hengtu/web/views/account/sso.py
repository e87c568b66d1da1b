"""Signing in through the office's identity provider: out to it, and back."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from hengtu.web.entering import own_address
from hengtu.web.sso import SsoRefused, account_for
from hengtu.web.views.sign_in import proceed

NEXT = "oidc_login_next"


@never_cache
@require_safe
def sso_start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider with state, nonce and code challenge."""
    if not settings.OIDC_ISSUER:
        raise Http404
    if request.user.is_authenticated:
        return redirect(own_address(request, request.GET.get("next", "")))
    answer: HttpResponse = OIDCAuthenticationRequestView.as_view()(request)
    return answer


@never_cache
@require_safe
def sso_callback(request: HttpRequest) -> HttpResponse:
    """Take the provider's answer; whoever is known goes on as after a password, the second factor included."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        expected = _take_expected(request)
        account = account_for(request, nonce=expected["nonce"], code_verifier=expected["code_verifier"])
    except SsoRefused as refused:
        shown = {"refused": refused, "next": own_address(request, request.session.get(NEXT) or "")}
        return render(request, "account/sso_refused.html", shown, status=403)
    target = own_address(request, request.session.pop(NEXT, None) or "")
    return proceed(request, account, target)


def _take_expected(request: HttpRequest) -> dict[str, str]:
    """Return nonce and verifier that belong to the state of the answer; each state counts once."""
    states = request.session.get("oidc_states") or {}
    expected: dict[str, str] | None = states.pop(request.GET.get("state", ""), None)
    request.session["oidc_states"] = states
    if expected is None:
        raise SsoRefused("sso_wrong_state", "这次登录不是从这台设备的登录页开始的，或者隔得太久。请从登录页重新开始。")
    if "error" in request.GET or "code" not in request.GET:
        raise SsoRefused(
            "sso_refused", f"{settings.OIDC_NAME}没有同意这次登录。请核对在那里用的账号，或者用登录名和密码登录。"
        )
    return expected
