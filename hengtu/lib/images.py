"""Display copies of pictures: upright, smaller, and without what the camera wrote into them."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

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
