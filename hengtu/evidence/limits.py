"""How large a file may be, by what it is."""

from __future__ import annotations

from hengtu.evidence.errors import ExhibitRefused

MEGABYTE = 1 << 20
MAX_FILM = 2048 * MEGABYTE  # audio and video
MAX_OTHER = 100 * MEGABYTE  # pictures, PDF, Office files, archives
MAX_PIECE = 4 * MEGABYTE  # of a file sent in pieces; browsers of ours send 1 MB
MAX_AT_ONCE = 20  # files in one form


def limit_of(media_type: str) -> int:
    """Return the most bytes a file of this media type may have."""
    return MAX_FILM if media_type.startswith(("audio/", "video/")) else MAX_OTHER


def refuse_too_large(filename: str, media_type: str, size: int) -> None:
    """Raises: ExhibitRefused (``exhibit_too_large``)."""
    limit = limit_of(media_type)
    if size > limit:
        raise ExhibitRefused(
            "exhibit_too_large",
            f"文件“{filename}”有 {size // MEGABYTE} MB，超过上限 {limit // MEGABYTE} MB，没有入库。"
            "请分段录制或者压缩后取得的文件另行提交，原件保留备查。",
        )
