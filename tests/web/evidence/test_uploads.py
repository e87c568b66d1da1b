"""The protocol of sending in pieces: begin, ask, go on, give up; and who may."""

from __future__ import annotations

import hashlib

import pytest
from django.test import Client

from hengtu.evidence.models import Exhibit, Upload
from tests.web.evidence.conftest import People, Words, image

pytestmark = pytest.mark.django_db
PIECE = 1000


def begin(client: Client, page: str, content: bytes, name: str = "一.jpg"):
    return client.post(f"{page}uploads", {"filename": name, "size": len(content), "fingerprint": f"{name}:1"})


def patch(client: Client, url: str, piece: bytes, offset: int | str, **headers: str):
    return client.patch(
        url, piece, content_type="application/offset+octet-stream", headers={"Upload-Offset": str(offset), **headers}
    )


def test_a_file_sent_in_pieces_over_two_visits_becomes_an_exhibit(
    people: People, case, upload_page, words: Words
) -> None:
    content = image()
    begun = begin(people.officer, upload_page, content).json()
    assert (begun["offset"], begun["size"]) == (0, len(content))
    patch(people.officer, begun["url"], content[:PIECE], 0)
    again = begin(people.officer, upload_page, content)
    assert (again.status_code, again.json()["uid"], again.json()["offset"]) == (201, begun["uid"], PIECE)
    for offset in range(PIECE, len(content), PIECE):
        piece = content[offset : offset + PIECE]
        digest = hashlib.sha256(piece).hexdigest()
        answer = patch(people.officer, begun["url"], piece, offset, **{"Upload-Digest": digest})
        assert answer.status_code == 200
    assert answer["Upload-Offset"] == str(len(content))
    assert people.officer.head(begun["url"])["Upload-Offset"] == str(len(content))
    assert people.officer.post(upload_page, words(upload=[begun["uid"]])).status_code == 302
    taken = Exhibit.objects.get(filename="一.jpg")
    assert taken.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("offset", [0, 999, 1001, "x", ""])
def test_a_wrong_offset_is_answered_with_the_right_one(people: People, upload_page, offset: object) -> None:
    content = image()
    url = begin(people.officer, upload_page, content).json()["url"]
    patch(people.officer, url, content[:PIECE], 0)
    answer = patch(people.officer, url, content[:PIECE], offset)
    assert answer.status_code == 409
    assert (answer["Upload-Offset"], answer.json()["offset"]) == (str(PIECE), PIECE)


def test_a_program_is_refused_with_its_first_piece_and_nothing_stays(people: People, upload_page, blobs) -> None:
    url = begin(people.officer, upload_page, bytes(5000)).json()["url"]
    answer = patch(people.officer, url, b"MZ" + bytes(998), 0)
    assert (answer.status_code, answer.json()["code"]) == (422, "exhibit_is_program")
    assert not Upload.objects.exists()
    assert not list((blobs / "partial").glob(".*"))


@pytest.mark.parametrize("size", ["0", "-1", "x", "", str(3 << 30)])
def test_a_size_that_cannot_be_is_refused_at_once(people: People, upload_page, size: str) -> None:
    answer = people.officer.post(f"{upload_page}uploads", {"filename": "一.mp4", "size": size})
    assert answer.status_code == 422
    assert not Upload.objects.exists()


def test_a_file_is_given_up_by_who_sent_it(people: People, upload_page) -> None:
    url = begin(people.officer, upload_page, image()).json()["url"]
    assert people.reviewer.delete(url).status_code == 404
    assert people.officer.delete(url).status_code == 204
    assert people.officer.head(url).status_code == 404
    assert patch(people.officer, url, b"x", 0).status_code == 404


def test_nobody_else_may_begin_ask_or_go_on(people: People, upload_page) -> None:
    content = image()
    url = begin(people.officer, upload_page, content).json()["url"]
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        assert begin(client, upload_page, content).status_code == status
    for client, status in ((people.supervisor, 404), (people.stranger, 404), (people.anonymous, 302)):
        assert client.head(url).status_code == status
        assert patch(client, url, content[:PIECE], 0).status_code == status
    assert Upload.objects.count() == 1


def test_a_file_of_somebody_else_cannot_be_named_in_a_form(people: People, upload_page, words: Words) -> None:
    content = image()
    begun = begin(people.officer, upload_page, content).json()
    patch(people.officer, begun["url"], content, 0)
    answer = people.reviewer.post(upload_page, words(upload=[begun["uid"]]))
    assert answer.status_code == 422
    assert not Exhibit.objects.filter(filename="一.jpg").exists()


def test_a_file_that_is_not_whole_is_not_taken_in_and_goes_on_later(people: People, upload_page, words: Words) -> None:
    content = image()
    begun = begin(people.officer, upload_page, content).json()
    patch(people.officer, begun["url"], content[:PIECE], 0)
    answer = people.officer.post(upload_page, words(upload=[begun["uid"]]))
    assert answer.status_code == 422
    assert "从断点接着传" in answer.content.decode()
    assert Upload.objects.count() == 1
