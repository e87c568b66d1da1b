"""What the pixels of a picture say about its use: blank, far too dark, blurred. Doubts, never verdicts.

The picture is looked at as at most 512 pixels of grey. The bounds are ours, found on drawn and photographed pages; they
are set so that a night photo with one lamp, and a form with a few words on it, pass.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageFilter, ImageStat

SIDE = 512
BLANK, DARK, BLURRED = "picture_blank", "picture_dark", "picture_blurred"
BLANK_SPAN = 24  # grey levels between the darkest and the brightest thousandth
DARK_BELOW = 48  # the brightest hundredth is darker than this
EDGES_BELOW = 6.0  # standard deviation of the edges in the sharpest of the tiles
TILES = 8
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def doubts_of_picture(picture: bytes | Path) -> tuple[str, ...]:
    """Return what speaks against a picture, at most one code; nothing for a picture that cannot be opened."""
    source = io.BytesIO(picture) if isinstance(picture, bytes) else picture
    try:
        with Image.open(source) as image:
            image.draft("L", (SIDE, SIDE))
            return doubts_of_image(image)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ()


def doubts_of_image(image: Image.Image) -> tuple[str, ...]:
    """Return what speaks against an opened picture, at most one code: dark before blank before blurred."""
    grey = image.convert("L")
    grey.thumbnail((SIDE, SIDE), Image.Resampling.BOX)
    levels = grey.histogram()
    if _level(levels, 0.99) < DARK_BELOW:
        return (DARK,)
    if _level(levels, 0.999) - _level(levels, 0.001) < BLANK_SPAN:
        return (BLANK,)
    return (BLURRED,) if _sharpest(grey) < EDGES_BELOW else ()


def _level(levels: list[int], share: float) -> int:
    """Return the grey level below which this share of the pixels lies."""
    wanted, seen = share * sum(levels), 0
    for level, count in enumerate(levels):
        seen += count
        if seen >= wanted:
            return level
    return len(levels) - 1


def _sharpest(grey: Image.Image) -> float:
    """Return the liveliest tile's standard deviation of edges: one sharp part is enough for a picture in focus."""
    if min(grey.size) < 2 * TILES:
        return EDGES_BELOW  # too small to say
    # the filter leaves the outermost pixels as they were: they are no edges
    edges = grey.filter(_EDGES).crop((1, 1, grey.width - 1, grey.height - 1))
    width, height = edges.width // TILES, edges.height // TILES
    tiles = (
        edges.crop((x * width, y * height, (x + 1) * width, (y + 1) * height))
        for x in range(TILES)
        for y in range(TILES)
    )
    return max(ImageStat.Stat(tile).stddev[0] for tile in tiles)
