"""Open an account, stop and resume it, give it a new one-time password, and take its second factor off."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction
from django_otp import devices_for_user

from hengtu.agencies.administration import AdministrationRefused, Change, Mandate, check_mandate, record_change
from hengtu.agencies.models import Account, Agency
from hengtu.agencies.services.accounts import (
    NewPassword,
    create_with_one_time_password,
    renew_one_time_password,
)
from hengtu.agencies.services.administer_posts import appoint, check_account

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@transaction.atomic
def open_account(
    *, username: str, name: str, agency: Agency, role: str, effective_from: date, mandate: Mandate
) -> NewPassword:
    """Open an account with its first post and a one-time password.

    Args:
        username: 2 to 32 of a-z, digits, dot, hyphen, underscore.
        effective_from: first day of the post.
    Raises:
        AdministrationRefused: ``not_administered``, ``reason_missing``, ``username_form``, ``username_taken`` or
            ``name_missing``; also the refusals of ``appoint``.
    """
    check_mandate(mandate, agency)
    if not _USERNAME.fullmatch(username):
        raise AdministrationRefused(
            "username_form", "登录名用 2 至 32 个小写字母、数字、点、横线或者下划线，以字母或者数字开头，请修改。"
        )
    if not name.strip() or len(name.strip()) > 64:
        raise AdministrationRefused("name_missing", "请填写姓名，不超过 64 个字。")
    if Account.objects.filter(username=username).exists():
        raise AdministrationRefused("username_taken", f"登录名 {username} 已有人使用，请换一个，例如加上单位的拼音。")
    opened = create_with_one_time_password(username=username, name=name.strip())
    account = opened.account
    record_change(
        agency,
        "account_opened",
        mandate,
        subject=str(account),
        effective_from=effective_from,
        more={"account": username},
    )
    appoint(account=account, agency=agency, role=role, effective_from=effective_from, mandate=mandate)
    return opened


@transaction.atomic
def reset_password(*, account: Account, agency: Agency, mandate: Mandate) -> NewPassword:
    """Give an account a new one-time password and end its sessions. Raises: AdministrationRefused as ``_check``."""
    _check(account, agency, mandate)
    renewed = renew_one_time_password(account=account, at=mandate.at)
    record_change(agency, "password_reset", mandate, subject=str(account), more={"account": account.username})
    return renewed


@transaction.atomic
def reset_second_factor(*, account: Account, agency: Agency, mandate: Mandate) -> int:
    """Take off every device of the second factor; returns how many. Raises: AdministrationRefused as ``_check``."""
    _check(account, agency, mandate)
    devices = list(devices_for_user(account, confirmed=None))
    for device in devices:
        device.delete()
    record_change(agency, "second_factor_reset", mandate, subject=str(account), more={"devices": len(devices)})
    return len(devices)


@transaction.atomic
def set_active(*, account: Account, agency: Agency, active: bool, mandate: Mandate) -> None:
    """Stop an account, from this moment on and in every open session, or let it be used again.

    What the person did stands; posts are not touched. Raises: AdministrationRefused as ``_check``.
    """
    _check(account, agency, mandate)
    if account.is_active == active:
        return
    account.is_active = active
    account.save(update_fields=["is_active"])
    record_change(agency, "account_resumed" if active else "account_stopped", mandate, subject=str(account))


@transaction.atomic
def note_qualification(*, account: Account, agency: Agency, qualified_from: date, mandate: Mandate) -> None:
    """Note since when somebody holds the national legal qualification (APL:58p2).

    Raises: AdministrationRefused as ``_check``, and ``day_to_come``.
    """
    _check(account, agency, mandate)
    if qualified_from > mandate.day:
        raise AdministrationRefused("day_to_come", "取得资格的日期不能晚于今天，请对照证书核对。")
    before = account.legally_qualified_from
    account.legally_qualified_from = qualified_from
    account.save(update_fields=["legally_qualified_from"])
    change = Change("取得资格的日期", before.isoformat() if before else "", qualified_from.isoformat())
    record_change(agency, "qualification_noted", mandate, subject=str(account), changes=[change])


def _check(account: Account, agency: Agency, mandate: Mandate) -> None:
    """Refuse with ``not_administered``, ``reason_missing``, ``own_account`` or ``account_not_administered``."""
    check_mandate(mandate, agency)
    if account.pk == mandate.by.pk:
        raise AdministrationRefused("own_account", "本人的账号不在这里办理：密码和第二因素请在「账号和安全」里更改。")
    check_account(account, mandate)
