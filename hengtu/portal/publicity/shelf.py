"""Putting a version of a record out and taking it down again, each time with an entry of the public log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hengtu.lib.dates_zh import civil_date
from hengtu.portal.models import LogEvent, PublicRecord, RecordState
from hengtu.portal.publicity.index import forget_words, write_words
from hengtu.portal.publicity.log import log_record


@dataclass(frozen=True)
class When:
    """The moment of what happened, and the moment in which it is entered in the log."""

    at: datetime
    entered: datetime


def show(row: PublicRecord, when: When, event: LogEvent) -> bool:
    """Put a version out, the one before it gives way; return whether it was not out yet."""
    if row.state != RecordState.PREPARED:
        return False
    for before in PublicRecord.objects.filter(ref=row.ref, state=RecordState.PUBLIC):
        _end(before, RecordState.REPLACED, "有了新的版本", when.at)
    row.state, row.published_at, row.month = RecordState.PUBLIC, when.at, f"{civil_date(when.at):%Y-%m}"
    row.save(update_fields=["state", "published_at", "month"])
    write_words(row)
    log_record(event, row, when.at, when.entered)
    return True


def withdraw(row: PublicRecord, why: str, when: When) -> None:
    """Take down what is no longer to be shown; its page says why."""
    _end(row, RecordState.WITHDRAWN, why, when.at)
    log_record(LogEvent.WITHDRAWN, row, when.at, when.entered)


def expire_record(row: PublicRecord, why: str, when: When) -> None:
    """Take down a record whose time is over."""
    _end(row, RecordState.EXPIRED, why, when.at)
    log_record(LogEvent.EXPIRED, row, when.at, when.entered)


def _end(row: PublicRecord, state: RecordState, why: str, at: datetime) -> None:
    forget_words(row)
    row.state, row.ended_at, row.why = state, at, why[:1000]
    row.save(update_fields=["state", "ended_at", "why"])
