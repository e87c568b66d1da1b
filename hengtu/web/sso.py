"""The port to an office's own identity provider (OpenID Connect): it says who somebody is, never what he may do.

Only accounts that exist and are active are found, by their login name; none is made or changed from here.
"""

from __future__ import annotations

import hmac
from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from hengtu.agencies.models import Account
from hengtu.lib.coded_error import CodedError


class SsoRefused(CodedError):
    """Nobody is signed in; the code says why, the message what to do."""


class IdentityProvider(OIDCAuthenticationBackend):  # type: ignore[misc]  # untyped library
    """Exchanges the code and reads the token; besides the signature it insists on issuer, audience and expiry."""

    def _verify_jws(self, payload: str, key: Any) -> dict[str, Any]:
        if jwt.get_unverified_header(payload).get("alg") != self.OIDC_RP_SIGN_ALGO:
            raise SuspiciousOperation("another algorithm than agreed")
        claims: dict[str, Any] = jwt.decode(
            payload,
            key,
            algorithms=[self.OIDC_RP_SIGN_ALGO],
            audience=settings.OIDC_RP_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=60,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
        )
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Return the claims of the token, and those of the user endpoint if there is one."""
        if not settings.OIDC_OP_USER_ENDPOINT:
            return payload
        more: dict[str, Any] = super().get_userinfo(access_token, id_token, payload)
        if not hmac.compare_digest(str(more.get("sub", "")), str(payload["sub"])):
            raise SuspiciousOperation("user endpoint speaks of somebody else")
        return {**more, **payload}

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """Whether the claim that names the account is there."""
        return bool(claims.get(settings.OIDC_USERNAME_CLAIM))

    def filter_users_by_claims(self, claims: dict[str, Any]) -> list[Account]:
        """Return the active account the provider names, if there is one."""
        return list(Account.objects.filter(username=claims[settings.OIDC_USERNAME_CLAIM], is_active=True))

    def update_user(self, user: Account, claims: dict[str, Any]) -> Account:
        """Leave the account as it is."""
        return user


def account_for(request: HttpRequest, *, nonce: str, code_verifier: str) -> Account:
    """Return the account the provider vouches for.

    Raises:
        SsoRefused: ``sso_unreachable``, ``sso_not_proved`` (code, token, nonce) or ``sso_unknown_account``.
    """
    try:
        account: Account | None = IdentityProvider().authenticate(request, nonce=nonce, code_verifier=code_verifier)
    except (requests.ConnectionError, requests.Timeout) as error:
        raise SsoRefused(
            "sso_unreachable", f"连不上{settings.OIDC_NAME}。请稍后再试，或者用登录名和密码登录。"
        ) from error
    except (jwt.PyJWTError, SuspiciousOperation, requests.RequestException, ValueError, KeyError) as error:
        raise SsoRefused(
            "sso_not_proved",
            f"{settings.OIDC_NAME}的答复核对不上，没有登录。请从登录页重新开始；再次出现的，请告诉本单位的系统管理员。",
        ) from error
    if account is None:
        raise SsoRefused(
            "sso_unknown_account",
            f"{settings.OIDC_NAME}确认了身份，但是这里没有对应的账号，或者账号已停用。请本单位的系统管理员先开立账号。",
        )
    return account
