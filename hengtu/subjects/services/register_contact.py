"""Keep where a party confirmed that papers reach it, encrypted."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from hengtu.agencies.models import Agency, scope_values
from hengtu.subjects.models import Medium, ServiceContact
from hengtu.subjects.services.register_party import PartyRefused, clean_phone

_MAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,20}")
MAX_ACCOUNT = 200


def register_contact(
    *,
    uid: UUID,
    party_uid: str,
    agency: Agency,
    medium: str,
    account: str,
    mail_address: str,
    recipient: str,
    at: datetime,
) -> ServiceContact:
    """Keep one confirmed address.

    Args:
        uid: the name acts use. party_uid: whose. medium: a ``Medium``, empty without an account.
        account: number, mailbox or account; mail_address: for mail; recipient: who gets it. at: instant.
    Raises: PartyRefused ``medium``, ``account`` or ``phone``.
    """
    account = account.strip()
    if account and medium not in Medium.values:
        raise PartyRefused("medium", "请选择用什么接收电子文书：短信、邮箱、即时通讯账号或者传真。")
    return ServiceContact.objects.create(
        uid=uid,
        party_uid=party_uid,
        agency=agency,
        **scope_values(agency),
        medium=medium if account else "",
        account=clean_account(medium, account) if account else "",
        mail_address=mail_address.strip(),
        recipient=recipient.strip(),
        registered_at=at,
    )


def clean_account(medium: str, account: str) -> str:
    """Return the account as it is used, or refuse what cannot be one.

    Raises: PartyRefused.
    """
    if len(account) > MAX_ACCOUNT:
        raise PartyRefused("account", "号码或者账号太长，请核对。")
    if medium in (Medium.SMS, Medium.FAX):
        return clean_phone(account)
    if medium == Medium.EMAIL and not _MAIL.fullmatch(account):
        raise PartyRefused("account", "电子邮箱不完整，请核对，例如 name@example.com。")
    return account
