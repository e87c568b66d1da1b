"""Tell people what happened: one message each, never twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from hengtu.agencies.models import Account
from hengtu.cases.models import Message, MessageKind


def tell(accounts: Iterable[Account], *, kind: MessageKind, text: str, key: str, at: datetime, url: str = "") -> int:
    """Write a message to each account and return how many are new.

    Args:
        key: what happened; the same key tells nobody twice.
        url: path of the page where something can be done about it.
    """
    rows = [Message(to=account, kind=kind, text=text[:300], key=key, sent_at=at, url=url) for account in accounts]
    before = Message.objects.filter(key=key).count()
    Message.objects.bulk_create(rows, ignore_conflicts=True)
    return Message.objects.filter(key=key).count() - before


def read_about(account: Account, url: str, *, at: datetime) -> int:
    """Mark as read what led this account to a page; returns how many."""
    return Message.objects.filter(to=account, url=url, read_at=None).update(read_at=at)
