"""Signatures on a screen: on their line, once, kept by the database, and the same bytes each time."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from PIL import Image

from hengtu.documents.models import Document, DocumentSignature, SignatureMethod
from hengtu.documents.selectors.signatures import progress_of, signature_lines
from hengtu.documents.services.change_state import withdraw_document
from hengtu.documents.services.render_document import Layout, render_document, typeset_again
from hengtu.documents.services.render_signed import render_signed
from hengtu.documents.services.sign_document import Captured, sign_document
from hengtu.documents.signatures import canonical_strokes, svg_path
from hengtu.ledger.exports import registered
from tests.documents.conftest import Office, make_office
from tests.documents.reading import page_image, pdfa_part, text_of
from tests.documents.samples import at

RECORD = "f04_scene_record"
SCRIBBLE = json.dumps([[[20, 150], [120, 20], [240, 160]], [[300, 40], [420, 180], [560, 30]]])
DRAWN = Captured(signer="赵某", strokes=SCRIBBLE)
NOW = at(6, 11, 15)


def sign(document: Document, line: int = 0, captured: Captured = DRAWN) -> DocumentSignature:
    return sign_document(document, line=line, captured=captured, by="chenyu", at=NOW)


def ink(pdf: bytes) -> int:
    """Count dark dots of the last page."""
    import pypdf

    last = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return page_image(pdf, last, dpi=100).point(lambda value: 255 if value < 128 else 0).histogram()[255]


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(target, "JPEG")
    return target.getvalue()


def test_a_document_nobody_signed_prints_as_it_was_issued(office: Office) -> None:
    document = office.issue(RECORD)
    original = render_document(document)
    assert render_signed(document) == original == typeset_again(document)


def test_a_signature_is_drawn_on_its_line_and_moves_nothing(office: Office) -> None:
    document = office.issue(RECORD)
    original = render_document(document)
    sign(document)
    signed = render_signed(document)
    assert signed != original
    assert text_of(signed) == text_of(original)
    assert ink(signed) > ink(original) + 100
    assert pdfa_part(signed) == "2B"
    assert render_document(document) == original, "the issued original stays"


def test_the_same_signatures_give_the_same_bytes(office: Office) -> None:
    document = office.issue(RECORD)
    for line in range(3):
        sign(document, line)
    once = render_signed(document)
    assert render_signed(Document.objects.get(pk=document.pk)) == once
    sign(document, 3)
    assert render_signed(Document.objects.get(pk=document.pk)) != once


def test_the_original_is_kept_although_it_is_first_printed_signed(office: Office) -> None:
    document = office.issue(RECORD)
    sign(document)
    signed = render_signed(document)
    kept = Document.objects.get(pk=document.pk)
    assert len(kept.pdf_key) == 64
    assert render_document(kept) != signed


def test_the_slip_of_the_roadside_printer_bears_the_signature_too(office: Office) -> None:
    document = office.issue("f14_spot_decision")
    plain = typeset_again(document, layout=Layout.ROLL)
    assert render_signed(document, layout=Layout.ROLL) == plain
    sign(document)
    assert ink(render_signed(document, layout=Layout.ROLL)) > ink(plain)


def test_a_line_is_signed_once(office: Office, refused: Callable[..., Any]) -> None:
    document = office.issue(RECORD)
    sign(document)
    with refused("signature_there_already"):
        sign(document, captured=Captured(signer="别人", strokes=SCRIBBLE))
    assert DocumentSignature.objects.get(document=document).signer == "赵某"


def test_a_name_the_document_bears_already_is_not_signed_over(office: Office, refused: Callable[..., Any]) -> None:
    from hengtu.documents.services.issue_document import issue_document
    from tests.documents.samples import SAMPLES

    document = issue_document(
        stream=office.stream.pk,
        form="f24_closing_report",
        agency=office.bureau,
        data=SAMPLES["f24_closing_report"],
        at=NOW,
        act_uid=None,
        drawn_by="陈屿",
        signatures={"执法部门负责人": "严国梁"},
    )
    lines = signature_lines(document)
    assert [line.printed for line in lines] == ["", "", "", "严国梁"]
    with refused("signature_there_already"):
        sign(document, 3)
    assert progress_of([document])[document.pk].of == 3


def test_a_refusal_names_reason_and_witness_and_is_printed(office: Office, refused: Callable[..., Any]) -> None:
    document = office.issue(RECORD)
    for half in ({"note": "不说明理由"}, {"witness": "钱某"}, {}):
        with refused("signature_refusal_incomplete"):
            sign(document, captured=Captured("赵某", SignatureMethod.REFUSED, **half))
    sign(document, captured=Captured("赵某", SignatureMethod.REFUSED, note="不说明理由", witness="钱某"))
    assert "拒绝签名。事由：不说明理由。见证人：钱某" in text_of(render_signed(document))


def test_a_signature_on_paper_keeps_its_picture(office: Office, refused: Callable[..., Any]) -> None:
    document = office.issue(RECORD)
    for broken in (b"", b"MZ this is a program", b"%PDF-1.7"):
        with refused("signature_photo_unreadable"):
            sign(document, captured=Captured("赵某", SignatureMethod.ON_PAPER, photo=broken))
    kept = sign(document, captured=Captured("赵某", SignatureMethod.ON_PAPER, photo=photo()))
    assert len(kept.photo_key) == 64
    assert "赵某（已在纸质文书上签名）" in text_of(render_signed(document))


@pytest.mark.parametrize(
    ("strokes", "code"),
    [
        ("", "signature_empty"),
        ("[]", "signature_empty"),
        ("[[[5,5],[6,6]]]", "signature_empty"),
        ("not json", "signature_unreadable"),
        ('{"a": 1}', "signature_unreadable"),
        ("[[[1]]]", "signature_unreadable"),
        ("[[[NaN, 1], [200, 100]]]", "signature_unreadable"),
        ("[[[Infinity, 1], [200, 100]]]", "signature_unreadable"),
        ("[" * 100_000, "signature_unreadable"),
        (json.dumps([[[x % 600, 5] for x in range(7000)]]), "signature_unreadable"),
    ],
)
def test_what_is_no_signature_is_refused(office: Office, refused: Callable[..., Any], strokes: str, code: str) -> None:
    with refused(code):
        sign(office.issue(RECORD), captured=Captured("赵某", strokes=strokes))


def test_strokes_stay_in_their_box_and_cannot_carry_markup() -> None:
    canonical = canonical_strokes('[[[-50, 900], [700.4, -3], ["12", 7]]]')
    assert canonical == "[[[0,200],[600,0],[12,7]]]"
    assert svg_path(canonical) == "M0 200L600 0L12 7"


@pytest.mark.parametrize(("line", "code"), [(-1, "signature_line_unknown"), (9, "signature_line_unknown")])
def test_a_line_the_form_does_not_have(office: Office, refused: Callable[..., Any], line: int, code: str) -> None:
    with refused(code):
        sign(office.issue(RECORD), line)


def test_no_name_no_signature(office: Office, refused: Callable[..., Any]) -> None:
    with refused("signature_name_missing"):
        sign(office.issue(RECORD), captured=Captured("  ", strokes=SCRIBBLE))


def test_a_withdrawn_document_is_not_signed(office: Office, refused: Callable[..., Any]) -> None:
    document = office.issue(RECORD)
    withdraw_document(document, reason="地点有误", at=NOW)
    with refused("document_not_standing"):
        sign(document)


def test_the_digest_binds_the_signature_to_its_document(office: Office) -> None:
    first, second = sign(office.issue(RECORD)), sign(office.issue(RECORD))
    assert first.strokes == second.strokes
    assert first.sm3 != second.sm3


def test_signatures_go_into_the_export_with_their_document(office: Office) -> None:
    plain, signed = office.issue(RECORD), office.issue(RECORD)
    sign(signed)
    rows = {row.row["uid"]: row.row for row in registered()["documents"]()}
    assert "signatures" not in rows[str(plain.pk)]
    assert rows[str(signed.pk)]["signatures"][0]["signer"] == "赵某"


def test_progress_counts_lines_to_sign(office: Office) -> None:
    record, decision = office.issue(RECORD), office.issue("f15_penalty_decision")
    sign(record, 1)
    progress = progress_of([record, decision])
    assert (progress[record.pk].signed, progress[record.pk].of, progress[record.pk].is_complete) == (1, 4, False)
    assert progress[decision.pk].of == 0


@pytest.mark.parametrize("statement", ["UPDATE {} SET signer = 'x'", "DELETE FROM {}"])
def test_the_database_refuses_a_change_of_what_was_signed(
    database: str, settings: Any, tmp_path: Any, statement: str
) -> None:
    settings.BLOB_ROOT = tmp_path / "blobs"
    sign(make_office().issue(RECORD))
    change = statement.format("documents_documentsignature")
    refusal = pytest.raises(DatabaseError, match="what was signed is kept")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
