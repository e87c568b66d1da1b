"""Reading the public log: a page of it, the whole of it as lines, and what it says of one record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hengtu.lib.sm3 import sm3_hex
from hengtu.portal.models import LogEvent, PublicLogEntry, PublicLogHead
from hengtu.portal.publicity.showing import shown_record
from hengtu.portal.publicity.verifying import as_lines

PAGE = 50
CHUNK = 2000
_REF = re.compile(r"[0-9a-f]{16}")
SOON = timedelta(minutes=10)  # a reader of the ledger follows within minutes


@dataclass(frozen=True)
class LogLine:
    """One entry as the page shows it. ``entered_at`` is None in entries of the first form, which did not say it."""

    number: int
    at: datetime
    entered_at: datetime | None
    event: str
    ref: str
    decision: str
    sm3: str
    count: int | None
    agency: str
    hash: str

    @property
    def entered_later(self) -> bool:
        """Whether it was entered so long after it happened that a reader should know."""
        return self.entered_at is not None and self.entered_at - self.at > SOON


@dataclass(frozen=True)
class Checked:
    """What the log says about something that was asked: a pasted text, a hash, a public id or the number of a decision.

    ``is_exact``: the text itself stands in the log, character for character.
    """

    asked: str
    is_exact: bool
    sm3: str
    ref: str
    lines: tuple[LogLine, ...]
    state: str

    @property
    def is_known(self) -> bool:
        return bool(self.lines)


def log_page(before: int | None = None) -> tuple[LogLine, ...]:
    """Return the newest entries, or those before a number."""
    rows = PublicLogEntry.objects.order_by("-number")
    return tuple(_line(row) for row in (rows.filter(number__lt=before) if before else rows)[:PAGE])


def last_head() -> PublicLogHead | None:
    """Return the newest signature; None while nothing was ever logged."""
    return PublicLogHead.objects.order_by("-number").first()


def log_lines() -> Iterator[str]:
    """Yield the whole log as JSONL, without holding it in memory."""
    entries = PublicLogEntry.objects.order_by("number").values_list("number", "canonical", "hash")
    heads = PublicLogHead.objects.order_by("number").values_list("last", "canonical", "hash", "signature")
    yield from as_lines(entries.iterator(CHUNK), heads.iterator(CHUNK))


def check(asked: str) -> Checked:
    """Return what the log says about a pasted record, a hash, a public id or a number."""
    text = asked.strip()
    digest = text.lower() if _is_hash(text) else sm3_hex(asked.encode())
    entry = PublicLogEntry.objects.filter(sm3=digest).first()
    if entry is None and text != asked:  # an editor adds a line end, which is no part of the record
        digest = sm3_hex(text.encode())
        entry = PublicLogEntry.objects.filter(sm3=digest).first()
    ref = entry.ref if entry else _ref_in(text)
    rows = PublicLogEntry.objects.filter(ref=ref).order_by("number") if ref else PublicLogEntry.objects.none()
    lines = tuple(_line(row) for row in rows)
    return Checked(text[:80], entry is not None, digest, ref, lines, _state(lines, digest if entry else ""))


def _is_hash(text: str) -> bool:
    return len(text) == 64 and all(each in "0123456789abcdef" for each in text.lower())


def _ref_in(text: str) -> str:
    """The public id that a text names: by itself, by the number of a decision, or inside a changed record."""
    if text.startswith("{"):
        try:
            ref = json.loads(text).get("ref", "")
        except (ValueError, AttributeError, RecursionError):  # anybody may paste anything
            return ""
        return ref if isinstance(ref, str) and _REF.fullmatch(ref) else ""
    record = shown_record(text)
    return record.ref if record else ""


def _state(lines: tuple[LogLine, ...], digest: str) -> str:
    """How it stands: the last entry decides, and whether it is about this very text."""
    if not lines:
        return "unknown"
    last = lines[-1]
    if digest and last.sm3 != digest:
        return "replaced"
    return "public" if last.event in (LogEvent.PUBLISHED.label, LogEvent.CHANGED.label) else "gone"


def _line(row: PublicLogEntry) -> LogLine:
    content: dict[str, Any] = json.loads(row.canonical)
    return LogLine(
        number=row.number,
        at=row.at,
        entered_at=row.entered_at,
        event=str(LogEvent(row.event).label),
        ref=row.ref,
        decision=str(content.get("decision", "")),
        sm3=row.sm3,
        count=content.get("count"),
        agency=str(content.get("agency", "")),
        hash=row.hash,
    )
