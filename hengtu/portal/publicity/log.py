"""Writing the public log: appended entry by entry, signed at the end of each batch."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hengtu.ledger.services.take_checkpoint import signer
from hengtu.lib.merkle import root_of
from hengtu.portal.models import LogEvent, PublicLogEntry, PublicLogHead, PublicRecord
from hengtu.portal.publicity.log_text import NO_HASH, entry_text, head_text, text_hash


def log_record(event: LogEvent, record: PublicRecord, at: datetime, entered: datetime) -> PublicLogEntry:
    """Append what happened to a record at one moment and is entered at another."""
    return _append(
        event,
        at,
        entered,
        {"ref": record.ref, "version": record.version, "sm3": record.sm3, "decision": record.number},
    )


def log_withheld(agency: str, count: int, at: datetime, entered: datetime) -> PublicLogEntry:
    """Append how many decisions an agency withholds now; nothing else is said of them."""
    return _append(LogEvent.WITHHELD, at, entered, {"agency": agency, "count": count})


def sign_log(at: datetime) -> PublicLogHead | None:
    """Sign what was appended since the last head; None where there is nothing new."""
    with transaction.atomic():
        _one_at_a_time()
        last = PublicLogHead.objects.order_by("-number").first()
        first = last.last + 1 if last else 1
        entries = list(PublicLogEntry.objects.filter(number__gte=first).order_by("number"))
        return _write_head(last, entries, at) if entries else None


def _append(event: LogEvent, at: datetime, entered: datetime, about: dict[str, Any]) -> PublicLogEntry:
    with transaction.atomic():
        _one_at_a_time()
        last = PublicLogEntry.objects.order_by("-number").first()
        number, prev = (last.number + 1, last.hash) if last else (1, NO_HASH)
        entered = _no_earlier(entered, last)
        text = entry_text(number=number, at=at, entered=entered, event=event, prev=prev, about=about)
        ref, sm3 = str(about.get("ref", "")), str(about.get("sm3", ""))
        return PublicLogEntry.objects.create(
            number=number,
            at=at,
            entered_at=entered,
            event=event,
            ref=ref,
            sm3=sm3,
            canonical=text,
            hash=text_hash(text),
        )


def _no_earlier(entered: datetime, last: PublicLogEntry | None) -> datetime:
    """The moment of entering never goes back: a clock that was set back waits at the entry above."""
    return max(entered, last.entered_at) if last and last.entered_at else entered


def _write_head(last: PublicLogHead | None, entries: list[PublicLogEntry], at: datetime) -> PublicLogHead:
    key = signer()
    number, prev = (last.number + 1, last.hash) if last else (1, NO_HASH)
    text = head_text(
        number=number,
        at=at,
        first=entries[0].number,
        last=entries[-1].number,
        last_hash=entries[-1].hash,
        root=root_of([each.canonical.encode() for each in entries]),
        prev=prev,
        algorithm=key.algorithm,
        public_key=key.public_key,
    )
    return PublicLogHead.objects.create(
        number=number,
        at=at,
        first=entries[0].number,
        last=entries[-1].number,
        canonical=text,
        hash=text_hash(text),
        algorithm=key.algorithm,
        public_key=key.public_key,
        signature=key.sign(text.encode()),
    )


def _one_at_a_time() -> None:
    """Two writers would draw one number; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE portal_publiclogentry IN SHARE ROW EXCLUSIVE MODE")
