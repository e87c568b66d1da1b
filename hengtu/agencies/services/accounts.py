"""Accounts with a one-time password: good for the first sign-in, after which the owner sets his own."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from hengtu.agencies.models import Account, EndedBecause
from hengtu.agencies.services.passwords import remember_password
from hengtu.agencies.services.sign_ins import end_sessions

# no 0 O 1 l I: it is read from paper and typed once
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class NewPassword:
    """An account and the one-time password in clear: shown once, stored nowhere."""

    account: Account
    password: str = field(repr=False)


@transaction.atomic
def create_with_one_time_password(
    *, username: str, name: str, legally_qualified_from: date | None = None
) -> NewPassword:
    """Create an account whose password must be changed at the first sign-in."""
    password = one_time_password()
    account = Account.objects.create_account(username, name, password, legally_qualified_from=legally_qualified_from)
    account.must_change_password = True
    account.save(update_fields=["must_change_password"])
    return NewPassword(account, password)


@transaction.atomic
def renew_one_time_password(*, account: Account, at: datetime) -> NewPassword:
    """Give an account a new one-time password and end all its sessions."""
    password = one_time_password()
    remember_password(account, at)
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    end_sessions(account, because=EndedBecause.PASSWORD_CHANGED, at=at)
    return NewPassword(account, password)


def one_time_password() -> str:
    """Return twelve random letters and digits in groups of four, about 59 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))
