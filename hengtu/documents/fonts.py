"""The fonts documents are set in: the office's own licensed faces first, the open ones after."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from django.conf import settings
from fontTools.ttLib import TTCollection, TTFont

from hengtu.documents.errors import DocumentRefused

OPEN_FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}


@dataclass(frozen=True)
class FontSet:
    """Folders, the families for body, heading and small print in order of preference, and a digest of the files."""

    folders: tuple[Path, ...]
    body: str
    heading: str
    small: str
    digest: str
    characters: frozenset[int]

    def typst_fonts(self) -> typst.Fonts:
        """Return the fonts for a compiler; neither the system's nor typst's own can slip in."""
        folders = [str(folder) for folder in self.folders]
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def font_set() -> FontSet:
    """Return the fonts of this installation (read once for each folder)."""
    return _font_set(str(settings.DOCUMENT_FONT_DIRECTORY))


def refuse_unprintable(texts: Iterable[str]) -> None:
    """Refuse text with a character no font has, when the document is issued, not when it is printed.

    Raises: DocumentRefused (``document_character_missing``) naming each character.
    """
    known = font_set().characters
    missing = sorted({char for text in texts for char in text if ord(char) not in known and char not in "\n\t"})
    if missing:
        named = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in missing)
        raise DocumentRefused(
            "document_character_missing",
            f"文书字体中没有{named}，印出来会缺字，文书没有制作。请核对是否误输入；确为生僻字的，"
            "请管理员把含有该字的字体放入单位字体目录（HENGTU_FONTS）后重新制作。",
        )


@lru_cache(maxsize=4)
def _font_set(office: str) -> FontSet:
    folders = ((Path(office),) if office else ()) + (OPEN_FONTS,)
    families: list[str] = []
    characters: set[int] = set()
    digest = hashlib.sha256()
    for path in (path for folder in folders for path in _font_files(folder)):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        for font in _faces(path):
            families.append(font["name"].getBestFamilyName() or path.stem)
            characters |= font.getBestCmap().keys()
    own = [family for family in families if family not in (SERIF, SANS)]
    headings = [family for family in own if "XiaoBiaoSong" in family or "小标宋" in family]
    bodies = [family for family in own if family not in headings]
    return FontSet(
        folders=folders,
        body=",".join([*dict.fromkeys(bodies), SERIF, SANS]),
        heading=",".join([*dict.fromkeys(headings), SERIF, SANS]),
        small=f"{SANS},{SERIF}",
        digest=digest.hexdigest()[:12],
        characters=frozenset(characters),
    )


def _font_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)


def _faces(path: Path) -> list[TTFont]:
    if path.suffix.lower() in {".ttc", ".otc"}:
        return list(TTCollection(path, lazy=True).fonts)
    return [TTFont(path, lazy=True)]
