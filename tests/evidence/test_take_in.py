"""Several files at once: a bad one is named and explained, and never costs the others anything."""

from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path

import pytest

from hengtu.evidence.limits import MAX_OTHER
from hengtu.evidence.models import Exhibit, ExhibitKind
from hengtu.evidence.services import collect_exhibit
from hengtu.evidence.services.take_in import Sheet, take_in
from hengtu.ledger.models import Stream
from hengtu.lib.blobs import BlobStore, BlobStoreFull
from tests.evidence.make import COLLECTORS, RECORDED, TAKEN, photo
from tests.lib.test_images import bomb

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")]
SHEET = Sheet(ExhibitKind.AUDIOVISUAL, "现场照片", "证明车型", TAKEN, "国道", COLLECTORS)


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("0", bytes(20 << 20))
    return target.getvalue()


def office_file() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "合同" * 2000)
    return target.getvalue()


BAD = [
    ("照片.jpg", b"MZ" + bytes(100), "exhibit_is_program"),
    ("空.jpg", b"", "exhibit_empty"),
    ("图.png", photo(), "exhibit_not_what_it_says"),
    ("大图.png", bomb(), "image_too_large"),
    ("断.jpg", photo()[:200], "image_broken"),
    ("包.zip", zip_bomb(), "exhibit_is_bomb"),
]


@pytest.fixture
def case() -> Stream:
    return Stream.objects.create(kind="case")


def laid(folder: Path, *files: tuple[str, bytes]) -> list[tuple[str, Path]]:
    found = []
    for number, (name, content) in enumerate(files):
        path = folder / str(number)
        path.write_bytes(content)
        found.append((name, path))
    return found


def red_photo() -> bytes:
    from PIL import Image

    target = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((300, 200)).rotate(45).save(target, "JPEG")
    return target.getvalue()


@pytest.mark.parametrize(("name", "content", "code"), BAD, ids=[code for _, _, code in BAD])
def test_a_bad_file_between_good_ones_is_refused_alone(
    case: Stream, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    files = laid(tmp_path, ("一.jpg", photo()), (name, content), ("二.jpg", red_photo()))
    first, bad, last = take_in(stream=case.pk, files=files, sheet=SHEET, at=RECORDED)
    assert first.exhibit
    assert last.exhibit
    assert [first.exhibit.title, last.exhibit.title] == ["现场照片（1）", "现场照片（3）"]
    assert (bad.code, bad.exhibit, bad.is_kept) == (code, None, False)
    assert name in bad.message or code.startswith("image")
    assert "请" in bad.message
    assert Exhibit.objects.filter(stream=case).count() == 2


def test_the_same_original_is_taken_in_once(case: Stream, tmp_path: Path) -> None:
    files = laid(tmp_path, ("一.jpg", photo()))
    (first,) = take_in(stream=case.pk, files=files, sheet=SHEET, at=RECORDED)
    (again,) = take_in(stream=case.pk, files=files, sheet=SHEET, at=RECORDED)
    assert first.exhibit is not None
    assert first.exhibit.title == "现场照片"
    assert (again.code, again.is_settled) == ("exhibit_known", True)
    assert "证1" in again.message
    other = Stream.objects.create(kind="case")
    (elsewhere,) = take_in(stream=other.pk, files=files, sheet=SHEET, at=RECORDED)
    assert elsewhere.exhibit is not None


def test_an_archive_is_kept_folded_and_its_content_is_never_read(case: Stream, tmp_path: Path) -> None:
    (taken,) = take_in(stream=case.pk, files=laid(tmp_path, ("合同.docx", office_file())), sheet=SHEET, at=RECORDED)
    assert taken.exhibit is not None
    assert taken.exhibit.media_type == "application/zip"


def test_an_archive_whose_directory_alone_is_a_mountain_is_refused(case: Stream, tmp_path: Path) -> None:
    lying = bytearray(office_file())
    end = lying.rfind(b"PK\x05\x06")
    lying[end + 12 : end + 16] = (1 << 30).to_bytes(4, "little")
    (refused,) = take_in(stream=case.pk, files=laid(tmp_path, ("包.zip", bytes(lying))), sheet=SHEET, at=RECORDED)
    assert refused.code == "exhibit_is_bomb"


def test_a_file_beyond_its_limit_is_refused_by_what_it_is(
    case: Stream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hengtu.evidence.limits.MAX_OTHER", 100)
    film = b"\0\0\0\x18ftypmp42" + bytes(200)
    files = laid(tmp_path, ("大.jpg", photo()), ("录像.mp4", film))
    large, fine = take_in(stream=case.pk, files=files, sheet=SHEET, at=RECORDED)
    assert (large.code, fine.code) == ("exhibit_too_large", "")
    assert MAX_OTHER == 100 << 20


def test_a_full_disk_leaves_the_file_to_be_sent_in_again(
    case: Stream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: BlobStore, content: object, **more: object) -> None:
        raise BlobStoreFull("存储空间已满") from OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(collect_exhibit.BlobStore, "put", full)
    (outcome,) = take_in(stream=case.pk, files=laid(tmp_path, ("一.jpg", photo())), sheet=SHEET, at=RECORDED)
    assert (outcome.code, outcome.is_kept) == ("blob_store_full", True)
    assert not Exhibit.objects.exists()
