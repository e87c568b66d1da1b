"""The page behind a code: for anybody, counted without a trace, streamed in parts; and its making inside the house."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hengtu.rulesets.models import EducationPage, EducationViews
from tests.rulesets.people import House
from tests.web.acts.people import words

PHONE = "Mozilla/5.0 (Linux; Android 14) Mobile"
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 4


@pytest.fixture(autouse=True)
def _store(settings, tmp_path) -> None:
    settings.BLOB_ROOT = tmp_path


def fields(**more):
    return {"item": "overlimit-mass", "division": "130000", "title": "上路前先过磅", "how_to": "- 过磅\n\n<b>x</b>",
            "body": "超限损坏公路。", "effective_from": "2026-01-01", "reason": "年度计划", **more}  # fmt: skip


@pytest.fixture
def page(house: House, at) -> EducationPage:
    clip = SimpleUploadedFile("a.mp4", MP4, "video/mp4")
    subtitles = SimpleUploadedFile("a.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\n过磅\n".encode(), "text/vtt")
    sent = fields(clip=clip, transcript="先过磅，再上路。", subtitles=subtitles)
    assert at(house.officer_of_law).post(reverse("education_new"), sent).status_code == 302
    made = EducationPage.objects.get()
    assert at(house.province).post(reverse("education_publish", args=[made.pk]), {"reason": "同意"}).status_code == 302
    return made


def opened(page, agent=PHONE, **headers):
    return Client().get(reverse("education", args=[page.code]), headers={"user-agent": agent, **headers})


def count() -> int:
    return sum(EducationViews.objects.values_list("count", flat=True))


def test_anybody_reads_how_to_do_it_right_and_is_counted_once(page) -> None:
    first = opened(page)
    assert first.status_code == 200
    shown = words(first)
    assert "怎样做才合法" in shown
    assert "公路安全保护条例" in shown
    assert "<b>x</b>" not in first.content.decode()
    assert not first.cookies.get("sessionid")
    opened(page)
    assert count() == 1
    opened(page, "Mozilla/5.0 (iPhone)")
    assert count() == 2


@pytest.mark.parametrize(
    ("agent", "headers"),
    [("Baiduspider/2.0", {}), ("curl/8.0", {}), ("", {}), (PHONE, {"sec-purpose": "prefetch;prerender"})],
)
def test_programs_and_fetching_ahead_are_not_counted(page, agent: str, headers: dict) -> None:
    assert opened(page, agent, **headers).status_code == 200
    assert count() == 0


def test_a_question_without_reading_is_not_counted(page) -> None:
    assert Client().head(reverse("education", args=[page.code]), headers={"user-agent": PHONE}).status_code == 200
    assert count() == 0


def test_a_code_is_read_in_any_writing_and_a_wrong_one_says_what_to_do(page) -> None:
    typed = f"{page.code[:3].lower()}-{page.code[3:].lower()}"
    assert Client().get(reverse("education", args=[typed])).status_code == 200
    wrong = Client().get(reverse("education", args=["ZZZZZZZ"]))
    assert wrong.status_code == 404
    assert "没有短码ZZZZZZZ" in words(wrong)


def test_guessing_rests_after_many_misses(page) -> None:
    client = Client()
    answers = [client.get(reverse("education", args=[f"ZZZZZ{number:02d}"])).status_code for number in range(22)]
    assert answers[:20] == [404] * 20
    assert answers[-1] == 429


def test_the_clip_comes_in_parts(page) -> None:
    address = reverse("education_clip", args=[page.code])
    part = Client().get(address, headers={"range": "bytes=4-11"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, b"ftypmp42")
    assert part["Content-Range"] == f"bytes 4-11/{len(MP4)}"
    assert Client().get(address, headers={"range": "bytes=99999-"}).status_code == 416
    whole = Client().get(address)
    assert b"".join(whole.streaming_content) == MP4
    assert whole["Content-Type"] == "video/mp4"
    assert "过磅" in Client().get(reverse("education_subtitles", args=[page.code])).content.decode()
    assert Client().get(reverse("education_clip", args=["ZZZZZZZ"])).status_code == 404


def test_an_older_version_still_opens_and_leads_to_the_newer(page, house: House, at) -> None:
    assert at(house.officer_of_law).post(reverse("education_new"), fields(title="新的一版")).status_code == 302
    newer = EducationPage.objects.get(version=2)
    assert Client().get(reverse("education", args=[newer.code])).status_code == 404, "a draft is nobody's yet"
    at(house.province).post(reverse("education_publish", args=[newer.pk]), {"reason": "同意"})
    old = opened(page).content.decode()
    assert "看最新的一版" in old
    assert reverse("education", args=[newer.code]) in old
    at(house.province).post(reverse("education_withdraw", args=[page.pk]), {"reason": "过时"})
    assert "这一版已经停用" in words(opened(page))
    assert "<video" not in opened(page).content.decode()


def test_inside_the_openings_of_pages_are_counted_and_people_never_named(page, house: House, at) -> None:
    opened(page)
    listed = words(at(house.handler).get(reverse("education_pages")))
    assert "近三十天1次" in listed
    assert "一共1次" in listed
    assert at(house.handler).get(reverse("education_new")).status_code == 403
    shown = at(house.handler).get(reverse("education_page", args=[page.pk]))
    assert shown.status_code == 200
    assert "核准使用" not in words(shown)
    refused = at(house.handler).post(reverse("education_withdraw", args=[page.pk]), {"reason": "x"})
    assert refused.status_code == 403


def test_what_is_refused_keeps_what_was_typed(house: House, at) -> None:
    clip = SimpleUploadedFile("a.mp4", b"GIF89a", "video/mp4")
    answer = at(house.officer_of_law).post(reverse("education_new"), fields(clip=clip, transcript="x"))
    assert answer.status_code == 422
    assert "不是 MP4 或者 WebM" in answer.content.decode()
    assert "超限损坏公路" in answer.content.decode()
