"""One exhibit: shown without its place, films by range, the original checked, parts hidden, looks noted."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hengtu.agencies.models import Account
from hengtu.evidence.models import Exhibit, Redaction
from hengtu.ledger.access_log import flush_access_log
from hengtu.ledger.models import AccessEntry
from tests.web.evidence.conftest import DEVICE, People, Words, image
from tests.web.test_files import body_of

pytestmark = pytest.mark.django_db
FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 400


def taken(people: People, upload_page: str, words: Words, name: str, content: bytes) -> Exhibit:
    answer = people.officer.post(upload_page, words(files=[SimpleUploadedFile(name, content)]))
    assert answer.status_code == 302
    return Exhibit.objects.get(filename=name)


@pytest.fixture
def film(people: People, upload_page, words: Words) -> Exhibit:
    return taken(people, upload_page, words, "录像.mp4", FILM)


def get(people: People, exhibit: Exhibit, asked: str | None = None, **headers: str):
    return people.officer.get(f"/exhibits/{exhibit.pk}", headers={**({"Range": asked} if asked else {}), **headers})


def test_a_picture_is_shown_without_the_place_and_the_camera(people: People, upload_page, words: Words) -> None:
    secret = image(secret=True)
    assert Image.open(io.BytesIO(secret)).getexif().get_ifd(0x8825), "the picture knows where it was taken"
    shown = get(people, taken(people, upload_page, words, "一.jpg", secret))
    assert shown["Content-Type"] == "image/jpeg"
    assert not Image.open(io.BytesIO(shown.content)).getexif()
    assert b"camera of a real person" not in shown.content


def test_the_original_is_handed_out_byte_for_byte_only_to_be_saved(people: People, upload_page, words: Words) -> None:
    secret = image(secret=True)
    exhibit = taken(people, upload_page, words, "一.jpg", secret)
    asked = people.officer.get(f"/exhibits/{exhibit.pk}/original")
    assert "打开原件做什么用" in asked.content.decode()  # it knows where it was taken
    assert people.officer.get(f"/exhibits/{exhibit.pk}/original?why=fun").status_code == 422
    answer = people.officer.get(f"/exhibits/{exhibit.pk}/original?why=hearing")
    assert body_of(answer) == secret
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    flush_access_log()
    assert (
        AccessEntry.objects.filter(what=f"exhibits/{exhibit.pk}", purpose__startswith="evidence original").count() == 1
    )


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-199", 100, 199),
        ("bytes=100-", 100, len(FILM) - 1),
        ("bytes=-100", len(FILM) - 100, len(FILM) - 1),
        (f"bytes=0-{len(FILM) * 2}", 0, len(FILM) - 1),
        (f"bytes=-{len(FILM) * 2}", 0, len(FILM) - 1),
        (f"bytes={len(FILM) - 1}-", len(FILM) - 1, len(FILM) - 1),
    ],
)
def test_a_player_gets_the_bytes_it_asks_for(people: People, film: Exhibit, asked: str, first: int, last: int) -> None:
    answer = get(people, film, asked)
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body_of(answer) == FILM[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={len(FILM)}-", f"bytes={len(FILM)}-{len(FILM) + 5}", "bytes=-0"])
def test_a_range_that_lies_outside_is_refused_with_the_size(people: People, film: Exhibit, asked: str) -> None:
    answer = get(people, film, asked)
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(FILM)}"


@pytest.mark.parametrize("asked", [None, "bytes=5-2", "bytes=-", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"])
def test_what_is_no_single_range_gets_the_whole(people: People, film: Exhibit, asked: str | None) -> None:
    answer = get(people, film, asked)
    assert answer.status_code == 200
    assert answer.streaming
    assert answer["Accept-Ranges"] == "bytes"
    assert body_of(answer) == FILM


def test_a_range_of_other_bytes_gets_the_whole(people: People, film: Exhibit) -> None:
    assert get(people, film, "bytes=0-9", **{"If-Range": f'"{film.sha256}"'}).status_code == 206
    assert get(people, film, "bytes=0-9", **{"If-Range": '"something else"'}).status_code == 200


def test_a_film_changed_behind_our_back_is_not_shown_any_more(people: People, film: Exhibit, blobs) -> None:
    assert get(people, film, "bytes=0-9").status_code == 206
    stored = blobs / film.original_key[:2] / film.original_key[2:4] / film.original_key
    stored.chmod(0o600)
    stored.write_bytes(FILM[:-1] + b"?")
    assert get(people, film, "bytes=0-9").status_code == 409


def test_skipping_the_first_bytes_does_not_hide_a_look(people: People, film: Exhibit) -> None:
    get(people, film, "bytes=1-")
    for _ in range(3):
        get(people, film, "bytes=5000-")
    flush_access_log()
    assert AccessEntry.objects.filter(what=f"exhibits/{film.pk}", purpose="evidence").count() == 1


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("页.html", b"<html><script>alert(1)</script></html>", "inline"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "inline"),
        ("表.bin", bytes(range(1, 200)) + b"\0\xff", "attachment"),
    ],
    ids=["html", "svg", "unknown"],
)
def test_nothing_runs_in_the_name_of_this_site(
    people: People, upload_page, words: Words, name: str, content: bytes, way: str
) -> None:
    answer = get(people, taken(people, upload_page, words, name, content))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "html" not in answer["Content-Type"]
    assert "svg" not in answer["Content-Type"]
    assert answer["Content-Disposition"].startswith(way)
    policy = answer["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy


def test_the_page_tells_what_it_is_and_who_looked(people: People, case, picture: Exhibit) -> None:
    get(people, picture)
    page = people.officer.get(f"/exhibits/{picture.pk}/").content.decode()
    name = Account.objects.get(username="officer-a").name
    for words in (picture.sm3, picture.sha256, picture.proof_purpose, "重新核对原件", "已记入取证行为", name):
        assert words in page
    assert "看展示件" in page


def test_one_leads_to_the_next_and_back(people: People, case, film: Exhibit) -> None:
    exhibits = list(Exhibit.objects.filter(stream=case.pk).order_by("seq"))
    assert exhibits[-1] == film
    first, last = (people.officer.get(f"/exhibits/{each.pk}/").content.decode() for each in (exhibits[0], exhibits[-1]))
    assert f'rel="next" href="/exhibits/{exhibits[1].pk}/"' in first
    assert 'rel="prev"' not in first
    assert f'rel="prev" href="/exhibits/{exhibits[-2].pk}/"' in last
    assert 'rel="next"' not in last


def test_checking_the_original_again_says_what_came_out(people: People, picture: Exhibit, blobs) -> None:
    address = f"/exhibits/{picture.pk}/verify"
    assert "原件没有改动" in people.officer.post(address).content.decode()
    stored = blobs / picture.original_key[:2] / picture.original_key[2:4] / picture.original_key
    stored.chmod(0o600)
    stored.write_bytes(b"something else")
    assert "原件不在，或者已被改动" in people.officer.post(address).content.decode()
    assert people.stranger.post(address).status_code == 404
    assert people.officer.get(address).status_code == 405


def rectangle(**changes: object) -> dict[str, object]:
    given = {"x": ["25", ""], "y": ["50", ""], "w": ["50", ""], "h": ["25", ""], "reason": "第三人的面部"}
    return {**given, **changes}


def test_parts_are_hidden_by_numbers_typed_into_a_form(people: People, picture: Exhibit) -> None:
    answer = people.officer.post(f"/exhibits/{picture.pk}/redactions", rectangle())
    assert answer.status_code == 302
    copy = Redaction.objects.get(exhibit=picture)
    shown = people.officer.get(f"/redactions/{copy.pk}.jpg")
    with Image.open(io.BytesIO(shown.content)) as opened:
        width, height = opened.size
        assert max(opened.getpixel((width // 2, height * 5 // 8))) < 12
    page = people.officer.get(answer["Location"]).content.decode()
    assert "现在用的一份" in page
    assert f"{Account.objects.get(username='officer-a').name}，遮盖1处" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"x": ["二十五"]}, "不是数"),
        ({"w": ["80"]}, "图片以内"),
        ({"w": ["0"]}, "大于零"),
        ({"x": ["nan"]}, "0到100"),
        ({"h": [""]}, "不是数"),
        ({"x": [""], "y": [""], "w": [""], "h": [""]}, "没有画矩形"),
        ({"reason": " "}, "没有写遮盖的理由"),
    ],
)
def test_what_cannot_be_hidden_is_explained_and_stays_typed(
    people: People, picture: Exhibit, changes: dict[str, object], says: str
) -> None:
    answer = people.officer.post(f"/exhibits/{picture.pk}/redactions", rectangle(**changes))
    page = re.sub(r"<span class=\"nb\">|</span>", "", answer.content.decode())
    assert answer.status_code == 422
    assert says in page.replace("&quot;", "")
    if "reason" not in changes:
        assert 'value="第三人的面部"' in page
    assert not Redaction.objects.exists()


def test_nothing_to_hide_is_said_by_a_tick(people: People, picture: Exhibit) -> None:
    empty = {side: [""] for side in "xywh"}
    answer = people.officer.post(f"/exhibits/{picture.pk}/redactions", rectangle(**empty, nothing="1"))
    assert answer.status_code == 302
    assert Redaction.objects.get().rectangles == []


def test_who_may_only_look_hides_nothing_and_strangers_know_nothing(people: People, picture: Exhibit) -> None:
    people.officer.post(f"/exhibits/{picture.pk}/redactions", rectangle())
    copy = Redaction.objects.get()
    page = people.supervisor.get(f"/exhibits/{picture.pk}/")
    assert page.status_code == 200
    assert 'id="redact"' not in page.content.decode()
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        assert client.post(f"/exhibits/{picture.pk}/redactions", rectangle()).status_code == status
    for path in (
        f"/exhibits/{picture.pk}/",
        f"/exhibits/{picture.pk}/original",
        f"/redactions/{copy.pk}.jpg",
    ):
        assert people.stranger.get(path).status_code == 404, path
        assert people.anonymous.get(path).status_code == 302, path
    assert Redaction.objects.count() == 1


def test_a_monitoring_record_is_audited_once_in_the_name_of_who_did_it(
    people: People, upload_page, words: Words
) -> None:
    people.officer.post(upload_page, words(**DEVICE, files=[SimpleUploadedFile("抓拍.jpg", image())]))
    record = Exhibit.objects.get(filename="抓拍.jpg")
    address = f"/exhibits/{record.pk}/audit"
    assert record.audit_result == "PENDING"
    assert "不符合要求" in people.officer.get(f"/exhibits/{record.pk}/").content.decode()
    for client, status in ((people.supervisor, 403), (people.stranger, 404), (people.anonymous, 302)):
        assert client.post(address, {"passed": "yes"}).status_code == status
    assert people.officer.post(address, {"passed": "perhaps"}).status_code == 422
    assert people.officer.post(address, {"passed": "yes"}).status_code == 302
    record.refresh_from_db()
    name = Account.objects.get(username="officer-a").name
    assert (record.audit_result, record.audited_by) == ("PASSED", name)
    again = people.officer.post(address, {"passed": "no"})
    assert again.status_code == 422
    assert "审核没有登记" in again.content.decode()
    record.refresh_from_db()
    assert record.audit_result == "PASSED"
