"""Numbers laid over the pages of a bound volume; typeset once for every length up to the next hundred."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import lru_cache

import pikepdf

from hengtu.documents.catalogue import CURRENT
from hengtu.documents.fonts import font_set
from hengtu.documents.typesetting import typeset

STEP = 100
_WHENEVER = datetime(2021, 7, 15, tzinfo=UTC)  # the sheet of numbers is no document; its time is never seen


def number_pages(bound: pikepdf.Pdf) -> None:
    """Write its number at the top right of every page."""
    wanted = -(-len(bound.pages) // STEP) * STEP
    with pikepdf.open(io.BytesIO(_numbers(wanted, font_set().digest))) as overlay:
        for page, number in zip(bound.pages, overlay.pages, strict=False):
            _lay_over(bound, page, number)


@lru_cache(maxsize=8)
def _numbers(pages: int, _fonts: str) -> bytes:
    return typeset(CURRENT, "pagenumbers", {"pages": str(pages)}, _WHENEVER)


def _lay_over(bound: pikepdf.Pdf, page: pikepdf.Page, number: pikepdf.Page) -> None:
    """Draw a page over another; not by ``add_overlay``, whose resource names are random and so change the bytes."""
    drawn = bound.copy_foreign(number.as_form_xobject())
    page.add_resource(drawn, pikepdf.Name.XObject, pikepdf.Name.PageNumber)
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"Q q /PageNumber Do Q")
