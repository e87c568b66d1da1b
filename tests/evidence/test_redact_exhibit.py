"""A redacted copy hides for good, carries nothing of the camera, and leaves the original as it was."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from PIL import Image

from hengtu.evidence.errors import ExhibitRefused
from hengtu.evidence.models import Exhibit
from hengtu.evidence.selectors.public_copy import public_copy
from hengtu.evidence.services.redact_exhibit import MAX_RECTANGLES, read_redacted, redact_exhibit
from hengtu.evidence.services.verify_exhibit import read_display, read_original, verify_exhibit
from hengtu.ledger.models import Stream
from hengtu.lib.images import Rectangle
from tests.evidence.make import RECORDED, collect
from tests.lib.test_images import photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibit() -> Exhibit:
    return collect(Stream.objects.create(kind="case"), content=photo((400, 300)))


def hide(exhibit: Exhibit, *rectangles: Rectangle, reason: str = "第三人的面部", minutes: int = 0) -> Image.Image:
    at = RECORDED + timedelta(minutes=minutes)
    made = redact_exhibit(exhibit, rectangles=rectangles, reason=reason, made_by="chenyu", at=at)
    return Image.open(io.BytesIO(read_redacted(made)))


def test_what_lies_under_a_rectangle_is_black_and_the_rest_is_as_it_was(exhibit: Exhibit) -> None:
    picture = hide(exhibit, Rectangle(25, 50, 50, 25))
    assert picture.size == (400, 300)
    for inside in ((101, 151), (200, 180), (298, 223)):
        assert max(picture.getpixel(inside)) < 12, inside
    for outside in ((90, 180), (310, 180), (200, 140), (200, 235)):
        assert min(picture.getpixel(outside)) > 100, outside


def test_the_copy_carries_no_place_and_no_camera_and_the_original_is_untouched(exhibit: Exhibit) -> None:
    original, display = read_original(exhibit), read_display(exhibit)
    assert b"camera of a real person" in original, "the test must start from a picture with metadata"
    assert Image.open(io.BytesIO(original)).getexif().get_ifd(0x8825)
    picture = hide(exhibit, Rectangle(0, 0, 10, 10))
    assert not picture.getexif()
    assert b"camera of a real person" not in read_redacted(exhibit.redactions.get())
    assert (read_original(exhibit), read_display(exhibit)) == (original, display)
    assert verify_exhibit(exhibit)


def test_the_newest_copy_is_the_one_for_the_public_and_without_one_nothing_is_shown(exhibit: Exhibit) -> None:
    assert public_copy(exhibit) is None
    hide(exhibit, Rectangle(0, 0, 10, 10))
    hide(exhibit, Rectangle(0, 0, 20, 20), minutes=1)
    newest = public_copy(exhibit)
    assert newest is not None
    assert newest.rectangles == [{"x": 0, "y": 0, "w": 20, "h": 20}]
    assert exhibit.redactions.count() == 2


def test_somebody_who_found_nothing_to_hide_says_so_by_a_copy_without_rectangles(exhibit: Exhibit) -> None:
    hide(exhibit, reason="画面只有车辆")
    found = public_copy(exhibit)
    assert found is not None
    assert found.rectangles == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "  "}, "redaction_without_reason"),
        ({"rectangles": [Rectangle(0, 0, 1, 1)] * (MAX_RECTANGLES + 1)}, "redaction_too_many"),
    ],
)
def test_a_copy_without_a_reason_or_with_too_many_parts_is_not_made(
    exhibit: Exhibit, changes: dict[str, object], code: str
) -> None:
    given = {"rectangles": [Rectangle(0, 0, 10, 10)], "reason": "面部", "made_by": "chenyu", "at": RECORDED, **changes}
    with pytest.raises(ExhibitRefused) as refusal:
        redact_exhibit(exhibit, **given)
    assert refusal.value.code == code
    assert public_copy(exhibit) is None


def test_what_is_no_picture_cannot_be_redacted_here() -> None:
    letter = collect(Stream.objects.create(kind="case"), content=b"%PDF-1.7\n%%EOF\n", filename="函.pdf")
    with pytest.raises(ExhibitRefused) as refusal:
        redact_exhibit(letter, rectangles=[], reason="x", made_by="chenyu", at=RECORDED)
    assert refusal.value.code == "redaction_of_no_picture"


@pytest.mark.parametrize(
    "corners", [(0, 0, 0, 5), (0, 0, 5, 0), (-1, 0, 5, 5), (0, 100, 5, 5), (96, 0, 5, 5), (0, 96, 5, 5), (0, 0, 101, 5)]
)
def test_a_rectangle_outside_the_picture_or_without_area_is_none(corners: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="百分比"):
        Rectangle(*corners)


@pytest.mark.parametrize("corners", [(0, 0, 100, 100), (33.3, 0, 66.7, 1), (99.9, 99.9, 0.1, 0.1)])
def test_a_rectangle_may_touch_every_edge(corners: tuple[float, ...]) -> None:
    left, top, right, bottom = Rectangle(*corners).in_pixels(400, 300)
    assert 0 <= left <= right <= 399
    assert 0 <= top <= bottom <= 299
