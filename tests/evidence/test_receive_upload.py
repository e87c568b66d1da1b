"""A file in pieces: what arrived is kept, what does not fit is said, nothing is half-written."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from datetime import timedelta

import pytest
from django.db import connections

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.limits import MAX_FILM, MAX_OTHER, MAX_PIECE
from hengtu.evidence.models import Upload
from hengtu.evidence.selectors.uploads import uploads_of
from hengtu.evidence.services import receive_upload
from hengtu.evidence.services.receive_upload import (
    PieceDamaged,
    WrongOffset,
    add_piece,
    discard_upload,
    path_of,
    received,
    start_upload,
)
from hengtu.ledger.jobs import Worker
from hengtu.ledger.models import Stream
from hengtu.lib.blobs import BlobStoreFull
from tests.evidence.make import RECORDED, photo
from tests.postgres import Database

pytestmark = pytest.mark.django_db
FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40


@pytest.fixture
def case() -> Stream:
    return Stream.objects.create(kind="case")


def begin(case: Stream, size: int = len(FILM), **changes: str) -> Upload:
    given = {"username": "chenyu", "filename": "录像.mp4", "fingerprint": "录像.mp4:1:2", **changes}
    return start_upload(stream=case.pk, size=size, at=RECORDED, **given)


def test_pieces_make_the_file_byte_for_byte(case: Stream) -> None:
    upload = begin(case)
    for offset in range(0, len(FILM), 1000):
        piece = FILM[offset : offset + 1000]
        upload = add_piece(upload.pk, offset=offset, piece=piece, sha256=hashlib.sha256(piece).hexdigest())
    assert upload.is_complete
    assert path_of(upload).read_bytes() == FILM


def test_the_same_file_goes_on_where_it_stopped(case: Stream) -> None:
    first = begin(case)
    add_piece(first.pk, offset=0, piece=FILM[:1000])
    again = begin(case)
    assert (again.pk, received(again)) == (first.pk, 1000)


@pytest.mark.parametrize(
    "changes",
    [{"fingerprint": "录像.mp4:1:3"}, {"username": "luoqiming"}, {"filename": "另一个.mp4"}, {"fingerprint": ""}],
)
def test_another_file_or_another_person_begins_anew(case: Stream, changes: dict[str, str]) -> None:
    first = begin(case)
    assert begin(case, **changes).pk != first.pk


@pytest.mark.parametrize("offset", [0, 500, 1001, len(FILM), -1])
def test_a_piece_that_does_not_fit_is_told_where_to_go_on(case: Stream, offset: int) -> None:
    upload = begin(case)
    add_piece(upload.pk, offset=0, piece=FILM[:1000])
    with pytest.raises(WrongOffset) as refusal:
        add_piece(upload.pk, offset=offset, piece=b"x" * 10)
    assert refusal.value.offset == 1000
    assert path_of(upload).read_bytes() == FILM[:1000]


def test_more_than_was_announced_is_refused(case: Stream) -> None:
    upload = begin(case, size=100)
    with pytest.raises(WrongOffset):
        add_piece(upload.pk, offset=0, piece=FILM[:101])


def test_a_piece_damaged_on_its_way_is_not_written(case: Stream) -> None:
    upload = begin(case)
    with pytest.raises(PieceDamaged):
        add_piece(upload.pk, offset=0, piece=FILM[:1000], sha256=hashlib.sha256(FILM[:999]).hexdigest())
    with pytest.raises(PieceDamaged):
        add_piece(upload.pk, offset=0, piece=bytes(MAX_PIECE + 1))
    assert received(upload) == 0
    assert not path_of(upload).exists()


def test_what_will_never_be_an_exhibit_is_refused_with_its_first_piece(case: Stream) -> None:
    program = begin(case, filename="照片.jpg")
    with pytest.raises(ExhibitRefused) as refusal:
        add_piece(program.pk, offset=0, piece=b"MZ" + bytes(100))
    assert refusal.value.code == "exhibit_is_program"
    large = begin(case, filename="图.jpg", size=MAX_OTHER + 1)
    with pytest.raises(ExhibitRefused) as refusal:
        add_piece(large.pk, offset=0, piece=photo())
    assert refusal.value.code == "exhibit_too_large"


@pytest.mark.parametrize(
    ("size", "code"), [(0, "exhibit_empty"), (-5, "exhibit_empty"), (MAX_FILM + 1, "exhibit_too_large")]
)
def test_nothing_and_too_much_are_refused_before_anything_is_sent(case: Stream, size: int, code: str) -> None:
    with pytest.raises(ExhibitRefused) as refusal:
        begin(case, size=size)
    assert refusal.value.code == code
    assert not Upload.objects.exists()


def test_a_full_disk_takes_back_what_it_could_not_hold(case: Stream, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin(case)
    add_piece(upload.pk, offset=0, piece=FILM[:1000])

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(receive_upload.os, "fsync", full)
    with pytest.raises(BlobStoreFull, match="从断点接着传"):
        add_piece(upload.pk, offset=1000, piece=FILM[1000:2000])
    monkeypatch.undo()
    assert path_of(upload).read_bytes() == FILM[:1000]
    upload.refresh_from_db()
    assert upload.offset == 1000
    assert add_piece(upload.pk, offset=1000, piece=FILM[1000:2000]).offset == 2000


def test_bytes_written_before_a_crash_are_written_again_and_not_doubled(case: Stream) -> None:
    upload = begin(case)
    add_piece(upload.pk, offset=0, piece=FILM[:1000])
    with path_of(upload).open("ab") as file:
        file.write(b"half of a piece whose transaction never ended")
    add_piece(upload.pk, offset=1000, piece=FILM[1000:1010])
    assert path_of(upload).read_bytes() == FILM[:1010]


def test_a_row_that_remembers_more_than_the_disk_begins_where_the_disk_ends(case: Stream) -> None:
    upload = begin(case)
    add_piece(upload.pk, offset=0, piece=FILM[:1000])
    os.truncate(path_of(upload), 400)
    with pytest.raises(WrongOffset) as refusal:
        add_piece(upload.pk, offset=1000, piece=FILM[1000:2000])
    assert refusal.value.offset == 400
    add_piece(upload.pk, offset=400, piece=FILM[400:1000])
    assert path_of(upload).read_bytes() == FILM[:1000]


def test_a_file_given_up_leaves_nothing_and_one_forgotten_is_swept_after_a_week(case: Stream) -> None:
    given_up, forgotten = begin(case), begin(case, filename="二.mp4")
    for upload in (given_up, forgotten):
        add_piece(upload.pk, offset=0, piece=FILM[:1000])
    discard_upload(given_up)
    assert not path_of(given_up).exists()
    almost = Worker("a", lambda: RECORDED + timedelta(days=7, seconds=-1))
    assert not almost.run_one()
    assert [each.pk for each in uploads_of(case.pk, "chenyu")] == [forgotten.pk]
    later = Worker("b", lambda: RECORDED + timedelta(days=7))
    assert later.run_one()
    assert later.run_one()
    assert uploads_of(case.pk, "chenyu") == []
    assert not path_of(forgotten).exists()


def test_two_tabs_that_send_the_same_piece_write_it_once(database: Database) -> None:
    case = Stream.objects.create(kind="case")
    upload = begin(case)
    outcomes: list[object] = []

    def tab() -> None:
        try:
            for offset in range(0, len(FILM), 500):
                try:
                    outcomes.append(add_piece(upload.pk, offset=offset, piece=FILM[offset : offset + 500]).offset)
                except WrongOffset as wrong:
                    outcomes.append(wrong)
        finally:
            connections.close_all()

    tabs = [threading.Thread(target=tab) for _ in range(2)]
    for each in tabs:
        each.start()
    for each in tabs:
        each.join(60)
    assert Upload.objects.get(pk=upload.pk).offset == len(FILM)
    assert path_of(upload).read_bytes() == FILM
    assert sum(isinstance(each, int) for each in outcomes) == -(-len(FILM) // 500)
