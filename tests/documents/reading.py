"""Reading printed documents back: text, fonts, pictures of pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
from PIL import Image
from pypdf import PdfReader
from pypdfium2 import PdfDocument


def text_of(pdf: bytes) -> str:
    """All text without page footers, and without spaces and line ends, which are the reader's guess."""
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    return re.sub(r"第\d+页共\d+页[^号]*号", "", text)


def fonts_not_embedded(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(font.BaseFont) for font in _fonts(opened) if not _is_embedded(font)]


def font_count(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(list(_fonts(opened)))


def pdfa_part(pdf: bytes) -> str:
    """``2B`` for PDF/A-2b, by the identification in the metadata; it needs an output intent beside it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_metadata() as metadata:
        assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
        return f"{metadata['pdfaid:part']}{metadata['pdfaid:conformance']}"


def page_image(pdf: bytes, page: int, dpi: int = 200) -> Image.Image:
    """One page, counted from 1, in shades of grey."""
    opened = PdfDocument(pdf)
    try:
        return opened[page - 1].render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        opened.close()


def _fonts(opened: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for thing in opened.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font" and "/FontDescriptor" in thing:
            yield thing


def _is_embedded(font: pikepdf.Object) -> bool:
    return any(f"/FontFile{kind}" in font.FontDescriptor for kind in ("", "2", "3"))
