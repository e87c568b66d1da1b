"""Bound volumes: cover, index with true page numbers, papers, record; several volumes; PDF/A that stays one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from hengtu.documents.selectors.documents import title_of
from hengtu.documents.services.bind_volumes import Binding, NotArchivable, Sheet, Volume, bind_volumes
from hengtu.documents.services.loose_sheets import ExhibitSheet, SheetMaker
from hengtu.documents.services.render_signed import render_signed
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.pdfa import faults_of
from tests.documents.conftest import Office
from tests.documents.reading import fonts_not_embedded, pdfa_part, text_of
from tests.documents.samples import SAMPLES, at

CLOSED: datetime = at(7, 2)
FORMS = ("f01_filing_register", "f11_violation_notice", "f15_penalty_decision", "f24_closing_report")


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (640, 480), "grey").save(target, "JPEG")
    return target.getvalue()


def binding(office: Office, **changes: Any) -> Binding:
    given = {
        "agency": office.bureau,
        "part": "正卷",
        "archive_number": "冀（示）交执档〔2025〕00001号",
        "cover": SAMPLES["x_file_cover"],
        "record": (("立卷人", "秦有档"),),
    }
    return Binding(**{**given, **changes})


def sheets(office: Office) -> list[Sheet]:
    documents = [office.issue(form) for form in FORMS]
    papers = [Sheet(title_of(each), each.number, day_zh(each.issued_on), render_signed(each)) for each in documents]
    shared = {
        "kind": "视听资料",
        "collected_at": at(6, 3),
        "place": "固定检测站",
        "collectors": "陈屿、沈佳禾",
        "sm3": "ab" * 32,
    }
    with SheetMaker(office.bureau.name, "案号", CLOSED) as maker:
        photo = maker.exhibit(ExhibitSheet(1, "车辆照片", proof_purpose="证明车型", picture=picture(), **shared))
        slip = maker.exhibit(ExhibitSheet(2, "称重数据", proof_purpose="证明总质量", **shared))
        scan = maker.scanned("法院裁定书", "（2025）冀01行审1号", "2025年7月1日", picture())
    return [*papers, photo, slip, scan]


def bind(office: Office, most_pages: int = 200) -> tuple[Volume, ...]:
    return bind_volumes(binding(office), sheets(office), most_pages=most_pages, at=CLOSED)


def pages_of(volume: Volume) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(volume.pdf)).pages]


def test_the_index_names_every_paper_with_the_page_it_is_really_on(office: Office) -> None:
    (volume,) = bind(office)
    pages = pages_of(volume)
    assert "行政执法案卷" in pages[0]
    assert "正卷" in pages[0]
    assert "交执档〔2025〕00001号" in pages[0]
    for entry in volume.entries:
        assert entry.title in pages[1]
        assert entry.title.split("：")[-1] in pages[entry.first - 1]
        assert str(entry.first) in pages[entry.first - 1]
    assert len(pages) == volume.pages == volume.entries[-1].last + 1
    assert "卷内备考表" in pages[-1]
    assert "秦有档" in pages[-1]
    assert f"{len(pages)}页" in pages[-1]


def test_a_part_that_is_too_long_for_one_volume_becomes_several(office: Office) -> None:
    volumes = bind(office, most_pages=8)
    assert [(each.number, each.of) for each in volumes] == [(n + 1, len(volumes)) for n in range(len(volumes))]
    assert len(volumes) > 1
    assert all(each.pages <= 8 for each in volumes)
    (whole,) = bind(office)
    assert [e.title for each in volumes for e in each.entries] == [e.title for e in whole.entries]
    assert "第2册，共" in pages_of(volumes[1])[0]


def test_binding_again_gives_the_same_bytes(office: Office) -> None:
    papers = sheets(office)
    first, second = (bind_volumes(binding(office), papers, most_pages=200, at=CLOSED) for _ in range(2))
    assert first[0].pdf == second[0].pdf


def test_a_volume_keeps_what_archives_need(office: Office) -> None:
    (volume,) = bind(office)
    assert pdfa_part(volume.pdf) == "2B"
    assert fonts_not_embedded(volume.pdf) == []
    assert "贰万柒仟伍佰元整" in text_of(volume.pdf)
    with pikepdf.open(io.BytesIO(volume.pdf)) as opened:
        assert faults_of(opened) == []
        assert f"<xmpTPg:NPages>{volume.pages}<".encode() in opened.Root.Metadata.read_bytes()
        assert "/StructTreeRoot" not in opened.Root


def broken(what: Callable[[pikepdf.Pdf], None], pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        what(opened)
        target = io.BytesIO()
        opened.save(target)
        return target.getvalue()


def without_its_font(opened: pikepdf.Pdf) -> None:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
            for key in ("/FontFile", "/FontFile2", "/FontFile3"):
                if key in thing:
                    del thing[key]


def in_cmyk(opened: pikepdf.Pdf) -> None:
    drawn = opened.make_stream(b"\0" * 4)
    drawn.Type, drawn.Subtype, drawn.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceCMYK
    drawn.Width, drawn.Height, drawn.BitsPerComponent = 1, 1, 8
    opened.pages[0].add_resource(drawn, pikepdf.Name.XObject)


@pytest.mark.parametrize(("what", "said"), [(without_its_font, "没有嵌入"), (in_cmyk, "CMYK")])
def test_a_paper_that_is_no_pdfa_is_not_bound(office: Office, what: Any, said: str) -> None:
    good = sheets(office)[0]
    bad = Sheet(good.title, "", "", broken(what, good.pdf))
    with pytest.raises(NotArchivable, match=said):
        bind_volumes(binding(office), [bad], most_pages=200, at=CLOSED)


def test_what_no_pdfa_may_have_is_named() -> None:
    plain = pikepdf.new()
    plain.add_blank_page()
    plain.Root.AA = pikepdf.Dictionary()
    assert {"没有元数据", "没有唯一的输出意图和色彩配置", "带有不许可的/AA"} <= set(faults_of(plain))


def test_a_cover_with_gaps_is_refused(office: Office, refused: Callable[..., Any]) -> None:
    cover = {key: value for key, value in SAMPLES["x_file_cover"].items() if key != "retention"}
    with refused("document_field_missing") as caught:
        bind_volumes(binding(office, cover=cover), sheets(office)[:1], most_pages=200, at=CLOSED)
    assert "保管期限" in str(caught.value)


def test_a_rare_name_is_named_with_its_way_out(office: Office, refused: Callable[..., Any]) -> None:
    cover = {**SAMPLES["x_file_cover"], "party_display": "王𫔄"}
    with refused("document_character_missing") as caught:
        bind_volumes(binding(office, cover=cover), sheets(office)[:1], most_pages=200, at=CLOSED)
    assert "U+2B504" in str(caught.value)
    assert "字体目录" in str(caught.value)
