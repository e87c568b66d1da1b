"""The access log: who looked at what. Looks are many, so they are collected and written in batches, chained by day.

What is collected and not yet written is lost if the process is killed; it is at most ``_MANY`` looks or ``_LONG``.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import connection, transaction

from hengtu.ledger.access_text import day_of, entry_text, start_of
from hengtu.ledger.models import AccessDay, AccessEntry
from hengtu.ledger.text import hash_of, instant

_MANY = 200
_LONG = timedelta(seconds=5)


@dataclass(frozen=True)
class _Look:
    at: datetime
    who: str
    what: str
    purpose: str


_waiting: list[_Look] = []
_guard = threading.Lock()


def note_access(*, who: str, what: str, purpose: str, at: datetime) -> None:
    """Note that somebody looked at something; written soon, with others.

    Args:
        who: login name, at most 150 characters.
        what: the thing, as room and key (``cases/2f0c…``), at most 200 characters.
        purpose: why, where a reason is asked for.
        at: aware instant.
    """
    with _guard:
        _waiting.append(_Look(at, who[:150], what[:200], purpose[:200]))
        due = len(_waiting) >= _MANY or at - _waiting[0].at >= _LONG
    if due and not connection.in_atomic_block:  # not into a transaction that may be taken back
        flush_access_log()


def flush_access_log() -> int:
    """Write what was collected and return how many looks it was; on failure everything stays collected."""
    with _guard:
        taken = tuple(_waiting)
        _waiting.clear()
    if not taken:
        return 0
    try:
        with transaction.atomic():
            for day, looks in groupby(sorted(taken, key=lambda look: look.at), key=lambda look: day_of(look.at)):
                _write(day, looks)
    except BaseException:
        with _guard:
            _waiting[:0] = taken
        raise
    return len(taken)


def _write(day: date, looks: Iterable[_Look]) -> None:
    """Append to the chain of a day, which is locked until the transaction ends."""
    AccessDay.objects.get_or_create(day=day, defaults={"head_hash": start_of(day)})
    chain = AccessDay.objects.select_for_update().get(day=day)
    entries = []
    for look in looks:
        text = entry_text(
            seq=chain.head_seq + 1, at=instant(look.at), who=look.who, what=look.what, purpose=look.purpose
        )
        chain.head_seq, chain.head_hash = chain.head_seq + 1, hash_of(chain.head_hash, text)
        entries.append(
            AccessEntry(
                day=chain,
                seq=chain.head_seq,
                at=look.at,
                who=look.who,
                what=look.what,
                purpose=look.purpose,
                canonical=text,
                hash=chain.head_hash,
            )
        )
    AccessEntry.objects.bulk_create(entries, batch_size=500)
    chain.save()
