"""Pages around custody: the printable record, statements added later, films and PDF shown without what they tell."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengtu.evidence.models import Exhibit, Particular, Topic
from hengtu.evidence.selectors.particulars import newest
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry, Stream
from tests.evidence.make import collect
from tests.lib.test_file_metadata import SECRET, camera_photo, drawn, film, pdf
from tests.web.evidence.conftest import People, Words

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_the_record_lists_every_step_and_is_a_step_itself(people: People, picture: Exhibit) -> None:
    people.officer.get(f"/exhibits/{picture.pk}")
    page = people.officer.get(f"/exhibits/{picture.pk}/custody").content.decode()
    for said in (picture.sm3, picture.sha256, "收到并封存原件", "看展示件", "记入"):
        assert said in page
    flush_access_log()
    assert AccessEntry.objects.filter(what=f"exhibits/{picture.pk}", purpose="evidence custody").exists()
    assert "看保管记录" in people.officer.get(f"/exhibits/{picture.pk}/custody").content.decode()
    assert people.stranger.get(f"/exhibits/{picture.pk}/custody").status_code == 404
    assert people.anonymous.get(f"/exhibits/{picture.pk}/custody").status_code == 302


def test_a_film_and_a_pdf_open_without_what_they_tell_and_the_originals_keep_it(people: People, case, tmp_path) -> None:
    stream = Stream.objects.get(pk=case.pk)
    path = tmp_path / "film.mp4"
    path.write_bytes(film())
    shot = collect(stream, content=path, filename="录像.mp4")
    shown = body(people.officer.get(f"/exhibits/{shot.pk}"))
    assert SECRET not in shown
    assert len(shown) == shot.size
    part = people.officer.get(f"/exhibits/{shot.pk}", headers={"Range": "bytes=20-"})
    assert SECRET not in body(part)
    scan = collect(stream, content=pdf(tmp_path, drawn()), filename="扫描.pdf")
    opened = people.officer.get(f"/exhibits/{scan.pk}")
    assert opened["Content-Type"] == "application/pdf"
    assert SECRET not in body(opened)
    assert SECRET in body(people.officer.get(f"/exhibits/{scan.pk}/original?why=case"))
    assert SECRET in body(people.officer.get(f"/exhibits/{shot.pk}/original?why=case"))


def test_what_cannot_be_cleaned_is_not_opened_and_says_where_the_original_is(people: People, case, tmp_path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    broken = collect(Stream.objects.get(pk=case.pk), content=path, filename="坏.pdf")
    answer = people.officer.get(f"/exhibits/{broken.pk}")
    assert answer.status_code == 409
    assert "下载原件" in answer.content.decode()


def test_a_wrong_camera_clock_is_shown_beside_the_other_times_and_explained_by_a_statement(
    people: People, case, upload_page, words: Words
) -> None:
    wrong = SimpleUploadedFile("一.jpg", camera_photo("2019:01:01 00:00:00"))
    assert people.officer.post(upload_page, words(files=[wrong])).status_code == 302
    exhibit = Exhibit.objects.get(filename="一.jpg")
    page = people.officer.get(f"/exhibits/{exhibit.pk}/").content.decode()
    assert "可能是相机时钟不准" in page
    assert "2019年" in page
    address = f"/exhibits/{exhibit.pk}/state"
    refused = people.officer.post(address, {"topic": "EXPLANATION", "text": " "})
    assert refused.status_code == 422
    assert "没有写说明" in refused.content.decode()
    assert people.officer.post(address, {"topic": "CLAIMS", "text": "x"}).status_code == 422
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        assert client.post(address, {"topic": "EXPLANATION", "text": "慢了"}).status_code == status
    assert people.officer.post(address, {"topic": "EXPLANATION", "text": "相机时钟没有校准"}).status_code == 302
    assert newest(exhibit)[Topic.EXPLANATION].data == {"text": "相机时钟没有校准"}
    assert Particular.objects.filter(exhibit=exhibit, topic="EXPLANATION").count() == 1
