"""The confirmation PIN: six digits with which a second officer confirms on the first one's device.

The PIN says who confirms; it opens nothing. Tries are counted in the database and never written to payloads or logs.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from hengtu.agencies.models import Account, ConfirmationPin
from hengtu.lib.coded_error import CodedError
from hengtu.lib.dates_zh import BEIJING

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
WHERE_TO_SET = "“账号和安全”页面的“确认码”"
_SIX_DIGITS = re.compile(r"[0-9]{6}", re.ASCII)
_UPWARDS = "01234567890"
_DOWNWARDS = _UPWARDS[::-1]


class PinRefused(CodedError):
    """The PIN is not right, not usable now, or not fit to be one."""


def set_pin(account: Account, pin: str, *, at: datetime) -> ConfirmationPin:
    """Set or replace the PIN of an account; a lock ends by it.

    Args:
        pin: six digits that nobody guesses: no run, no repeat, no date.
        at: aware instant.
    Raises:
        PinRefused: ``pin_not_six_digits`` or ``pin_too_simple``.
    """
    if not _SIX_DIGITS.fullmatch(pin):
        raise PinRefused("pin_not_six_digits", "确认码是6位数字，请重新填写。")
    why = _why_too_simple(pin)
    if why:
        raise PinRefused("pin_too_simple", f"这个确认码{why}，别人容易猜到。请换一个没有规律的。")
    row, _ = ConfirmationPin.objects.update_or_create(
        account=account,
        defaults={"digest": make_password(pin), "failures": 0, "locked_until": None, "set_at": at},
    )
    return row


def has_pin(account: Account) -> bool:
    """Whether a PIN is set."""
    return ConfirmationPin.objects.filter(account=account).exists()


def check_pin(account: Account, pin: str, *, at: datetime) -> None:
    """Return if the PIN is right; call it outside of transactions, or a wrong try would be undone with them.

    Args:
        account: whose PIN it is said to be.
        at: aware instant.
    Raises:
        PinRefused: ``pin_not_set``, ``pin_locked``, ``pin_wrong`` (says how many tries are left) or
            ``account_disabled``.
        RuntimeError: inside a transaction.
    """
    if not account.is_active:
        raise PinRefused("account_disabled", f"{account.name}的账号已停用，不能确认。请另选一名执法人员。")
    row = _count_try(account, at)
    if check_password(pin, row.digest):
        ConfirmationPin.objects.filter(pk=row.pk).update(failures=0, locked_until=None)
        return
    left = TRIES - row.failures
    if left <= 0:
        raise _locked(account, at + LOCKED_FOR)
    raise PinRefused(
        "pin_wrong", f"确认码不对，没有确认。还可以试{left}次；都不对的，{account.name}的确认码停用15分钟。"
    )


def _count_try(account: Account, at: datetime) -> ConfirmationPin:
    """Count the try before looking at the PIN, so that several at once are several tries."""
    with transaction.atomic(durable=True):
        row = ConfirmationPin.objects.select_for_update().filter(account=account).first()
        if row is None:
            raise PinRefused(
                "pin_not_set",
                f"{account.name}还没有设置确认码。请本人登录后在{WHERE_TO_SET}里设置；也可以用本人账号在自己的设备上确认。",
            )
        if row.locked_until is not None:
            if at < row.locked_until:
                raise _locked(account, row.locked_until)
            row.failures, row.locked_until = 0, None
        row.failures += 1
        if row.failures >= TRIES:
            row.locked_until = at + LOCKED_FOR
        row.save(update_fields=["failures", "locked_until"])
    return row


def _locked(account: Account, until: datetime) -> PinRefused:
    clock = until.astimezone(BEIJING).strftime("%H:%M")
    return PinRefused(
        "pin_locked",
        f"{account.name}的确认码连续输错{TRIES}次，停用到{clock}。可以用本人账号在自己的设备上确认，"
        f"或者本人登录后在{WHERE_TO_SET}里重新设置。",
    )


def _why_too_simple(pin: str) -> str:
    if pin in _UPWARDS or pin in _DOWNWARDS:
        return "是连续的数字"
    if pin in (pin[:1] * 6, pin[:2] * 3, pin[:3] * 2) or pin[0::2] == pin[1::2]:
        return "是重复的数字"
    return "像日期" if _looks_like_a_date(pin) else ""


def _looks_like_a_date(pin: str) -> bool:
    """Birthdays are guessed first: 900512 (year, month, day), 199005 (year, month)."""
    if pin[:2] in ("19", "20") and "01" <= pin[4:] <= "12":
        return True
    try:
        date(2000 + int(pin[:2]), int(pin[2:4]), int(pin[4:]))
    except ValueError:
        return False
    return True
