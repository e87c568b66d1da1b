"""What is handed out as a file: the bound case file, exhibits, and the slip of a decision made on the spot."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import quote

import pikepdf
import pytest
from django.test import Client

from hengtu.agencies.models import Account, Role
from hengtu.agencies.services.plant_tree import plant_line
from hengtu.cases.models import EnforcementCase
from hengtu.documents.models import Document, DocumentState
from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.evidence.services.collect_exhibit import collect_exhibit
from hengtu.evidence.services.verify_exhibit import read_display
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from tests.cases.conftest import file, player, stage
from tests.cast import SINCE, appointed

__all__ = ["file", "player", "stage"]

SPOT_CASE = "demo-2"
COLLECTED = datetime(2025, 6, 3, 1, tzinfo=UTC)
MP4 = b"\0\0\0\x18ftypmp42" + bytes(64)
WORD = b"PK\x03\x04" + bytes(64)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path) -> None:
    settings.BLOB_ROOT = tmp_path / "blobs"


@pytest.fixture
def case(player) -> EnforcementCase:
    return EnforcementCase.objects.get(pk=player(SPOT_CASE).play())


@pytest.fixture
def officer(case) -> Client:
    return signed_in(Account.objects.get(username="officer-a"))


@pytest.fixture
def picture(case) -> Exhibit:
    return Exhibit.objects.filter(stream_id=case.pk).exclude(display_key="")[0]


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def collected(case: EnforcementCase, filename: str, content: bytes) -> Exhibit:
    return collect_exhibit(
        stream=case.pk,
        kind=ExhibitKind.ELECTRONIC,
        title="现场材料",
        proof_purpose="证明现场情况",
        content=content,
        filename=filename,
        collected_at=COLLECTED,
        place="国道 205 线",
        collectors=[{"id": "1", "name": "甲执法", "certificate": ""}],
        at=COLLECTED,
    )


def spot_decision(case: EnforcementCase) -> Document:
    return Document.objects.get(stream_id=case.pk, form="f14_spot_decision")


def paths_of(case: EnforcementCase, picture: Exhibit) -> Iterator[str]:
    yield f"/cases/{case.pk}/file.pdf"
    yield f"/exhibits/{picture.uid}"
    yield f"/documents/{spot_decision(case).uid}.pdf?layout=roll"


def looks() -> set[tuple[str, str]]:
    flush_access_log()
    return set(AccessEntry.objects.filter(who="officer-a").values_list("what", "purpose"))


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def width_mm(pdf: bytes) -> float:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return float(opened.pages[0].mediabox[2]) / 72 * 25.4


def test_the_case_file_is_one_pdf_shown_in_the_browser(officer: Client, case) -> None:
    first, second = (officer.get(f"/cases/{case.pk}/file.pdf") for _ in range(2))
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"].startswith("inline")
    assert quote("案卷") in first["Content-Disposition"]
    with pikepdf.open(io.BytesIO(first.content)) as bound:
        assert len(bound.pages) > Document.objects.filter(stream_id=case.pk).count()
    assert first.content == second.content


def test_a_case_without_documents_says_calmly_that_it_has_no_file(officer: Client, case) -> None:
    standing = Document.objects.filter(stream_id=case.pk)
    standing.update(state=DocumentState.WITHDRAWN, state_reason="文号有误")
    answer = officer.get(f"/cases/{case.pk}/file.pdf")
    assert answer.status_code == 404
    assert "还没有案卷" in answer.content.decode()


def test_strangers_get_404_for_every_file(case, picture) -> None:
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = signed_in(appointed("stranger", elsewhere.bureau, Role.AGENCY_HEAD))
    for path in paths_of(case, picture):
        assert stranger.get(path).status_code == 404, path


def test_nobody_gets_a_file_without_signing_in(case, picture) -> None:
    for path in paths_of(case, picture):
        answer = Client().get(path)
        assert (answer.status_code, answer.headers.get("Location", "")[:6]) == (302, "/login"), path


def test_every_opening_is_noted_and_an_exhibit_with_its_purpose(officer: Client, case, picture) -> None:
    before = looks()
    for path in paths_of(case, picture):
        assert officer.get(path).status_code == 200, path
    assert looks() - before == {
        (f"cases/{case.pk}/file", ""),
        (f"exhibits/{picture.uid}", "evidence"),
        (f"documents/{spot_decision(case).uid}", ""),
    }


def test_a_refused_look_is_not_noted_as_one(case, picture) -> None:
    elsewhere = plant_line(province_code="35", since=SINCE, word="外省", short="外")
    stranger = signed_in(appointed("stranger", elsewhere.bureau, Role.AGENCY_HEAD))
    stranger.get(f"/exhibits/{picture.uid}")
    flush_access_log()
    assert not AccessEntry.objects.filter(who="stranger").exists()


def test_a_picture_is_shown_by_its_display_copy(officer: Client, picture) -> None:
    answer = officer.get(f"/exhibits/{picture.uid}")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Disposition"].startswith("inline")
    assert quote(picture.title) in answer["Content-Disposition"]
    assert answer.content == read_display(picture)


@pytest.mark.parametrize(
    ("filename", "content", "media_type", "way"),
    [
        ("录像.mp4", MP4, "video/mp4", "inline"),
        ("记录.txt", "称重41.5吨".encode(), "text/plain; charset=utf-8", "inline"),
        ("记录.txt", "称重41.5吨，超限。".encode("gb18030"), "text/plain; charset=gb18030", "inline"),
        ("页面.html", b"<html><script>alert(1)</script></html>", "text/plain; charset=utf-8", "inline"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "text/plain; charset=utf-8", "inline"),
        ("合同.docx", WORD, "application/octet-stream", "attachment"),
    ],
    ids=["film", "text", "text-gb", "html", "svg", "word"],
)
def test_originals_come_unchanged_and_never_as_a_page(
    officer: Client, case, filename: str, content: bytes, media_type: str, way: str
) -> None:
    answer = officer.get(f"/exhibits/{collected(case, filename, content).uid}")
    assert answer["Content-Type"] == media_type
    assert answer["Content-Disposition"].startswith(way)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert body_of(answer) == content


@pytest.mark.parametrize(
    ("filename", "content"), [("函.pdf", b"%PDF-1.7\n%%EOF\n"), ("录像.mp4", MP4)], ids=["pdf", "film"]
)
def test_a_damaged_original_is_explained_and_not_shown(
    officer: Client, case, settings, filename: str, content: bytes
) -> None:
    exhibit = collected(case, filename, content)
    key = exhibit.original_key
    stored = settings.BLOB_ROOT / key[:2] / key[2:4] / key
    stored.chmod(0o600)
    stored.write_bytes(content + b"x")
    answer = officer.get(f"/exhibits/{exhibit.uid}")
    assert answer.status_code == 409
    assert "这份证据现在不能照原样打开" in answer.content.decode()


def test_the_gallery_shows_pictures_and_names_what_has_none(officer: Client, case, picture) -> None:
    letter = collected(case, "函.pdf", b"%PDF-1.7\n%%EOF\n")
    body = officer.get(f"/cases/{case.pk}/").content.decode()
    assert f'<img src="/exhibits/{picture.uid}" alt="{picture.title}（' in body
    assert f'<a href="/exhibits/{letter.uid}/">' in body
    assert f'<img src="/exhibits/{letter.uid}"' not in body
    assert letter.sm3[:12] in body


def test_a_spot_decision_is_offered_on_the_roll_and_other_documents_are_not(officer: Client, case) -> None:
    body = officer.get(f"/cases/{case.pk}/").content.decode()
    assert f'href="/documents/{spot_decision(case).uid}.pdf?layout=roll"' in body
    assert body.count("小票打印") == 1
    assert f'href="/cases/{case.pk}/file.pdf"' in body


def test_the_roll_is_eighty_millimetres_wide_and_leaves_the_issued_document_alone(officer: Client, case) -> None:
    address = f"/documents/{spot_decision(case).uid}.pdf"
    roll = officer.get(f"{address}?layout=roll")
    assert width_mm(roll.content) == pytest.approx(80, abs=0.5)
    assert spot_decision(case).pdf_key == ""
    assert width_mm(officer.get(address).content) == pytest.approx(210, abs=0.5)


def test_a_layout_that_is_not_known_is_ignored_and_one_the_form_lacks_is_not_found(officer: Client, case) -> None:
    address = f"/documents/{spot_decision(case).uid}.pdf"
    assert officer.get(f"{address}?layout=A3").content == officer.get(address).content
    other = Document.objects.filter(stream_id=case.pk).exclude(form="f14_spot_decision").first()
    assert officer.get(f"/documents/{other.uid}.pdf?layout=roll").status_code == 404
