"""The bound file: cover, catalogue with true page numbers, documents, exhibits."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from hengtu.documents.services.bind_case_file import ExhibitSheet, bind_case_file
from hengtu.ledger.models import Stream
from tests.documents.conftest import Office
from tests.documents.reading import fonts_not_embedded, pdfa_part, text_of
from tests.documents.samples import SAMPLES, at

CLOSED: datetime = at(7, 2)
FORMS = ("f01_filing_register", "f11_violation_notice", "f15_penalty_decision", "f24_closing_report")


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), "grey").save(target, "JPEG")
    return target.getvalue()


def sheets() -> list[ExhibitSheet]:
    shared = {
        "kind": "视听资料",
        "collected_at": at(6, 3),
        "place": "固定检测站",
        "collectors": "陈屿、沈佳禾",
        "sm3": "ab" * 32,
    }
    return [
        ExhibitSheet(1, "车辆照片", proof_purpose="证明车型", picture=picture(), **shared),
        ExhibitSheet(2, "称重数据", proof_purpose="证明总质量", **shared),
    ]


def bind(office: Office) -> bytes:
    documents = [office.issue(form) for form in FORMS]
    return bind_case_file(office.stream.pk, SAMPLES["x_file_cover"], documents, sheets(), at=CLOSED)


def test_the_catalogue_names_every_paper_with_the_page_it_is_really_on(office: Office) -> None:
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(bind(office))).pages]
    assert "行政执法案卷" in pages[0]
    catalogue = pages[1]
    for title, first in [
        ("立案登记表", 3),
        ("行政处罚决定书", 6),
        ("结案报告", 8),
        ("证据1：车辆照片", 9),
        ("证据2：称重数据", 10),
    ]:
        assert title in catalogue
        assert title.split("：")[-1] in pages[first - 1]
        assert str(first) in pages[first - 1]
    assert "2025年6月3日10" in catalogue


def test_binding_again_gives_the_same_bytes(office: Office) -> None:
    documents = [office.issue(form) for form in FORMS]
    files = [
        bind_case_file(office.stream.pk, SAMPLES["x_file_cover"], documents, sheets(), at=CLOSED) for _ in range(2)
    ]
    assert files[0] == files[1]


def test_the_file_keeps_what_archives_need(office: Office) -> None:
    pdf = bind(office)
    assert pdfa_part(pdf) == "2B"
    assert fonts_not_embedded(pdf) == []
    assert "贰万柒仟伍佰元整" in text_of(pdf)


def test_a_cover_with_gaps_is_refused(office: Office, refused: Callable[..., Any]) -> None:
    cover = {key: value for key, value in SAMPLES["x_file_cover"].items() if key != "retention"}
    with refused("document_field_missing") as caught:
        bind_case_file(office.stream.pk, cover, [office.issue(FORMS[0])], [], at=CLOSED)
    assert "保管期限" in str(caught.value)


def test_papers_of_another_case_are_not_bound_in(office: Office) -> None:
    other = Stream.objects.create(kind="case")
    with pytest.raises(ValueError, match="同一案件"):
        bind_case_file(other.pk, SAMPLES["x_file_cover"], [office.issue(FORMS[0])], [], at=CLOSED)
