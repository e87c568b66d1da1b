"""Junk scans: what the pixels of a file say about its use, before it becomes an exhibit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from hengtu.evidence.claims import PDF
from hengtu.evidence.media import SHOWN_AS_IMAGE
from hengtu.lib.pdf_metadata import BLANK_PAGE, doubts_of_pdf
from hengtu.lib.picture_quality import BLANK, BLURRED, DARK, doubts_of_picture

SAID = {
    BLANK: "整张几乎一色，看不出内容",
    DARK: "太暗，看不清内容",
    BLURRED: "很模糊，没有一处是清楚的",
    BLANK_PAGE: "是空白页",
}
SHOWN_PAGES = 8


def doubts_of(file: Path, media_type: str) -> tuple[tuple[str, str], ...]:
    """Return code and Chinese sentence of everything that speaks against a picture or a PDF; nothing for other files.

    A doubt never refuses: whoever took it keeps it with a reason. At most the first 60 pages are looked at.
    """
    if media_type in SHOWN_AS_IMAGE:
        return tuple((code, SAID[code]) for code in doubts_of_picture(file))
    return tuple(_pages(doubts_of_pdf(file))) if media_type == PDF else ()


def _pages(found: Iterable[tuple[int, str]]) -> Iterable[tuple[str, str]]:
    pages: dict[str, list[int]] = defaultdict(list)
    for page, code in found:
        pages[code].append(page)
    for code, numbers in pages.items():
        more = "等" if len(numbers) > SHOWN_PAGES else ""
        which = "、".join(map(str, numbers[:SHOWN_PAGES]))
        yield code, f"第{which}{more}页{SAID[code]}"
