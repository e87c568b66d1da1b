"""Junk scans: what the pixels say, on pages that are drawn, blurred, darkened and emptied."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter

from hengtu.lib.picture_quality import BLANK, BLURRED, DARK, doubts_of_image, doubts_of_picture


def page(lines: int = 12) -> Image.Image:
    """A page with lines of strokes as writing has them."""
    image = Image.new("RGB", (1200, 900), "#fbfaf5")
    pen = ImageDraw.Draw(image)
    for row in range(lines):
        for column in range(14):
            x, y = 80 + column * 74, 60 + row * 66
            pen.rectangle((x, y, x + 40, y + 30), outline="#1a1a1a", width=5)
    return image


def test_a_written_page_is_not_doubted() -> None:
    assert doubts_of_image(page()) == ()


def test_a_page_with_one_word_is_not_blank() -> None:
    image = Image.new("RGB", (1200, 900), "white")
    ImageDraw.Draw(image).rectangle((500, 400, 620, 470), outline="black", width=8)
    assert doubts_of_image(image) == ()


def test_the_night_with_one_lamp_is_not_too_dark() -> None:
    image = Image.new("RGB", (1200, 900), "#060608")
    ImageDraw.Draw(image).ellipse((500, 300, 700, 500), fill="#fff3c0")
    assert doubts_of_image(image) == ()


@pytest.mark.parametrize(
    ("image", "doubt"),
    [
        (Image.new("RGB", (1200, 900), "white"), BLANK),
        (Image.effect_noise((1200, 900), 6).point(lambda level: min(255, level + 110)), BLANK),
        (Image.new("RGB", (1200, 900), "black"), DARK),
        (page().point(lambda level: level // 8), DARK),
        (page().filter(ImageFilter.GaussianBlur(14)), BLURRED),
    ],
    ids=["white", "scanner noise", "lens cap", "unlit page", "out of focus"],
)
def test_what_shows_nothing_is_doubted_for_the_right_reason(image: Image.Image, doubt: str) -> None:
    assert doubts_of_image(image) == (doubt,)


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff nothing", b"text"])
def test_what_is_no_picture_is_not_judged(content: bytes) -> None:
    assert doubts_of_picture(content) == ()


def test_bytes_and_files_are_judged_alike(tmp_path) -> None:
    target = io.BytesIO()
    Image.new("RGB", (1200, 900), "white").save(target, "PNG")
    path = tmp_path / "page.png"
    path.write_bytes(target.getvalue())
    assert doubts_of_picture(path) == doubts_of_picture(target.getvalue()) == (BLANK,)
