"""PDF: what it says about itself and its maker, a copy without it, and pages with nothing on them."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
from PIL import Image

from hengtu.lib.picture_claims import CIVIL_TIME, Claims
from hengtu.lib.picture_quality import doubts_of_image

DATE = re.compile(r"D:(\d{14})(?:([+-])(\d{2})'?(\d{2})|Z)?")
BLANK_PAGE = "page_blank"
MAX_PAGES_LOOKED_AT = 60
MAX_SCAN_PIXELS = 60_000_000
MARKS = re.compile(rb"(?:^|\s)(?:Do|Tj|TJ|'|\"|[SsfFbB]\*?|sh|BI)(?=\s|$)")


class PdfUnreadable(Exception):
    """The PDF is encrypted or broken, so nothing can be taken out of it."""


def clean_pdf(path: Path) -> bytes:
    """Return a copy without author, programs, XMP, thumbnails, embedded files, scripts and EXIF inside its pictures.

    Raises: PdfUnreadable.
    """
    try:
        with pikepdf.open(path) as pdf:
            for name in ("/Metadata", "/OpenAction", "/AA", "/PieceInfo", "/Names"):
                _drop(pdf.Root, name)
            if "/Info" in pdf.trailer:
                del pdf.trailer["/Info"]
            for page in pdf.pages:
                for name in ("/Thumb", "/PieceInfo", "/Metadata", "/LastModified"):
                    _drop(page.obj, name)
            for thing in pdf.objects:
                _clean_stream(thing)
            target = io.BytesIO()
            pdf.save(target, deterministic_id=True)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RecursionError) as error:
        raise PdfUnreadable from error
    return target.getvalue()


def claims_of_pdf(path: Path) -> Claims:
    """Return when the PDF says it was made and with what; nothing where it cannot be read."""
    try:
        with pikepdf.open(path) as pdf:
            info = pdf.trailer.get("/Info", pikepdf.Dictionary())
            made, maker = str(info.get("/CreationDate", "")), str(info.get("/Producer", ""))
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RecursionError, AttributeError):
        return Claims()
    return Claims(taken_at=_instant(made), device="".join(filter(str.isprintable, maker))[:100])


def doubts_of_pdf(path: Path) -> tuple[tuple[int, str], ...]:
    """Return page (from 1) and doubt of the first pages: nothing on it, or a scan that is blank, dark or blurred."""
    try:
        with pikepdf.open(path) as pdf:
            pages = list(pdf.pages)[:MAX_PAGES_LOOKED_AT]
            found = [(number, doubt) for number, page in enumerate(pages, start=1) for doubt in _doubts(page)]
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RecursionError):
        return ()
    return tuple(found)


def _doubts(page: pikepdf.Page) -> tuple[str, ...]:
    marks = b"".join(stream.read_bytes() for stream in _contents(page))
    if not MARKS.search(marks) and "/Annots" not in page.obj:
        return (BLANK_PAGE,)
    pictures = list(page.get_images(recursive=False).values())
    is_scan = len(pictures) == 1 and not re.search(rb"(?:^|\s)(?:Tj|TJ|BI)(?=\s|$)", marks)
    picture = _picture(pictures[0]) if is_scan else None
    return doubts_of_image(picture) if picture is not None else ()


def _contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _picture(found: pikepdf.Object) -> Image.Image | None:
    if not isinstance(found, pikepdf.Stream):
        return None
    try:
        picture = pikepdf.PdfImage(found)
        if picture.width * picture.height > MAX_SCAN_PIXELS:
            return None
        return picture.as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError, SyntaxError, TypeError):
        return None  # an encoding the reader lacks: nothing is said about the pixels


def _clean_stream(thing: pikepdf.Object) -> None:
    if not isinstance(thing, pikepdf.Stream):
        return
    _drop(thing, "/Metadata")
    if thing.get("/Filter") == "/DCTDecode" or thing.get("/Filter") == pikepdf.Array([pikepdf.Name("/DCTDecode")]):
        raw = thing.read_raw_bytes()
        clean = without_notes(raw)
        if clean != raw:
            thing.write(clean, filter=pikepdf.Name("/DCTDecode"))


def without_notes(jpeg: bytes) -> bytes:
    """Return a JPEG without EXIF, XMP and comments, its picture untouched; colour profiles and Adobe's mark stay."""
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if jpeg[at + 1] not in {0xE1, 0xED, 0xFE}:
            kept.append(jpeg[at:end])
        at = end
    return b"".join([*kept, jpeg[at:]])


def _drop(thing: pikepdf.Object, name: str) -> None:
    if name in thing:
        del thing[name]


def _instant(text: str) -> datetime | None:
    found = DATE.match(text)
    if found is None:
        return None
    try:
        made = datetime.strptime(found[1], "%Y%m%d%H%M%S")  # noqa: DTZ007 - the zone follows
        ahead = timedelta(hours=int(found[3] or 0), minutes=int(found[4] or 0))
        zone = timezone(-ahead if found[2] == "-" else ahead) if found[2] or text.endswith("Z") else CIVIL_TIME
        return made.replace(tzinfo=zone).astimezone(CIVIL_TIME)
    except (ValueError, OverflowError):
        return None
