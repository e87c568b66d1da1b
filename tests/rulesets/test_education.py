"""Education pages: two people, versions, the code that keeps working, counting without a trace."""

import io
from datetime import date, timedelta

import pytest
from django.core.cache import cache

from hengtu.rulesets.models import EducationPage, EducationState, EducationViews
from hengtu.rulesets.selectors.education import newest_of, openings, page_of_code, pages_for
from hengtu.rulesets.services.count_education_view import count_view
from hengtu.rulesets.services.write_education import (
    EducationDraft,
    publish_education,
    withdraw_education,
    write_education,
)
from tests.rulesets.people import TODAY, House, make_house, of, refusal

ITEM = "overlimit-mass"
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(64)


class File(io.BytesIO):
    """A small upload."""

    def __init__(self, content: bytes, size: int | None = None) -> None:
        super().__init__(content)
        self.size = len(content) if size is None else size


@pytest.fixture(autouse=True)
def _forget(settings, tmp_path) -> None:
    settings.BLOB_ROOT = tmp_path
    cache.clear()


@pytest.fixture
def house(db) -> House:
    return make_house()


def draft(**more) -> EducationDraft:
    return EducationDraft(
        **{"item": ITEM, "division": "130000", "title": "上路前先过磅", "body": "超限损坏公路。", "how_to": "- 过磅",
           "effective_from": date(2026, 1, 1), **more}
    )  # fmt: skip


def written(house: House, **more) -> EducationPage:
    return write_education(agency=house.line.province, draft=draft(**more), mandate=of(house.officer_of_law))


def in_use(house: House, **more) -> EducationPage:
    return publish_education(page=written(house, **more), mandate=of(house.province))


def codes(on: date = TODAY, *items: str) -> list[str]:
    return [page.code for page in pages_for(items or (ITEM,), "130102", on)]


def test_a_page_is_printed_once_a_second_person_put_it_into_use(house: House) -> None:
    page = written(house)
    assert codes() == []
    assert page_of_code(page.code) is None
    assert refusal(publish_education, page=page, mandate=of(house.officer_of_law)) == "same_person"
    publish_education(page=page, mandate=of(house.province))
    assert codes() == [page.code]
    assert refusal(publish_education, page=page, mandate=of(house.province)) == "not_a_draft"


def test_nothing_is_printed_before_its_day_elsewhere_or_for_another_item(house: House) -> None:
    page = in_use(house)
    assert codes(date(2025, 12, 31)) == []
    assert codes(TODAY, "road-spill") == []
    assert pages_for((ITEM,), "320100", TODAY) == ()
    assert codes(TODAY, "road-spill", ITEM, ITEM) == [page.code]


def test_the_nearest_place_goes_before_the_wider_one_and_the_newest_before_the_older(house: House) -> None:
    in_use(house)
    newer = in_use(house, effective_from=date(2026, 2, 1))
    assert codes() == [newer.code]
    own = write_education(agency=house.line.bureau, draft=draft(division=house.line.bureau.division_code),
                          mandate=of(house.reviewer))  # fmt: skip
    publish_education(page=own, mandate=of(house.head))
    found = pages_for((ITEM,), house.line.bureau.division_code, TODAY)
    assert [page.code for page in found] == [own.code]


def test_an_old_code_keeps_working_after_a_new_version_and_after_its_end(house: House) -> None:
    old = in_use(house)
    new = in_use(house, title="新版")
    assert (old.version, new.version) == (1, 2)
    assert page_of_code(old.code).pk == old.pk
    assert newest_of(old, TODAY).pk == new.pk
    withdraw_education(page=old, mandate=of(house.province))
    assert page_of_code(old.code).state == EducationState.WITHDRAWN
    assert codes() == [new.code]
    assert refusal(withdraw_education, page=old, mandate=of(house.province)) == "withdrawn_already"


def test_who_has_no_post_of_the_law_writes_nothing(house: House) -> None:
    refused = refusal(write_education, agency=house.line.bureau, draft=draft(), mandate=of(house.handler))
    assert refused == "no_post"
    assert EducationPage.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"item": "no-such"}, "unknown_item"),
        ({"division": "320000"}, "not_our_place"),
        ({"title": " "}, "text_missing"),
        ({"clip": File(b"GIF89a" + bytes(64)), "transcript": "x"}, "clip_type"),
        ({"clip": File(b""), "transcript": "x"}, "clip_type"),
        ({"clip": File(MP4, 500 * 1024 * 1024), "transcript": "x"}, "clip_too_large"),
        ({"clip": File(MP4)}, "transcript_missing"),
        ({"subtitles": File(b"WEBVTT\n")}, "subtitles_without_clip"),
        ({"clip": File(MP4), "transcript": "x", "subtitles": File(b"1\n00:00")}, "subtitles_unreadable"),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_is_kept(house: House, more: dict, code: str) -> None:
    mandate = of(house.officer_of_law)
    assert refusal(write_education, agency=house.line.province, draft=draft(**more), mandate=mandate) == code
    assert EducationPage.objects.count() == 0


def test_a_clip_is_kept_by_its_content_with_its_words(house: House, settings) -> None:
    page = in_use(house, clip=File(MP4), transcript="先过磅。", subtitles=File(b"\xef\xbb\xbfWEBVTT\n"))
    assert (page.clip_type, page.clip_size) == ("video/mp4", len(MP4))
    stored = settings.BLOB_ROOT / page.clip_key[:2] / page.clip_key[2:4] / page.clip_key
    assert stored.read_bytes() == MP4
    assert page.subtitles_key


def test_a_view_counts_once_for_a_device_within_the_window_and_a_storm_leaves_one_row_a_day(house: House) -> None:
    page = in_use(house)
    counted = [count_view(page=page, visitor=f"device-{number % 50}", on=TODAY) for number in range(500)]
    assert sum(counted) == 50
    assert EducationViews.objects.get().count == 50
    count_view(page=page, visitor="later", on=TODAY + timedelta(days=40))
    assert openings([page], TODAY + timedelta(days=40)) == {page.pk.hex: (1, 51)}


def test_nothing_about_the_visitor_is_kept(house: House) -> None:
    assert {field.name for field in EducationViews._meta.get_fields()} == {"id", "page", "day", "count"}
