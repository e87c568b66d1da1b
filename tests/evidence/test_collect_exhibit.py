"""Taking in evidence: the original untouched, what it is not believed, what it proves said."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.export import export_rows
from hengtu.evidence.models import AuditResult, Exhibit
from hengtu.evidence.services.audit_exhibit import audit_exhibit, refuse_unaudited
from hengtu.evidence.services.verify_exhibit import read_display, read_original, verify_exhibit
from hengtu.ledger.exports import registered
from hengtu.ledger.models import Stream
from hengtu.lib.blobs import BlobStore, BlobStoreFull, sm3_hex
from tests.evidence.make import RECORDED, TAKEN, collect, photo
from tests.lib.test_images import bomb
from tests.postgres import Database


@pytest.fixture
def case(db: None) -> Stream:
    return Stream.objects.create(kind="case")


def refused(code: str) -> Any:
    return pytest.raises(ExhibitRefused, check=lambda error: error.code == code)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_original_is_kept_byte_for_byte_with_both_hashes(case: Stream) -> None:
    original = photo()
    exhibit = collect(case, content=original)
    assert read_original(exhibit) == original
    assert (exhibit.sha256, exhibit.sm3) == (hashlib.sha256(original).hexdigest(), sm3_hex(original))
    assert (exhibit.size, exhibit.media_type) == (len(original), "image/jpeg")
    assert verify_exhibit(exhibit)


def test_the_display_copy_carries_nothing_the_camera_wrote(case: Stream) -> None:
    exhibit = collect(case)
    assert b"camera of a real person" in read_original(exhibit)
    assert b"camera of a real person" not in (read_display(exhibit) or b"")


def test_a_film_has_no_display_copy_and_is_read_from_its_file(case: Stream, tmp_path: Path) -> None:
    film = tmp_path / "record.mp4"
    film.write_bytes(b"\0\0\0\x20ftypisom" + b"x" * 2_000_000)
    exhibit = collect(case, content=film, filename="record.mp4")
    assert (exhibit.media_type, read_display(exhibit)) == ("video/mp4", None)
    assert film.exists()


KINDS_OF_THE_LAW = (
    "DOCUMENTARY", "PHYSICAL", "AUDIOVISUAL", "ELECTRONIC", "TESTIMONY", "PARTY_STATEMENT", "EXPERT_OPINION",
    "INQUEST_RECORD",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS_OF_THE_LAW)
def test_each_of_the_eight_kinds_of_evidence_is_taken_in_as_such(case: Stream, kind: str) -> None:
    assert Exhibit.objects.get(pk=collect(case, kind=kind).pk).kind == kind


def test_exhibits_of_a_case_are_numbered_in_order(case: Stream) -> None:
    assert [collect(case).seq, collect(case).seq, collect(Stream.objects.create(kind="case")).seq] == [1, 2, 1]


@pytest.mark.parametrize("name", ["video.mp4", "照片.jpg", "report.pdf", "x"])
@pytest.mark.parametrize("head", [b"MZ\x90\0", b"\x7fELF\x02", b"#!/bin/sh\n", b"dex\n035"])
def test_a_program_is_refused_whatever_it_is_called(case: Stream, name: str, head: bytes, blob_folder: Path) -> None:
    with refused("exhibit_is_program"):
        collect(case, content=head + b"\0" * 100, filename=name)
    assert stored(blob_folder) == []
    assert not Exhibit.objects.exists()


def test_a_renamed_file_is_refused(case: Stream) -> None:
    with refused("exhibit_not_what_it_says"):
        collect(case, content=b"%PDF-1.7\n", filename="IMG_0001.jpg")


def test_the_media_type_follows_from_the_bytes(case: Stream) -> None:
    assert collect(case, content="称重流水：98940 kg\n".encode() * 500, filename="weigh.csv").media_type == "text/plain"
    assert collect(case, content="称重流水".encode("gb18030"), filename="weigh.dat").media_type == "text/plain"
    assert collect(case, content=b"\0\1\2\3" * 9, filename="weigh.bin").media_type == "application/octet-stream"


def test_an_empty_file_is_refused(case: Stream) -> None:
    with refused("exhibit_empty"):
        collect(case, content=b"")


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_decompression_bomb_is_refused_and_nothing_is_stored(case: Stream, blob_folder: Path) -> None:
    with refused("image_too_large"):
        collect(case, content=bomb(), filename="x.png")
    assert stored(blob_folder) == []


@pytest.mark.parametrize("gap", [{"proof_purpose": " "}, {"title": ""}, {"place": ""}, {"collectors": []}])
def test_evidence_says_what_it_proves_and_who_took_it(case: Stream, gap: dict[str, Any]) -> None:
    with refused("exhibit_incomplete"):
        collect(case, **gap)


def test_evidence_is_not_taken_after_it_was_recorded(case: Stream) -> None:
    with refused("exhibit_collected_later"):
        collect(case, collected_at=RECORDED, at=TAKEN)


def test_a_path_in_the_file_name_is_dropped(case: Stream) -> None:
    assert collect(case, filename="..\\..\\etc/IMG.jpg").filename == "IMG.jpg"


def test_a_full_disk_is_told_and_leaves_no_row(case: Stream, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_store: BlobStore, _content: bytes, **_more: object) -> None:
        raise BlobStoreFull("存储空间已满")

    monkeypatch.setattr(BlobStore, "put", full)
    with pytest.raises(BlobStoreFull):
        collect(case)
    assert not Exhibit.objects.exists()


def test_a_flipped_byte_of_an_original_is_found(case: Stream, blob_folder: Path) -> None:
    exhibit = collect(case)
    path = BlobStore(blob_folder).path(exhibit.original_key)
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    assert not verify_exhibit(exhibit)


# electronic monitoring (APL:41p2)


def test_a_monitoring_record_proves_nothing_before_its_audit(case: Stream) -> None:
    record, photo_by_hand = collect(case, monitored=True), collect(case)
    refuse_unaudited([photo_by_hand])
    with refused("exhibit_not_audited") as caught:
        refuse_unaudited([photo_by_hand, record])
    assert "第四十一条第二款" in str(caught.value)
    audit_exhibit(record, passed=True, audited_by="贺知微", at=RECORDED)
    refuse_unaudited([record])


def test_a_monitoring_record_that_failed_its_audit_stays_out(case: Stream) -> None:
    record = collect(case, monitored=True)
    audit_exhibit(record, passed=False, audited_by="贺知微", at=RECORDED)
    assert record.audit_result == AuditResult.FAILED
    with refused("exhibit_not_audited"):
        refuse_unaudited([record])
    with refused("exhibit_audit_not_open"):
        audit_exhibit(record, passed=True, audited_by="贺知微", at=RECORDED)


def test_an_audit_names_its_auditor(case: Stream) -> None:
    with refused("exhibit_audit_not_open"):
        audit_exhibit(collect(case, monitored=True), passed=True, audited_by=" ", at=RECORDED)


# both databases


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE evidence_exhibit SET sm3 = 'x'",
        "UPDATE evidence_exhibit SET original_key = 'x'",
        "UPDATE evidence_exhibit SET collected_at = recorded_at",
        "UPDATE evidence_exhibit SET latitude = NULL",
        "UPDATE evidence_exhibit SET collectors = '[]'",
        "UPDATE evidence_exhibit SET proof_purpose = 'x'",
        "DELETE FROM evidence_exhibit",
    ],
)
def test_the_database_refuses_a_change_of_what_was_taken_in(database: Database, change: str) -> None:
    collect(Stream.objects.create(kind="case"))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_two_phones_at_once_do_not_draw_the_same_number(database: Database) -> None:
    case = Stream.objects.create(kind="case")
    broken: list[Exception] = []

    def phone() -> None:
        try:
            for _ in range(5):
                collect(case)
        except Exception as error:
            broken.append(error)
        finally:
            connections.close_all()

    phones = [threading.Thread(target=phone) for _ in range(3)]
    for each in phones:
        each.start()
    for each in phones:
        each.join(60)
    assert not broken
    assert list(Exhibit.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 16))


def test_exhibits_are_offered_to_exports_with_their_originals(case: Stream) -> None:
    exhibit = collect(case)
    assert registered()["exhibits"] is export_rows
    (row,) = export_rows()
    assert [(file.path.is_file(), file.digest, file.algorithm) for file in row.files] == [(True, exhibit.sm3, "sm3")]
    assert row.row["sha256"] == exhibit.sha256
