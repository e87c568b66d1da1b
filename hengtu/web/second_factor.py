"""The second factor: a code from the phone (TOTP), and backup codes on paper for when the phone is gone."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from hengtu.agencies.models import Account

BACKUP_CODES = 8
_CODE_DIGITS = 6
_SET_UP_WITHIN = timedelta(minutes=15)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class CodeChecked:
    """``device`` is set when the code was right; ``wait_seconds`` when too many wrong ones came before it."""

    device: Any = None
    wait_seconds: int = 0


def has_second_factor(account: Account) -> bool:
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def device_being_set_up(account: Account, *, at: datetime) -> TOTPDevice | None:
    """Return the device that waits for its first code; its secret is shown for a while only."""
    return _unfinished(account, at).first()


@transaction.atomic
def start_setting_up(account: Account) -> TOTPDevice:
    """Make a device that counts only once a code of it has been typed; an unfinished earlier one goes."""
    TOTPDevice.objects.filter(user=account, confirmed=False).delete()
    return TOTPDevice.objects.create(user=account, name="手机动态码", confirmed=False)


def finish_setting_up(account: Account, code: str, *, at: datetime) -> list[str] | None:
    """Turn the second factor on if the code is right; return the backup codes, or None."""
    with transaction.atomic():
        device = _unfinished(account, at).select_for_update().first()
        if device is None or not _verify(device, _plain(code), at).device:
            return None
        TOTPDevice.objects.filter(user=account).exclude(pk=device.pk).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        return new_backup_codes(account)


@transaction.atomic
def new_backup_codes(account: Account) -> list[str]:
    """Replace the backup codes; each works once."""
    StaticDevice.objects.filter(user=account).delete()
    device = StaticDevice.objects.create(user=account, name="备用码", confirmed=True)
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(BACKUP_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def backup_codes_left(account: Account) -> int:
    return int(StaticToken.objects.filter(device__user=account).count())


@transaction.atomic
def turn_off(account: Account) -> None:
    """Take the second factor and its backup codes away."""
    TOTPDevice.objects.filter(user=account).delete()
    StaticDevice.objects.filter(user=account).delete()


def check_code(account: Account, code: str, *, at: datetime) -> CodeChecked:
    """Check a code of the phone (six digits) or a backup code; every wrong one makes the next wait longer.

    Args:
        code: as typed: full-width digits, spaces and hyphens do not matter.
        at: aware instant, for the words about waiting.
    """
    plain = _plain(code)
    of_phone = len(plain) == _CODE_DIGITS and plain.isdigit()
    model = TOTPDevice if of_phone else StaticDevice
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=account, confirmed=True).first()
        return CodeChecked() if device is None else _verify(device, plain, at)


def _unfinished(account: Account, at: datetime) -> Any:
    recent = TOTPDevice.objects.filter(user=account, confirmed=False, created_at__gt=at - _SET_UP_WITHIN)
    return recent.order_by("-id")


def _verify(device: Any, code: str, at: datetime) -> CodeChecked:
    allowed, why = device.verify_is_allowed()
    if not allowed:
        until = why.get("locked_until") if why else None
        seconds = int((until - at).total_seconds()) + 1 if until else 1
        return CodeChecked(wait_seconds=max(1, seconds))
    return CodeChecked(device=device if device.verify_token(code) else None)


def _plain(code: str) -> str:
    return "".join(unicodedata.normalize("NFKC", code).split()).replace("-", "").lower()
