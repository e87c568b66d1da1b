"""Mark messages as read: one, or all of one's own."""

from __future__ import annotations

from datetime import datetime

from hengtu.agencies.models import Account
from hengtu.cases.models import Message


def mark_read(account: Account, *, at: datetime, message_id: int | None = None) -> int:
    """Mark a message of this account as read, or all of them; return how many were unread.

    Somebody else's message is left alone, as if it did not exist.
    """
    unread = Message.objects.filter(to=account, read_at=None)
    if message_id is not None:
        unread = unread.filter(pk=message_id)
    return unread.update(read_at=at)
