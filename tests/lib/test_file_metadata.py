"""What pictures, films, sound and PDF say of themselves, and that nothing of it is left when it is hidden."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from hengtu.lib.film_metadata import EPOCH, FilmUnreadable, claims_of_film, covers_of
from hengtu.lib.pdf_metadata import PdfUnreadable, claims_of_pdf, clean_pdf, doubts_of_pdf, without_notes
from hengtu.lib.picture_claims import CIVIL_TIME, Claims, claims_of_picture

TAKEN = datetime(2025, 6, 3, 9, 12, tzinfo=CIVIL_TIME)
SECRET = b"SN-4711-PRIVATE"


def drawn() -> Image.Image:
    image = Image.linear_gradient("L").convert("RGB")
    ImageDraw.Draw(image).rectangle((60, 60, 180, 150), fill="white", outline="black", width=4)
    return image


def camera_photo(taken: str = "2025:06:03 09:12:00", offset: str = "", place: bool = True) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Maker", "Model 5"
    more = exif.get_ifd(0x8769)
    more[0x9003], more[0xA431] = taken, SECRET.decode()
    if offset:
        more[0x9011] = offset
    if place:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2], gps[3], gps[4] = "N", (38.0, 2.0, 31.2), "E", (114.0, 30.0, 0.0)
    target = io.BytesIO()
    drawn().save(target, "JPEG", exif=exif)
    return target.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (8 + len(body)).to_bytes(4) + kind + body


def film(*, told: bytes = b"\xa9xyz+38.0420+114.5000/" + SECRET, media: bytes = b"picture and tone" * 9) -> bytes:
    seconds = int((datetime(2025, 6, 3, 1, 12, tzinfo=UTC) - EPOCH).total_seconds())
    header = box(b"mvhd", bytes(4), seconds.to_bytes(4), seconds.to_bytes(4), bytes(88))
    track = box(b"trak", box(b"meta", SECRET))
    return box(b"ftyp", b"mp42", bytes(4)) + box(b"moov", header, track, box(b"udta", told)) + box(b"mdat", media)


def covered(path: Path, media_type: str) -> bytes:
    content = bytearray(path.read_bytes())
    for cover in covers_of(path, media_type):
        content[cover.start : cover.start + len(cover.content)] = cover.content
    return bytes(content)


def kept(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


def test_a_camera_says_when_where_and_with_what() -> None:
    claims = claims_of_picture(camera_photo())
    assert claims == Claims(TAKEN, 38.042, 114.5, "Maker Model 5")


def test_a_clock_with_an_offset_is_taken_at_its_word() -> None:
    assert claims_of_picture(camera_photo("2025:06:03 02:12:00", "+01:00")).taken_at == TAKEN


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "yesterday", "2025:13:40 09:12:00", "9999:12:31 23:59:59x"])
def test_a_clock_that_cannot_be_read_claims_nothing(taken: str) -> None:
    assert claims_of_picture(camera_photo(taken, place=False)).taken_at is None


def test_a_picture_without_notes_claims_nothing() -> None:
    target = io.BytesIO()
    Image.linear_gradient("L").save(target, "PNG")
    assert not claims_of_picture(target.getvalue())
    assert not claims_of_picture(b"no picture")


def test_a_film_says_when_and_where_and_both_can_be_hidden(tmp_path: Path) -> None:
    path = kept(tmp_path, film())
    claims = claims_of_film(path, "video/mp4")
    assert (claims.taken_at, claims.latitude, claims.longitude) == (TAKEN, 38.042, 114.5)
    shown = covered(path, "video/mp4")
    assert len(shown) == path.stat().st_size
    assert SECRET not in shown
    assert b"114.5" not in shown
    assert b"picture and tone" * 9 in shown


def test_a_film_whose_recorder_lost_its_power_still_loses_its_notes(tmp_path: Path) -> None:
    whole = film()
    media, notes = whole.index(b"mdat"), whole.index(SECRET, whole.index(b"udta"))
    for content in (whole[: media + 40], whole[: notes + len(SECRET) - 2]):
        shown = covered(kept(tmp_path, content), "video/mp4")
        assert len(shown) == len(content)
        assert SECRET[:-2] not in shown
        assert b"114.5" not in shown


@pytest.mark.parametrize(
    "content", [b"", b"\0", bytes(40), b"\0\0\0\x01mdat", b"\xff" * 64, box(b"ftyp") + b"\0\0\0\x02moov"]
)
def test_what_is_no_film_hides_nothing_and_breaks_nothing(tmp_path: Path, content: bytes) -> None:
    assert covers_of(kept(tmp_path, content), "video/mp4") == ()
    assert not claims_of_film(kept(tmp_path, content), "video/mp4")


def test_boxes_without_end_are_given_up(tmp_path: Path) -> None:
    with pytest.raises(FilmUnreadable):
        covers_of(kept(tmp_path, box(b"ftyp") + box(b"free") * 5000), "video/mp4")


def test_sound_loses_its_lists_and_tags(tmp_path: Path) -> None:
    told = b"LIST" + (4 + len(SECRET) + 1).to_bytes(4, "little") + b"INFO" + SECRET + b"\0"
    tone = b"data" + (8).to_bytes(4, "little") + b"tonetone"
    wave = b"RIFF" + (4 + len(told + tone)).to_bytes(4, "little") + b"WAVE" + told + tone
    shown = covered(kept(tmp_path, wave), "audio/wav")
    assert SECRET not in shown
    assert shown.endswith(tone)
    tag = b"ID3\x04\x00\x00" + bytes((0, 0, 0, len(SECRET))) + SECRET
    end = b"TAG" + SECRET.ljust(125, b"\0")
    shown = covered(kept(tmp_path, tag + b"\xff\xfbsound" + end), "audio/mpeg")
    assert SECRET not in shown
    assert b"\xff\xfbsound" in shown


def pdf(folder: Path, *pages: Image.Image | None) -> Path:
    path = folder / "scan.pdf"
    with pikepdf.new() as made:
        for picture in pages:
            made.add_blank_page(page_size=(300, 400))
            if picture is not None:
                _scan(made, picture)
        made.docinfo["/Author"] = SECRET.decode()
        made.docinfo["/Producer"] = "Scanner 9"
        made.docinfo["/CreationDate"] = "D:20250603091200+08'00'"
        made.attachments["note.txt"] = SECRET
        with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:creator"] = [SECRET.decode()]
        made.save(path)
    return path


def _scan(made: pikepdf.Pdf, picture: Image.Image) -> None:
    """Lay a photographed page over the last page, with what the camera wrote into it."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", exif=exif)
    stream = pikepdf.Stream(made, target.getvalue())
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width, Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page = made.pages[-1]
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=made.make_indirect(stream)))
    page.contents_add(b"q 300 0 0 400 0 0 cm /Scan Do Q")


def test_a_pdf_says_when_it_was_made_and_its_copy_says_nothing(tmp_path: Path) -> None:
    path = pdf(tmp_path, drawn())
    assert claims_of_pdf(path) == Claims(TAKEN, device="Scanner 9")
    clean = clean_pdf(path)
    assert SECRET in path.read_bytes()
    with pikepdf.open(io.BytesIO(clean)) as opened:
        raw = b"".join(each.read_raw_bytes() for each in opened.objects if isinstance(each, pikepdf.Stream))
        assert len(opened.pages) == 1
        assert "/Info" not in opened.trailer
    assert SECRET not in clean + raw


def test_a_pdf_that_cannot_be_opened_is_not_shown_as_clean(tmp_path: Path) -> None:
    with pytest.raises(PdfUnreadable):
        clean_pdf(kept(tmp_path, b"%PDF-1.7 broken"))
    assert not claims_of_pdf(kept(tmp_path, b"%PDF-1.7 broken"))


def test_empty_and_unlit_pages_of_a_scan_are_named(tmp_path: Path) -> None:
    path = pdf(tmp_path, drawn(), None, Image.new("L", (256, 256), "black"), Image.new("L", (256, 256), "white"))
    assert doubts_of_pdf(path) == ((2, "page_blank"), (3, "picture_dark"), (4, "picture_blank"))


def test_a_jpeg_keeps_its_picture_when_its_notes_go() -> None:
    photo = camera_photo()
    clean = without_notes(photo)
    assert SECRET not in clean
    with Image.open(io.BytesIO(photo)) as before, Image.open(io.BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()
    assert without_notes(b"no jpeg") == b"no jpeg"
