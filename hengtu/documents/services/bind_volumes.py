"""Bind a file into volumes: cover, index with true page numbers, the papers, a record at the end; each one PDF/A-2b."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pikepdf

from hengtu.agencies.models import Agency
from hengtu.documents.catalogue import CURRENT, form
from hengtu.documents.content import checked_values, content
from hengtu.documents.fonts import refuse_unprintable
from hengtu.documents.page_numbers import number_pages
from hengtu.documents.typesetting import typeset
from hengtu.lib.dates_zh import civil_date
from hengtu.lib.pdfa import count_pages_in_metadata, faults_of, forget_structure

NO_CODE = "2" * 9  # cover and index are parts of the file, not documents of their own
ROWS_A_PAGE = 22  # of the index, to guess its length; a wrong guess costs a second typesetting, nothing else


@dataclass(frozen=True)
class Sheet:
    """One paper to be bound: what the index says of it, and its PDF/A."""

    title: str
    number: str
    day: str
    pdf: bytes = field(repr=False)
    remark: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of an index; ``first`` and ``last`` are pages of the volume."""

    title: str
    number: str
    day: str
    first: int
    last: int


@dataclass(frozen=True)
class Volume:
    """A bound volume; ``number`` of ``of``."""

    number: int
    of: int
    pages: int
    entries: tuple[Entry, ...]
    pdf: bytes = field(repr=False)


@dataclass(frozen=True)
class Binding:
    """What all volumes of one part have in common.

    ``cover`` holds the values of ``x_file_cover``; ``part`` is the name printed (正卷); ``record`` are lines of the
    record at the end besides papers and pages; ``draft`` marks a preview.
    """

    agency: Agency
    part: str
    archive_number: str
    cover: Mapping[str, Any]
    record: tuple[tuple[str, str], ...] = ()
    remark: str = ""
    draft: bool = False
    title: str = "卷内目录"


class NotArchivable(ValueError):
    """A bound volume is no PDF/A-2b; the text names each fault."""


def bind_volumes(binding: Binding, sheets: Sequence[Sheet], *, most_pages: int, at: datetime) -> tuple[Volume, ...]:
    """Bind papers into volumes of at most ``most_pages`` pages each; the same arguments give the same bytes.

    A paper is never split: one that is longer than a volume has a volume of its own. Every volume counts its pages
    from its cover on and is checked before it is handed out.

    Args:
        sheets: in the order of the file, at least one.
        at: time written into the PDFs.
    Raises: DocumentRefused (a cover field missing, a character no font has), NotArchivable, ValueError.
    """
    if not sheets:
        raise ValueError("案卷至少要有一份材料")
    with ExitStack() as opened:
        papers = [_Open(sheet, opened.enter_context(pikepdf.open(io.BytesIO(sheet.pdf)))) for sheet in sheets]
        parts = list(_split(papers, most_pages))
        return tuple(_bind(binding, part, number, len(parts), at) for number, part in enumerate(parts, start=1))


@dataclass(frozen=True)
class _Open:
    sheet: Sheet
    pdf: pikepdf.Pdf

    @property
    def pages(self) -> int:
        return len(self.pdf.pages)


def _split(papers: Sequence[_Open], most_pages: int) -> Iterator[list[_Open]]:
    volume: list[_Open] = []
    length = 0
    for paper in papers:
        front = 2 + 1 + (len(volume) + 1) // ROWS_A_PAGE  # cover and record, and the index
        if volume and front + length + paper.pages > most_pages:
            yield volume
            volume, length = [], 0
        volume.append(paper)
        length += paper.pages
    yield volume


def _bind(binding: Binding, papers: Sequence[_Open], number: int, of: int, at: datetime) -> Volume:
    said = {
        "part": binding.part,
        "archive_number": binding.archive_number,
        "volume": f"第{number}册，共{of}册",
        "draft": binding.draft,
    }
    cover = _typeset(binding, "x_file_cover", "volume_cover", binding.cover, said, at)
    index, entries = _index(binding, papers, said, at)
    pages = (entries[-1].last if entries else 0) + 1
    record = _typeset_record(binding, papers, pages, said, at)
    pdf = _join(cover, (index, *(paper.pdf for paper in papers), record))
    return Volume(number, of, pages, entries, pdf)


def _index(
    binding: Binding, papers: Sequence[_Open], said: Mapping[str, Any], at: datetime
) -> tuple[bytes, tuple[Entry, ...]]:
    """Typeset the index; again only where its own length was guessed wrongly."""
    length = 1 + len(papers) // ROWS_A_PAGE
    for _ in range(3):
        entries = tuple(_entries(papers, first=2 + length))
        index = _typeset(binding, "x_file_catalogue", "volume_index", _index_values(binding, papers, entries), said, at)
        with pikepdf.open(io.BytesIO(index)) as read:
            found = len(read.pages)
        if found == length:
            return index, entries
        length = found
    raise AssertionError("the length of an index depends on its page numbers")


def _entries(papers: Sequence[_Open], *, first: int) -> Iterator[Entry]:
    for paper in papers:
        last = first + paper.pages - 1
        yield Entry(paper.sheet.title, paper.sheet.number, paper.sheet.day, first, last)
        first = last + 1


def _index_values(binding: Binding, papers: Sequence[_Open], entries: Sequence[Entry]) -> dict[str, Any]:
    rows = []
    for position, (paper, entry) in enumerate(zip(papers, entries, strict=True), start=1):
        pages = str(entry.first) if entry.first == entry.last else f"{entry.first}-{entry.last}"
        title = f"{entry.title}（{paper.sheet.remark}）" if paper.sheet.remark else entry.title
        rows.append([str(position), title, entry.number, entry.day, pages])
    return {"case_no": binding.cover["case_no"], "items": rows, "remark": binding.remark}


def _typeset(
    binding: Binding,
    form_id: str,
    template: str,
    values: Mapping[str, Any],
    said: Mapping[str, Any],
    at: datetime,
) -> bytes:
    spec = form(form_id)
    filled = checked_values(spec, values, binding.agency)
    frozen = content(
        spec,
        filled,
        agency=binding.agency,
        number="",
        issued_on=civil_date(at),
        code=NO_CODE,
        verify_base="",
        seal=None,
        signatures={},
    )
    refuse_unprintable([*frozen["text"].values(), *_cells(frozen), *map(str, said.values())])
    frozen["kind"] = "served"  # no verification code in the footer
    if form_id == "x_file_catalogue":
        frozen["title"] = binding.title
    else:  # goes into the metadata of the whole volume
        frozen["title"] = f"行政执法案卷{binding.part}{said['volume']} {binding.archive_number}"
    return _compiled(template, {**frozen, **said}, at)


def _cells(frozen: Mapping[str, Any]) -> Iterator[str]:
    for table in frozen["tables"].values():
        for row in table["rows"]:
            yield from row


def _typeset_record(
    binding: Binding, papers: Sequence[_Open], pages: int, said: Mapping[str, Any], at: datetime
) -> bytes:
    case_no = str(binding.cover["case_no"])
    rows = [["本册材料", f"{len(papers)}件"], ["本册页数", f"{pages}页（含封面、目录和本表）"]]
    rows += [[label, value] for label, value in binding.record]
    refuse_unprintable(value for row in rows for value in row)
    frozen = {
        "title": "卷内备考表",
        "kind": "served",
        "agency": binding.agency.name,
        "case_no": case_no,
        "number_or_case": case_no,
        "rows": rows,
    }
    return _compiled("volume_record", {**frozen, **said}, at)


def _compiled(template: str, frozen: Mapping[str, Any], at: datetime) -> bytes:
    return typeset(CURRENT, template, {"data": json.dumps(frozen, ensure_ascii=False, sort_keys=True)}, at)


def _join(cover: bytes, parts: Sequence[bytes | pikepdf.Pdf]) -> bytes:
    """Join into the cover, whose PDF/A identification and output intent then hold for all pages; check the result."""
    with pikepdf.open(io.BytesIO(cover)) as bound, ExitStack() as opened:
        for part in parts:
            read = opened.enter_context(pikepdf.open(io.BytesIO(part))) if isinstance(part, bytes) else part
            bound.pages.extend(read.pages)
        number_pages(bound)
        forget_structure(bound)
        count_pages_in_metadata(bound)
        found = faults_of(bound)
        if found:
            raise NotArchivable(f"装订后的案卷不符合PDF/A-2b：{'；'.join(found)}。请更换这份材料后重新装订。")
        target = io.BytesIO()
        bound.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return target.getvalue()


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
