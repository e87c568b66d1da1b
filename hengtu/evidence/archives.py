"""Archives are kept and never unpacked; one that unfolds into a mountain is not even kept."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import IO

from hengtu.evidence.errors import ExhibitRefused

MAX_RATIO = 200  # the densest honest spreadsheets reach about 50
MAX_UNFOLDED = 4 << 30
_END = b"PK\x05\x06"
_END_SIZE = 22
_MAX_COMMENT = 0xFFFF
_MAX_DIRECTORY = 8 << 20


def refuse_bomb(filename: str, content: bytes | Path) -> None:
    """Read the directory of a ZIP, not its content, and refuse what would unfold beyond measure.

    Raises: ExhibitRefused (``exhibit_is_bomb``).
    """
    with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file:
        if _unfolds_too_far(file):
            raise ExhibitRefused(
                "exhibit_is_bomb",
                f"压缩文件“{filename}”解开以后会大得不合情理，可能是压缩炸弹，没有入库。请核实来源，提交里面的原文件。",
            )


def _unfolds_too_far(file: IO[bytes]) -> bool:
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _END_SIZE - _MAX_COMMENT))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        return False  # no directory: nobody can unfold it
    if int.from_bytes(tail[end + 12 : end + 16], "little") > _MAX_DIRECTORY:
        return True
    try:
        with zipfile.ZipFile(file) as archive:
            unfolded = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return unfolded > MAX_UNFOLDED or unfolded > MAX_RATIO * size
