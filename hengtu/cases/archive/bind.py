"""Binding the parts of a file: 正卷 and 副卷, each in volumes; as a preview, for archiving, as a supplement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from hengtu.agencies.models import Agency
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.archive.contents import Item, contents_of
from hengtu.cases.history import legal_history
from hengtu.cases.papers.filing import file_cover
from hengtu.cases.papers.load import load_context
from hengtu.cases.refusals import CaseNotFound
from hengtu.documents.services.bind_volumes import Binding, Volume, bind_volumes
from hengtu.documents.services.loose_sheets import SheetMaker
from hengtu.law.archive.layout import Part, in_order
from hengtu.law.archive.settings import archive_setting
from hengtu.law.procedure import Situation, day_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.lib.blobs import BlobStore
from hengtu.lib.dates_zh import day_zh


@dataclass(frozen=True)
class CaseToBind:
    """A case as it stands, read once."""

    case_id: UUID
    acts: tuple[StoredAct, ...]
    situation: Situation
    agency: Agency

    @property
    def place(self) -> str:
        """Division code under which settings are looked up."""
        return str(self.agency.legal_subject.division_code)

    @property
    def seq(self) -> int:
        return self.acts[-1].seq


@dataclass(frozen=True)
class Statement:
    """What cover and record say besides the case itself."""

    archive_number: str = "归档时编号"
    retention: str = ""
    archivist: str = ""
    missing: Sequence[Mapping[str, Any]] = ()
    archived_at: datetime | None = None
    note: str = ""
    supplement: int = 0


@dataclass(frozen=True)
class Bound:
    """One bound volume of one part."""

    part: Part
    volume: Volume = field(repr=False)


def case_to_bind(case_id: UUID) -> CaseToBind:
    """Read a case for binding. Raises: CaseNotFound where there is none or its opening was erased."""
    acts = acts_of_stream(case_id)
    if not acts or "case" not in (acts[0].payload or {}):
        raise CaseNotFound(case_id)
    agency = agency_by_code((acts[0].payload or {})["case"]["agency"])
    return CaseToBind(case_id, acts, Situation.of(legal_history(acts)), agency)


def preview(case_id: UUID, part: Part = Part.MAIN) -> bytes:
    """Return one part of a file as it stands before archiving, marked as a preview; the same acts, the same bytes.

    What was withdrawn or replaced is left out; an act revoked stays in the ledger. Renders what was not printed yet.

    Raises: CaseNotFound; documents.DocumentRefused; ValueError for a part without papers.
    Source: APL:47
    """
    case = case_to_bind(case_id)
    items = contents_of(case_id, case.acts, case.situation)
    at = case.acts[-1].occurred_at
    (bound,) = bind_part(case, items, part, Statement(), at=at, most_pages=100_000)
    return bound.volume.pdf


def bind_parts(case: CaseToBind, items: Sequence[Item], said: Statement, *, at: datetime) -> tuple[Bound, ...]:
    """Bind both parts; a part without papers has no volume.

    Raises: documents.DocumentRefused, NotArchivable; ValueError where neither part has a paper.
    """
    most = archive_setting("volume_pages", case.place, day_of(at)).amount
    found = [
        bound
        for part in Part
        if in_order(items, part, case.place, day_of(at))
        for bound in bind_part(case, items, part, said, at=at, most_pages=most)
    ]
    if not found:
        raise ValueError("案卷至少要有一份材料")
    return tuple(found)


def bind_part(
    case: CaseToBind, items: Sequence[Item], part: Part, said: Statement, *, at: datetime, most_pages: int
) -> tuple[Bound, ...]:
    """Bind one part into its volumes."""
    ordered = in_order(items, part, case.place, day_of(at))
    cover = _cover(case, said)
    with SheetMaker(case.agency.legal_subject.name, str(cover["case_no"]), at) as maker:
        sheets = [item.printed(maker) for item in ordered]
    extra = f"（补充第{said.supplement}次）" if said.supplement else ""
    binding = Binding(
        agency=case.agency.legal_subject,
        part=f"{part.zh}{extra}",
        archive_number=said.archive_number,
        cover=cover,
        record=_record(part, said),
        draft=said.archived_at is None,
    )
    volumes = bind_volumes(binding, sheets, most_pages=most_pages, at=at)
    return tuple(Bound(part, volume) for volume in volumes)


def _cover(case: CaseToBind, said: Statement) -> dict[str, Any]:
    cover = dict(file_cover(load_context(case.case_id, case.acts, case.acts[-1], case.agency)))
    cover["archived_on"] = day_of(said.archived_at) if said.archived_at else None
    return {**cover, "retention": said.retention or cover["retention"]}


def _record(part: Part, said: Statement) -> tuple[tuple[str, str], ...]:
    """Lines of the record at the end: what is missing here and why, who bound it, when, what it refers to."""
    lacking = [row for row in said.missing if row.get("part") == part.value]
    words = [f"缺{row['what']}：{row.get('reason') or row['why']}" for row in lacking]
    lines = [("缺少的材料", "\n".join(words) or "没有"), ("说明", said.note or "没有")]
    if said.archived_at is not None:
        lines += [("立卷人", said.archivist), ("检查人", ""), ("立卷日期", day_zh(day_of(said.archived_at)))]
    other = Part.INNER if part is Part.MAIN else Part.MAIN
    return (*lines, ("互见", f"{other.zh}，档号{said.archive_number}"))


def store(bound: Sequence[Bound]) -> list[dict[str, Any]]:
    """Put volumes into the blob store and return what the act says of each: digests, pages, index."""
    blobs = BlobStore(settings.BLOB_ROOT)
    rows = []
    for each in bound:
        blob = blobs.put(each.volume.pdf)
        entries = [[e.title, e.number, e.day, e.first, e.last] for e in each.volume.entries]
        rows.append(
            {
                "part": each.part.value,
                "number": each.volume.number,
                "of": each.volume.of,
                "pages": each.volume.pages,
                "size": blob.size,
                "sm3": blob.sm3,
                "sha256": blob.key,
                "entries": entries,
            }
        )
    return rows
