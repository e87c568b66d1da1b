"""Asking for the current password before something about the account changes."""

from __future__ import annotations

from django.contrib.auth import authenticate

from hengtu.web.requests import SignedInRequest


def password_is_right(request: SignedInRequest, typed: str) -> str:
    """Return nothing if the current password is right, else what is wrong in words.

    Wrong ones count like those at sign-in: five of them stop the account for a while. An account without a password
    (signed in by the office's identity provider) is not asked.
    """
    if not request.user.has_usable_password():
        return ""
    if authenticate(request, username=request.user.username, password=typed) == request.user:
        return ""
    locked = bool(getattr(request, "axes_locked_out", False))
    request.axes_locked_out = False  # type: ignore[attr-defined]  # the page explains the lock itself
    if locked:
        return "现在的密码连续输错太多次，15分钟后才能再试。忘了密码，请找本单位的系统管理员重设。"
    return "现在的密码不对，什么都没有改变。请核对大小写和输入法。"
