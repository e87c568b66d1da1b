"""A record taken on a phone: hash first, then the file, once; and what is said when something does not fit."""

from __future__ import annotations

import hashlib
import io
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from hengtu.evidence.clocks import differences_of, metres_between
from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import MAX_FILM
from hengtu.evidence.models import Capture, Exhibit, ExhibitKind, Medium, Topic, Upload
from hengtu.evidence.selectors.particulars import claims_in, newest
from hengtu.evidence.services.announce_capture import Announced, announce_capture, give_up_capture
from hengtu.evidence.services.finish_capture import finish_capture
from hengtu.evidence.services.receive_upload import WrongOffset, add_piece, discard_upload, path_of
from hengtu.evidence.services.state_particular import state_particular
from hengtu.evidence.services.take_in import Sheet
from hengtu.ledger.models import Stream
from tests.evidence.make import COLLECTORS, RECORDED, TAKEN, collect, photo
from tests.lib.test_file_metadata import camera_photo

pytestmark = pytest.mark.django_db
SHEET = Sheet(ExhibitKind.AUDIOVISUAL, "现场照片", "证明车型", TAKEN, "国道", COLLECTORS)


@pytest.fixture
def case() -> Stream:
    return Stream.objects.create(kind="case")


def dark_picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (400, 300), "#050505").save(target, "JPEG")
    return target.getvalue()


def said(content: bytes, **changes: Any) -> Announced:
    digest = hashlib.sha256(content).hexdigest()
    given = Announced(Medium.PHOTO, "IMG_1.jpg", len(content), digest, TAKEN, 0, 38.042, 114.5, 12.0)
    return replace(given, **changes)


def announced(case: Stream, content: bytes, key: uuid.UUID | None = None, **changes: Any) -> Capture:
    return announce_capture(
        key=key or uuid.uuid4(), stream=case.pk, username="a", said=said(content, **changes), sheet=SHEET, at=RECORDED
    )


def arrived(case: Stream, content: bytes, **changes: Any) -> Capture:
    capture = announced(case, content, **changes)
    assert capture.upload_id is not None
    add_piece(capture.upload_id, offset=0, piece=content)
    return capture


def test_what_was_announced_becomes_one_exhibit_with_hash_place_and_time(case: Stream) -> None:
    capture = arrived(case, photo())
    outcome = finish_capture(capture.pk, at=RECORDED)
    assert outcome.exhibit is not None
    exhibit = outcome.exhibit
    assert (exhibit.sha256, exhibit.latitude, exhibit.longitude) == (capture.sha256, 38.042, 114.5)
    assert not Upload.objects.exists()
    again = finish_capture(capture.pk, at=RECORDED + timedelta(minutes=1))
    assert again.exhibit == exhibit
    assert Exhibit.objects.count() == 1


def test_announced_twice_it_is_noted_once_and_goes_on_where_it_stopped(case: Stream) -> None:
    key, content = uuid.uuid4(), photo()
    first = announced(case, content, key)
    assert first.upload_id is not None
    add_piece(first.upload_id, offset=0, piece=content[:100])
    again = announced(case, content, key)
    assert (again.upload_id, Capture.objects.count(), Upload.objects.count()) == (first.upload_id, 1, 1)
    assert again.upload is not None
    assert again.upload.offset == 100


def test_a_hash_announced_wrong_is_refused_in_words_and_what_arrived_is_kept(case: Stream) -> None:
    capture = arrived(case, photo(), sha256="ab" * 32)
    outcome = finish_capture(capture.pk, at=RECORDED)
    assert (outcome.code, outcome.exhibit, outcome.is_kept) == ("exhibit_hash_differs", None, True)
    assert "abababababab" in outcome.message
    assert "请" in outcome.message
    upload = Upload.objects.get()
    assert path_of(upload).read_bytes() == photo()
    capture.refresh_from_db()
    assert capture.trouble == "exhibit_hash_differs"
    assert not Exhibit.objects.exists()


def test_nothing_is_taken_in_before_everything_is_there(case: Stream) -> None:
    capture = announced(case, photo())
    assert capture.upload_id is not None
    add_piece(capture.upload_id, offset=0, piece=photo()[:50])
    with pytest.raises(WrongOffset) as missing:
        finish_capture(capture.pk, at=RECORDED)
    assert missing.value.offset == 50


def test_a_picture_that_shows_nothing_waits_for_a_reason(case: Stream) -> None:
    capture = arrived(case, dark_picture())
    doubted = finish_capture(capture.pk, at=RECORDED)
    assert (doubted.code, doubted.is_kept) == ("exhibit_doubtful", True)
    assert "太暗" in doubted.message
    taken = finish_capture(capture.pk, at=RECORDED, keep_reason="夜间没有照明")
    assert taken.exhibit is not None
    assert newest(taken.exhibit)[Topic.KEPT].data == {"doubts": ["picture_dark"], "reason": "夜间没有照明"}


def test_a_text_renamed_to_a_picture_is_refused_and_its_room_given_back(case: Stream, blob_folder: Path) -> None:
    capture = announced(case, "不是照片".encode())
    assert capture.upload_id is not None
    with pytest.raises(ExhibitRefused, match="不符") as refusal:
        add_piece(capture.upload_id, offset=0, piece="不是照片".encode())
    assert refusal.value.code == "exhibit_not_what_it_says"


@pytest.mark.parametrize("name", ["录像.mp4", "录音.wav", "合同.docx"])
def test_a_text_with_the_name_of_a_film_or_an_office_file_is_refused(case: Stream, name: str) -> None:
    with pytest.raises(ExhibitRefused, match="不符"):
        collect(case, content="一段文字".encode(), filename=name)


def test_a_second_record_of_the_same_picture_leads_to_the_first_exhibit(case: Stream) -> None:
    first = finish_capture(arrived(case, photo()).pk, at=RECORDED).exhibit
    second = arrived(case, photo())
    outcome = finish_capture(second.pk, at=RECORDED)
    assert (outcome.exhibit, outcome.code) == (first, "exhibit_known")
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"size": 0}, "exhibit_empty"),
        ({"size": MAX_FILM + 1}, "exhibit_too_large"),
        ({"sha256": "xyz"}, "capture_without_hash"),
        ({"latitude": None}, "capture_without_place"),
    ],
)
def test_what_cannot_be_evidence_is_refused_before_anything_is_sent(case: Stream, changes: Any, code: str) -> None:
    with pytest.raises(ExhibitRefused) as refusal:
        announced(case, photo(), **changes)
    assert refusal.value.code == code
    assert "请" in str(refusal.value)
    assert not Capture.objects.exists()


def test_the_largest_film_allowed_is_announced(case: Stream) -> None:
    assert announced(case, photo(), size=MAX_FILM, filename="录像.mp4", medium=Medium.VIDEO).upload is not None


def test_no_place_with_a_reason_is_enough(case: Stream) -> None:
    capture = announced(case, photo(), latitude=None, longitude=None, no_place_reason="没有允许定位")
    assert (capture.latitude, capture.no_place_reason) == (None, "没有允许定位")


def test_a_key_cannot_be_used_for_another_file(case: Stream) -> None:
    key = uuid.uuid4()
    announced(case, photo(), key)
    with pytest.raises(ExhibitRefused) as refusal:
        announced(case, photo(), key, sha256="cd" * 32)
    assert refusal.value.code == "capture_key_taken"


def test_room_swept_after_a_week_is_made_again(case: Stream) -> None:
    capture = arrived(case, photo())
    assert capture.upload is not None
    discard_upload(capture.upload)
    again = announced(case, photo(), capture.pk)
    assert again.upload is not None
    assert again.upload.offset == 0


def test_a_record_is_given_up_only_before_it_is_evidence(case: Stream) -> None:
    given_up = arrived(case, photo())
    give_up_capture(given_up)
    assert not Upload.objects.exists()
    taken = arrived(case, photo())
    finish_capture(taken.pk, at=RECORDED)
    taken.refresh_from_db()
    with pytest.raises(ExhibitRefused, match="已经入库"):
        give_up_capture(taken)


def test_the_database_refuses_to_change_what_was_announced_and_what_was_stated(case: Stream) -> None:
    capture = arrived(case, photo())
    exhibit = finish_capture(capture.pk, at=RECORDED).exhibit
    assert exhibit is not None
    stated = state_particular(exhibit, Topic.EXPLANATION, {"text": "相机慢了"}, by="a", at=RECORDED)
    for change in (
        lambda: Capture.objects.filter(pk=capture.pk).update(sha256="0" * 64),
        lambda: Capture.objects.filter(pk=capture.pk).delete(),
        lambda: type(stated).objects.filter(pk=stated.pk).update(stated_by="b"),
        lambda: type(stated).objects.filter(pk=stated.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_an_empty_statement_is_refused(case: Stream) -> None:
    with pytest.raises(ExhibitRefused) as refusal:
        state_particular(collect(case), Topic.EXPLANATION, {"text": ""}, by="a", at=RECORDED)
    assert refusal.value.code == "particular_empty"


# --- clocks and places --------------------------------------------------------------------------------------------


def taken_in(case: Stream, content: bytes, **changes: Any) -> tuple[Exhibit, Capture]:
    capture = arrived(case, content, **changes)
    exhibit = finish_capture(capture.pk, at=RECORDED).exhibit
    assert exhibit is not None
    return exhibit, capture


def codes(exhibit: Exhibit, capture: Capture) -> list[str]:
    return [each.code for each in differences_of(exhibit, capture)]


def test_clocks_and_places_that_agree_are_not_mentioned(case: Stream) -> None:
    assert codes(*taken_in(case, camera_photo())) == []


@pytest.mark.parametrize(
    ("minutes", "found"), [(10, []), (11, ["camera_clock_differs"]), (-11, ["camera_clock_differs"])]
)
def test_a_camera_clock_is_judged_at_the_edge_of_the_setting(case: Stream, minutes: int, found: list[str]) -> None:
    exhibit, capture = taken_in(case, camera_photo(), device_at=TAKEN + timedelta(minutes=minutes))
    assert codes(exhibit, capture) == found


def test_a_wrong_camera_clock_is_said_and_nothing_is_corrected(case: Stream) -> None:
    exhibit, capture = taken_in(case, camera_photo("2019:01:01 00:00:00"))
    (difference,) = differences_of(exhibit, capture)
    assert "早" in difference.message
    assert "天" in difference.message
    claims = claims_in(newest(exhibit))
    assert claims.taken_at is not None
    assert claims.taken_at.year == 2019
    assert exhibit.collected_at == TAKEN


def test_a_phone_whose_clock_is_wrong_is_said(case: Stream) -> None:
    assert codes(*taken_in(case, photo(), clock_offset_seconds=3600)) == ["device_clock_differs"]


def test_a_picture_taken_elsewhere_is_said(case: Stream) -> None:
    assert codes(*taken_in(case, camera_photo(), latitude=38.06)) == ["camera_place_differs"]
    assert metres_between((0, 0), (0, 1)) == pytest.approx(111_195, abs=10)
