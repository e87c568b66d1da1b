"""The phone's side of taking evidence: announce, send, finish; archived cases, junk, strangers, electronic data."""

from __future__ import annotations

import hashlib
import io
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from hengtu.cases.models import EnforcementCase
from hengtu.evidence.clocks import differences_of
from hengtu.evidence.models import Capture, Exhibit, Topic, Upload
from hengtu.evidence.selectors.particulars import newest
from tests.web.evidence.conftest import DEVICE, People, Words, image

pytestmark = pytest.mark.django_db
TAKEN = "2025-06-03T09:10:00+08:00"


@pytest.fixture
def told(words: Words):
    """What a phone announces about a file."""

    def of(content: bytes, **changes: object) -> dict[str, object]:
        said = {
            "medium": "PHOTO", "filename": "IMG_1.jpg", "size": len(content), "device_at": TAKEN,
            "sha256": hashlib.sha256(content).hexdigest(), "latitude": "38.042", "longitude": "114.5",
            "accuracy_m": "12",
        }  # fmt: skip
        return words(**said) | changes

    return of


def announce(client: Client, case: EnforcementCase, sent: dict[str, object], key: uuid.UUID | None = None):
    return client.post(f"/cases/{case.pk}/captures/{key or uuid.uuid4()}", sent)


def send(client: Client, url: str, content: bytes, offset: int = 0):
    return client.patch(
        url, content, content_type="application/offset+octet-stream", headers={"Upload-Offset": str(offset)}
    )


def dark() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (400, 300), "#050505").save(target, "JPEG")
    return target.getvalue()


def test_a_record_is_announced_sent_and_finished_once(people: People, case, told) -> None:
    content = image()
    key = uuid.uuid4()
    standing = announce(people.officer, case, told(content), key).json()
    assert (standing["offset"], standing["exhibit"]) == (0, None)
    assert send(people.officer, standing["url"], content[:500]).status_code == 200
    assert announce(people.officer, case, told(content), key).json()["offset"] == 500
    assert people.officer.post(standing["finish"]).json()["offset"] == 500
    send(people.officer, standing["url"], content[500:], 500)
    first, again = (people.officer.post(standing["finish"]).json() for _ in range(2))
    assert first["exhibit"] == again["exhibit"]
    exhibit = Exhibit.objects.get(sha256=hashlib.sha256(content).hexdigest())
    assert (exhibit.latitude, exhibit.longitude) == (38.042, 114.5)
    after = announce(people.officer, case, told(content), key).json()
    assert after["exhibit"]["seq"] == exhibit.seq


def test_a_wrong_hash_and_a_dark_picture_are_explained_and_kept(people: People, case, told) -> None:
    content = dark()
    standing = announce(people.officer, case, told(content)).json()
    send(people.officer, standing["url"], content)
    doubted = people.officer.post(standing["finish"])
    assert (doubted.status_code, doubted.json()["code"], doubted.json()["kept"]) == (409, "exhibit_doubtful", True)
    kept = people.officer.post(standing["finish"], {"keep_reason": "夜间没有照明"})
    assert kept.status_code == 200
    wrong = announce(people.officer, case, told(image(), sha256="ab" * 32)).json()
    send(people.officer, wrong["url"], image())
    differs = people.officer.post(wrong["finish"])
    assert (differs.status_code, differs.json()["code"]) == (409, "exhibit_hash_differs")
    assert Upload.objects.count() == 1


def test_what_is_missing_is_named_and_nothing_is_noted(people: People, case, told) -> None:
    answer = announce(people.officer, case, told(image(), title="", proof_purpose=""))
    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"title", "proof_purpose"}
    without = announce(people.officer, case, told(image(), latitude="", longitude="x"))
    assert without.json()["code"] == "capture_without_place"
    assert not Capture.objects.exists()


def test_a_phone_whose_clock_runs_ahead_loses_nothing(people: People, case, told) -> None:
    ahead = (timezone.now() + timedelta(days=1)).isoformat()
    standing = announce(people.officer, case, told(image(), device_at=ahead, sent_at=ahead)).json()
    send(people.officer, standing["url"], image())
    assert people.officer.post(standing["finish"]).status_code == 200
    capture = Capture.objects.get()
    assert capture.clock_offset_seconds == pytest.approx(86400, abs=60)
    assert capture.device_at.isoformat() == ahead
    assert capture.exhibit is not None
    assert capture.exhibit.collected_at <= timezone.now()
    assert "device_clock_differs" in {each.code for each in differences_of(capture.exhibit, capture)}


def test_nobody_else_announces_finishes_or_gives_up(people: People, case, told) -> None:
    content = image()
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        assert announce(client, case, told(content)).status_code == status
    standing = announce(people.officer, case, told(content)).json()
    record = f"/captures/{standing['key']}"
    for client, status in ((people.supervisor, 404), (people.stranger, 404), (people.anonymous, 302)):
        assert client.post(standing["finish"]).status_code == status
        assert client.delete(record).status_code == status
    assert people.officer.delete(record).status_code == 204
    assert not Capture.objects.exists()
    assert not Upload.objects.exists()


def test_an_archived_case_takes_nothing_and_says_where_to_go(
    people: People, case, upload_page, told, words: Words
) -> None:
    EnforcementCase.objects.filter(pk=case.pk).update(state="ARCHIVED")
    for answer in (
        announce(people.officer, case, told(image())),
        people.officer.post(f"{upload_page}uploads", {"filename": "一.jpg", "size": "5"}),
        people.officer.post(upload_page, words(files=[SimpleUploadedFile("一.jpg", image())])),
    ):
        assert answer.status_code == 409
        assert "已经归档" in answer.content.decode()
    assert not Upload.objects.exists()


def test_the_line_says_who_is_there_and_what_time_it_is(people: People) -> None:
    answer = people.officer.get("/captures/line").json()
    assert answer["user"] == "officer-a"
    assert answer["token"]
    assert people.anonymous.get("/captures/line").status_code == 302


# --- what the form asks for some kinds ------------------------------------------------------------------------------


def test_electronic_data_are_not_taken_without_source_method_and_signature(
    people: People, case, upload_page, words: Words
) -> None:
    export = SimpleUploadedFile("轨迹.csv", "时间,车速\n9:10,80\n".encode())
    refused = people.officer.post(upload_page, words(kind="ELECTRONIC", files=[export]))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert all(said in page for said in ("没有写数据的来源", "没有写提取方法", "没有选由谁签名"))
    upload = Upload.objects.get()
    given = {"source": "车载终端", "method": "导出，全程录像", "witnessed": "party_signed", "upload": [str(upload.pk)]}
    assert people.officer.post(upload_page, words(kind="ELECTRONIC", **given)).status_code == 302
    exhibit = Exhibit.objects.get(filename="轨迹.csv")
    stated = newest(exhibit)[Topic.EXTRACTION]
    assert stated.data["method"] == "导出，全程录像"
    assert stated.data["extractor"]
    assert stated.stated_by == "officer-a"


def test_a_monitoring_record_asks_for_its_device_and_carries_the_answers(
    people: People, case, upload_page, words: Words
) -> None:
    refused = people.officer.post(
        upload_page, words(monitored="1", files=[SimpleUploadedFile("抓拍.jpg", image("blue"))])
    )
    assert refused.status_code == 422
    assert refused.content.decode().count("请选是或者否") >= 5
    upload = Upload.objects.get()
    expired = {**DEVICE, "device_valid_until": "2025-06-02", "device_sign_visible": "no"}
    assert people.officer.post(upload_page, words(**expired, upload=[str(upload.pk)])).status_code == 302
    device = newest(Exhibit.objects.get(filename="抓拍.jpg"))[Topic.DEVICE].data
    assert (device["certificate_valid"], device["sign_visible"], device["siting_reasonable"]) == (False, False, True)


def test_a_copy_names_who_checked_it_against_the_original(people: People, case, upload_page, words: Words) -> None:
    refused = people.officer.post(upload_page, words(is_copy="1", files=[SimpleUploadedFile("一.jpg", image("blue"))]))
    assert "没有写由谁与原件核对" in refused.content.decode()
    given = {"is_copy": "1", "checked_by": "陈屿", "original_at": "当事人处", "upload": [str(Upload.objects.get().pk)]}
    assert people.officer.post(upload_page, words(**given)).status_code == 302
    assert newest(Exhibit.objects.get(filename="一.jpg"))[Topic.COPY].data["checked_by"] == "陈屿"


def test_a_junk_scan_is_kept_with_a_reason_by_the_plain_form(people: People, case, upload_page, words: Words) -> None:
    refused = people.officer.post(upload_page, words(files=[SimpleUploadedFile("黑.jpg", dark())]))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "太暗" in page
    assert 'name="keep_reason"' in page
    given = {"upload": [str(Upload.objects.get().pk)], "keep_reason": "夜间没有照明"}
    assert people.officer.post(upload_page, words(**given)).status_code == 302
    assert Topic.KEPT in newest(Exhibit.objects.get(filename="黑.jpg"))
