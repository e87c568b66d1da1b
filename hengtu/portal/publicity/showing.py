"""One public record as anybody may read it: shown, withdrawn with its reason, or over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengtu.law.disclosure.contents import FIELDS
from hengtu.portal.models import PublicLogEntry, PublicRecord, RecordState, Standing

LONGEST = 120


@dataclass(frozen=True)
class Version:
    """One version in the history: its number, hash, since and until when it was shown, why it ended."""

    version: int
    sm3: str
    state: str
    since: datetime | None
    until: datetime | None
    why: str


@dataclass(frozen=True)
class ShownRecord:
    """What the page of a record shows. ``fields`` are empty once it is no longer public: then only why.

    ``falling``: the decision has fallen and its withdrawal is being prepared.
    """

    ref: str
    number: str
    agency: str
    title: str
    state: RecordState
    fields: tuple[tuple[str, str], ...]
    sm3: str
    version: int
    text: str
    published_at: datetime | None
    ended_at: datetime | None
    why: str
    falling: bool
    expires_on: Any
    retention_source: str
    versions: tuple[Version, ...]
    log: tuple[int, ...]

    @property
    def is_public(self) -> bool:
        return self.state == RecordState.PUBLIC


def shown_record(name: str) -> ShownRecord | None:
    """Return the record of a public id or of the number of a decision; None where nothing was ever public by it."""
    rows = _versions(name)
    if not rows:
        return None
    row = next((each for each in rows if each.state == RecordState.PUBLIC), rows[-1])
    content = json.loads(row.text)
    is_public = row.state == RecordState.PUBLIC
    log = PublicLogEntry.objects.filter(ref=row.ref).order_by("number").values_list("number", flat=True)
    return ShownRecord(
        ref=row.ref,
        number=row.number,
        agency=str(content["agency"]),
        title=str(content["kind"]),
        state=RecordState(row.state),
        fields=tuple((each.zh, str(content[each.key])) for each in FIELDS.values() if content.get(each.key))
        if is_public
        else (),
        sm3=row.sm3,
        version=row.version,
        text=row.text if is_public else "",
        published_at=row.published_at,
        ended_at=row.ended_at,
        why=row.why,
        falling=is_public and row.matter.state == Standing.TO_WITHDRAW,
        expires_on=row.expires_on,
        retention_source=row.retention_source,
        versions=tuple(_version(each) for each in rows),
        log=tuple(log),
    )


def _versions(name: str) -> list[PublicRecord]:
    """Every version that was ever shown, oldest first; of a number that several parties share, the first party's."""
    known = PublicRecord.objects.exclude(state=RecordState.PREPARED).select_related("matter")
    wanted = name.strip()[:LONGEST]
    rows = list(known.filter(ref=wanted.lower()).order_by("version"))
    if rows or not wanted:
        return rows
    ref = known.filter(number=wanted).order_by("id").values_list("ref", flat=True).first()
    return list(known.filter(ref=ref).order_by("version")) if ref else []


def _version(row: PublicRecord) -> Version:
    return Version(row.version, row.sm3, str(RecordState(row.state).label), row.published_at, row.ended_at, row.why)
