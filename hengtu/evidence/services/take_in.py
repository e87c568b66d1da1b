"""Take in several files at once: what is wrong with one is said of that one, and the others are exhibits."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from hengtu.evidence.doubts import doubts_of
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Exhibit, ExhibitKind, Topic
from hengtu.evidence.services.collect_exhibit import checked_media_type, collect_exhibit
from hengtu.lib.blobs import BlobStoreFull

DOUBTFUL = "exhibit_doubtful"


@dataclass(frozen=True)
class Sheet:
    """What is written down once for all the files.

    ``stated`` holds what is stated about each of them by topic; ``by`` is the login name of who states it.
    ``keep_reason``: why a scan that looks like junk is kept all the same. ``latitude``, ``longitude``: WGS-84 degrees.
    """

    kind: ExhibitKind
    title: str
    proof_purpose: str
    collected_at: datetime
    place: str
    collectors: Sequence[Mapping[str, str]]
    source: str = ""
    note: str = ""
    monitored: bool = False
    latitude: float | None = None
    longitude: float | None = None
    keep_reason: str = ""
    stated: Mapping[Topic, Mapping[str, Any]] = field(default_factory=dict)
    by: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: an exhibit, or a stable code and a sentence with what, why and what next.

    ``is_kept``: the file lies where it lay and can be sent in again, or looked at by whoever finds out why.
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
        take_in_one(
            stream=stream,
            name=name,
            path=path,
            sheet=sheet,
            title=_title(sheet.title, number, len(every)),
            at=at,
        )
        for number, (name, path) in enumerate(every, start=1)
    )


def take_in_one(
    *, stream: uuid.UUID, name: str, path: Path, sheet: Sheet, title: str, at: datetime, announced: str = ""
) -> Outcome:
    """Make an exhibit of one file; what looks like a junk scan waits for a reason.

    Args:
        announced: the SHA-256 its device computed before it sent anything.
    """
    try:
        doubts = doubts_of(path, checked_media_type(path, name))
        if doubts and not sheet.keep_reason:
            return _doubted(name, doubts)
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
            latitude=sheet.latitude,
            longitude=sheet.longitude,
            once=True,
            announced=announced,
            stated=_stated(sheet, doubts),
            by=sheet.by,
        )
    except ExhibitRefused as refusal:
        return Outcome(name, code=refusal.code, message=str(refusal), is_kept=refusal.code == "exhibit_hash_differs")
    except BlobStoreFull as full:
        return Outcome(name, code=full.code, message=str(full), is_kept=True)
    return Outcome(name, exhibit)


def _doubted(name: str, doubts: Sequence[tuple[str, str]]) -> Outcome:
    said = "；".join(sentence for _, sentence in doubts)
    message = f"文件“{name}”{said}，还没有入库。请重新拍摄或扫描；确实只能这样的，写明保留的理由再入库。"
    return Outcome(name, code=DOUBTFUL, message=message, is_kept=True)


def _stated(sheet: Sheet, doubts: Sequence[tuple[str, str]]) -> dict[Topic, Mapping[str, Any]]:
    if not doubts:
        return dict(sheet.stated)
    return {**sheet.stated, Topic.KEPT: {"doubts": [code for code, _ in doubts], "reason": sheet.keep_reason}}


def _title(title: str, number: int, count: int) -> str:
    return title if count == 1 else f"{title[:190]}（{number}）"
