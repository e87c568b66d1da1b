"""Bind a case file: cover, catalogue with page numbers, the documents, and a sheet for each exhibit."""

from __future__ import annotations

import io
import json
import re
import shutil
import tempfile
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import typst

from hengtu.documents.catalogue import CURRENT, TEMPLATES, form
from hengtu.documents.content import checked_values, content
from hengtu.documents.fonts import font_set, refuse_unprintable
from hengtu.documents.models import Document
from hengtu.documents.selectors.documents import title_of
from hengtu.documents.services.render_signed import render_signed
from hengtu.documents.typesetting import compile_pdf, typeset
from hengtu.lib.dates_zh import civil_date, day_zh, moment_zh

NO_CODE = "2" * 9  # cover and catalogue are parts of the file, not documents of their own


@dataclass(frozen=True)
class ExhibitSheet:
    """What the sheet of one exhibit says; ``picture`` is the display copy (JPEG) or None."""

    seq: int
    title: str
    kind: str
    proof_purpose: str
    collected_at: datetime
    place: str
    collectors: str
    sm3: str
    picture: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class _Part:
    title: str
    number: str
    day: str
    pdf: bytes


def bind_case_file(
    stream: uuid.UUID,
    cover: Mapping[str, Any],
    documents: Sequence[Document],
    exhibits: Sequence[ExhibitSheet],
    *,
    at: datetime,
) -> bytes:
    """Return one PDF of a closed case; the same arguments give the same bytes.

    Args:
        cover: values of ``x_file_cover``. at: time written into the PDF.
        documents: in the order of the file, all of ``stream`` and of one subject; cover and catalogue issued as
            documents of their own are left out.
    Raises: DocumentRefused (a cover field missing), ValueError for no documents or documents of another stream.
    """
    bound = [document for document in documents if document.form not in ("x_file_cover", "x_file_catalogue")]
    if not bound or any(document.stream_id != stream for document in bound):
        raise ValueError("案卷至少要有一份文书，且都属于同一案件")
    subject = bound[0].agency
    case_no = str(cover["case_no"])
    parts = [_document_part(document) for document in bound]
    parts += [_exhibit_part(sheet, subject.name, case_no, at) for sheet in exhibits]
    front = _front("x_file_cover", cover, subject, at)
    length = _pages(_catalogue(parts, case_no, subject, at, first=1))
    catalogue = _catalogue(parts, case_no, subject, at, first=1 + _pages(front) + length)
    return _join([front, catalogue, *(part.pdf for part in parts)], at)


def _document_part(document: Document) -> _Part:
    return _Part(title_of(document), document.number, day_zh(document.issued_on), render_signed(document))


def _exhibit_part(sheet: ExhibitSheet, agency: str, case_no: str, at: datetime) -> _Part:
    title = f"证据{sheet.seq}：{sheet.title}"
    rows = [
        ["证据名称", sheet.title],
        ["证据种类", sheet.kind],
        ["证明目的", sheet.proof_purpose],
        ["取证时间", moment_zh(sheet.collected_at)],
        ["取证地点", sheet.place],
        ["取证人", sheet.collectors],
        ["原件摘要（SM3）", " ".join(re.findall(".{1,16}", sheet.sm3))],
    ]
    refuse_unprintable([value for _, value in rows])
    frozen = {
        "title": title,
        "kind": "served",
        "agency": agency,
        "case_no": case_no,
        "number_or_case": case_no,
        "rows": rows,
    }
    pdf = _with_picture({"data": json.dumps(frozen, ensure_ascii=False, sort_keys=True)}, sheet.picture, at)
    return _Part(title, "", day_zh(civil_date(sheet.collected_at)), pdf)


def _with_picture(inputs: dict[str, str], picture: bytes | None, at: datetime) -> bytes:
    """Typst reads pictures from below its root only, so a sheet with one gets a root of its own."""
    if picture is None:
        return typeset(CURRENT, "exhibit", inputs, at)
    with tempfile.TemporaryDirectory(prefix="hengtu-exhibit-") as name:
        root = Path(name)
        for file in ("_style.typ", "exhibit.typ"):
            shutil.copyfile(TEMPLATES / CURRENT / file, root / file)
        (root / "picture.jpg").write_bytes(picture)
        fonts = font_set()
        compiler = typst.Compiler(str(root / "exhibit.typ"), root=name, font_paths=fonts.typst_fonts())
        return compile_pdf(compiler, {**inputs, "picture": "picture.jpg"}, at, fonts)


def _front(form_id: str, values: Mapping[str, Any], subject: Any, at: datetime) -> bytes:
    spec = form(form_id)
    filled = checked_values(spec, values, subject)
    frozen = content(
        spec,
        filled,
        agency=subject,
        number="",
        issued_on=civil_date(at),
        code=NO_CODE,
        verify_base="",
        seal=None,
        signatures={},
    )
    frozen["kind"] = "served"  # no verification code in the footer
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True)
    return typeset(CURRENT, spec.template, {"data": text}, at)


def _catalogue(parts: Sequence[_Part], case_no: str, subject: Any, at: datetime, *, first: int) -> bytes:
    rows, page = [], first
    for position, part in enumerate(parts, start=1):
        last = page + _pages(part.pdf) - 1
        rows.append([str(position), part.title, part.number, part.day, str(page) if page == last else f"{page}-{last}"])
        page = last + 1
    return _front("x_file_catalogue", {"case_no": case_no, "items": rows}, subject, at)


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _join(pdfs: Sequence[bytes], at: datetime) -> bytes:
    """Join into the first file, whose PDF/A identification and output intent then hold for all pages."""
    with pikepdf.open(io.BytesIO(pdfs[0])) as bound:
        for pdf in pdfs[1:]:
            with pikepdf.open(io.BytesIO(pdf)) as part:
                bound.pages.extend(part.pages)
        _number_pages(bound, at)
        for key in ("/StructTreeRoot", "/MarkInfo"):  # tags of the first file alone would claim too much
            if key in bound.Root:
                del bound.Root[key]
        target = io.BytesIO()
        bound.save(target, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return target.getvalue()


def _number_pages(bound: pikepdf.Pdf, at: datetime) -> None:
    fonts = font_set()
    path = TEMPLATES / CURRENT / "pagenumbers.typ"
    compiler = typst.Compiler(str(path), root=str(path.parent), font_paths=fonts.typst_fonts())
    numbers = compile_pdf(compiler, {"pages": str(len(bound.pages))}, at, fonts)
    with pikepdf.open(io.BytesIO(numbers)) as overlay:
        for page, number in zip(bound.pages, overlay.pages, strict=True):
            _lay_over(bound, page, number)


def _lay_over(bound: pikepdf.Pdf, page: pikepdf.Page, number: pikepdf.Page) -> None:
    """Draw a page over another; not by ``add_overlay``, whose resource names are random and so change the bytes."""
    drawn = bound.copy_foreign(number.as_form_xobject())
    page.add_resource(drawn, pikepdf.Name.XObject, pikepdf.Name.PageNumber)
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q q /PageNumber Do Q")
