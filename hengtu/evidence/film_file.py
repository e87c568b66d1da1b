"""Whether a film file is whole, as far as its own structure says. A broken one is kept all the same, and said to be."""

from __future__ import annotations

from pathlib import Path
from typing import IO

MP4, WHOLE_BOX, LONG_BOX = "video/mp4", 8, 16


def flaw_of(path: Path, media_type: str) -> str:
    """Return what is wrong with a film in words, empty when nothing is seen. Only MP4 says how long its parts are."""
    if media_type not in (MP4, "audio/mp4"):
        return ""
    size = path.stat().st_size
    with path.open("rb") as file:
        kinds = _boxes(file, size)
    if kinds is None:
        return "文件没有传完，后面的内容缺失"
    return "" if "moov" in kinds else "文件没有写完（缺少索引），可能放不出来"


def _boxes(file: IO[bytes], size: int) -> list[str] | None:
    """Return the kinds of the boxes at the top, None when one reaches beyond the end."""
    at, kinds = 0, []
    while at < size:
        file.seek(at)
        head = file.read(LONG_BOX)
        if len(head) < WHOLE_BOX:
            return None
        length = int.from_bytes(head[:4], "big")
        if length == 1:  # the length follows in eight bytes
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:  # to the end of the file
            length = size - at
        if length < WHOLE_BOX or at + length > size:
            return None
        kinds.append(head[4:8].decode("latin-1"))
        at += length
    return kinds
