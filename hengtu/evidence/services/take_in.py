"""Take in several files at once: what is wrong with one is said of that one, and the others are exhibits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.evidence.services.collect_exhibit import collect_exhibit
from hengtu.lib.blobs import BlobStoreFull


@dataclass(frozen=True)
class Sheet:
    """What is written down once for all the files."""

    kind: ExhibitKind
    title: str
    proof_purpose: str
    collected_at: datetime
    place: str
    collectors: Sequence[Mapping[str, str]]
    source: str = ""
    note: str = ""
    monitored: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one file: an exhibit, or a stable code and a sentence with what, why and what next.

    ``is_kept``: nothing is wrong with the file itself, it can be sent in again as it lies.
    """

    filename: str
    exhibit: Exhibit | None = None
    code: str = ""
    message: str = ""
    is_kept: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: taken in now, or already before."""
        return self.exhibit is not None or self.code == "exhibit_known"


def take_in(*, stream: uuid.UUID, files: Iterable[tuple[str, Path]], sheet: Sheet, at: datetime) -> tuple[Outcome, ...]:
    """Make an exhibit of each file, in order; a refusal stops nobody else.

    Args:
        files: name as it came, and where it lies; the file is read and left there.
        sheet: the title is numbered when there are several files.
    Source: APL:46
    """
    every = tuple(files)
    return tuple(
        _one(stream, name, path, sheet, _title(sheet.title, number, len(every)), at)
        for number, (name, path) in enumerate(every, start=1)
    )


def _one(stream: uuid.UUID, name: str, path: Path, sheet: Sheet, title: str, at: datetime) -> Outcome:
    try:
        exhibit = collect_exhibit(
            stream=stream,
            kind=sheet.kind,
            title=title,
            proof_purpose=sheet.proof_purpose,
            content=path,
            filename=name,
            collected_at=sheet.collected_at,
            place=sheet.place,
            collectors=sheet.collectors,
            at=at,
            source=sheet.source,
            monitored=sheet.monitored,
            note=sheet.note,
            once=True,
        )
    except ExhibitRefused as refusal:
        return Outcome(name, code=refusal.code, message=str(refusal))
    except BlobStoreFull as full:
        return Outcome(name, code=full.code, message=str(full), is_kept=True)
    return Outcome(name, exhibit)


def _title(title: str, number: int, count: int) -> str:
    return title if count == 1 else f"{title[:190]}（{number}）"
