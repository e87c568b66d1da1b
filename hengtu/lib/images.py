"""Display copies of pictures: upright, smaller, and without what the camera wrote into them."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

MAX_PIXELS = 120_000_000  # beyond any camera in use; a larger claim is an attack on memory
MAX_SIDE = 2048


class ImageRefused(Exception):
    """The picture cannot be shown; ``code`` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def display_copy(original: bytes | Path, *, max_side: int = MAX_SIDE) -> bytes:
    """Return a JPEG for display: turned upright, at most ``max_side`` pixels a side, no EXIF, no place, no comment.

    The original is only read. Raises: ImageRefused (``image_too_large`` for decompression bombs, ``image_broken``).
    """
    source = io.BytesIO(original) if isinstance(original, bytes) else original
    try:
        with Image.open(source) as image:  # reads the header only
            _refuse_bomb(image)
            image.draft("RGB", (max_side, max_side))
            return _encode(image, max_side)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ImageRefused(
            "image_broken", "图片已损坏，或不是它声称的格式，没有入库。请重新拍摄或取得原文件。"
        ) from error


@dataclass(frozen=True)
class Rectangle:
    """A part of a picture in percent of its width and height, from the upper left corner; within 0 to 100."""

    x: float
    y: float
    w: float
    h: float

    def __post_init__(self) -> None:
        edge = 100 + 1e-6  # sums of decimals such as 33.3 and 66.7
        inside = 0 <= self.x < 100 and 0 <= self.y < 100 and self.x + self.w <= edge and self.y + self.h <= edge
        if not (inside and self.w > 0 and self.h > 0):
            raise ValueError("矩形应当在图片以内，宽和高都大于零，用百分比表示。")

    def in_pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom, rounded outwards so that no edge shows through."""
        left, top = math.floor(self.x * width / 100), math.floor(self.y * height / 100)
        right, bottom = math.ceil((self.x + self.w) * width / 100), math.ceil((self.y + self.h) * height / 100)
        return left, top, max(left, right - 1), max(top, bottom - 1)


def redacted_copy(picture: bytes, rectangles: Iterable[Rectangle]) -> bytes:
    """Return a new JPEG with the rectangles filled black: what was under them is not in the file any more.

    Args:
        picture: a display copy, upright and without metadata; only read.
    Raises: ImageRefused (``image_broken``, ``image_too_large``).
    """
    with Image.open(io.BytesIO(display_copy(picture))) as image:
        clean = image.convert("RGB")
    pen = ImageDraw.Draw(clean)
    for rectangle in rectangles:
        pen.rectangle(rectangle.in_pixels(*clean.size), fill="black")
    target = io.BytesIO()
    clean.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()


def _refuse_bomb(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large()


def _too_large() -> ImageRefused:
    return ImageRefused(
        "image_too_large", f"图片像素超过 {MAX_PIXELS // 10_000} 万，可能是压缩炸弹，没有入库。请核实来源后缩小再提交。"
    )


def _encode(image: Image.Image, max_side: int) -> bytes:
    upright = ImageOps.exif_transpose(image).convert("RGB")
    upright.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    target = io.BytesIO()
    clean.save(target, "JPEG", quality=85, optimize=True)
    return target.getvalue()
