import io
import struct
import zlib

import pytest
from PIL import Image

from hengtu.lib.images import ImageRefused, display_copy


def photo(size: tuple[int, int] = (400, 300), orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "camera of a real person"
    exif.get_ifd(0x8825)[2] = (38.0, 2.0, 31.0)  # where it was taken
    target = io.BytesIO()
    Image.new("RGB", size, "grey").save(target, "JPEG", exif=exif)
    return target.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that claims to be 50 000 by 50 000."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def test_the_copy_carries_no_place_and_no_camera() -> None:
    copy = display_copy(photo())
    assert b"camera of a real person" not in copy
    assert not Image.open(io.BytesIO(copy)).getexif()


def test_the_copy_is_upright_and_small() -> None:
    copy = Image.open(io.BytesIO(display_copy(photo((4000, 3000), orientation=6))))
    assert copy.size == (1536, 2048)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_decompression_bomb_is_refused_before_it_unfolds() -> None:
    with pytest.raises(ImageRefused) as refusal:
        display_copy(bomb())
    assert refusal.value.code == "image_too_large"


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff not a picture", photo()[:200]])
def test_a_broken_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ImageRefused) as refusal:
        display_copy(content)
    assert refusal.value.code == "image_broken"
