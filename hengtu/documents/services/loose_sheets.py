"""Sheets of a bound file that are no documents: one per exhibit, scanned papers, lists of entries."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from hengtu.documents.catalogue import CURRENT, TEMPLATES
from hengtu.documents.fonts import font_set, refuse_unprintable
from hengtu.documents.services.bind_volumes import Sheet
from hengtu.documents.typesetting import compile_pdf, typeset
from hengtu.lib.dates_zh import civil_date, day_zh, moment_zh


@dataclass(frozen=True)
class ExhibitSheet:
    """What the sheet of one exhibit says; ``picture`` is the display copy (JPEG) or None."""

    seq: int
    title: str
    kind: str
    proof_purpose: str
    collected_at: datetime
    place: str
    collectors: str
    sm3: str
    picture: bytes | None = field(default=None, repr=False)


class SheetMaker:
    """Makes the loose sheets of one file; a context, since pictures lie in a folder of their own meanwhile.

    The compiler of a template is made once, however many pictures there are.
    """

    def __init__(self, agency: str, case_no: str, at: datetime) -> None:
        self._agency, self._case_no, self._at = agency, case_no, at
        self._stack = ExitStack()
        self._root: Path | None = None
        self._compilers: dict[str, typst.Compiler] = {}
        self._pictures = 0

    def __enter__(self) -> SheetMaker:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def exhibit(self, sheet: ExhibitSheet) -> Sheet:
        """Return the sheet of an exhibit: what it is, what it proves, its hash, and the picture if it is one."""
        rows = [
            ["证据名称", sheet.title],
            ["证据种类", sheet.kind],
            ["证明目的", sheet.proof_purpose],
            ["取证时间", moment_zh(sheet.collected_at)],
            ["取证地点", sheet.place],
            ["取证人", sheet.collectors],
            ["原件摘要（SM3）", " ".join(re.findall(".{1,16}", sheet.sm3))],
        ]
        title = f"证据{sheet.seq}：{sheet.title}"
        pdf = self._make("exhibit", title, rows, sheet.picture)
        return Sheet(title, "", day_zh(civil_date(sheet.collected_at)), pdf)

    def listed(self, title: str, day: str, rows: Sequence[tuple[str, str]]) -> Sheet:
        """Return a sheet of entries."""
        return Sheet(title, "", day, self._make("attached", title, [[*row] for row in rows], None))

    def scanned(self, title: str, number: str, day: str, picture: bytes) -> Sheet:
        """Return a scanned paper (JPEG) under its title."""
        return Sheet(title, number, day, self._make("attached", title, [], picture))

    def _make(self, template: str, title: str, rows: list[list[str]], picture: bytes | None) -> bytes:
        refuse_unprintable([title, *(value for row in rows for value in row)])
        frozen: Mapping[str, Any] = {
            "title": title,
            "kind": "served",  # no verification code in the footer
            "agency": self._agency,
            "case_no": self._case_no,
            "number_or_case": self._case_no,
            "rows": rows,
        }
        inputs = {"data": json.dumps(frozen, ensure_ascii=False, sort_keys=True)}
        if picture is None:
            return typeset(CURRENT, template, inputs, self._at)
        self._pictures += 1
        name = f"picture-{self._pictures}.jpg"
        (self._folder() / name).write_bytes(picture)
        return compile_pdf(self._compiler(template), {**inputs, "picture": name}, self._at, font_set())

    def _folder(self) -> Path:
        """Typst reads pictures from below its root only, so sheets with one get a root of their own."""
        if self._root is None:
            self._root = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="hengtu-sheets-")))
            for file in ("_style.typ", "exhibit.typ", "attached.typ"):
                shutil.copyfile(TEMPLATES / CURRENT / file, self._root / file)
        return self._root

    def _compiler(self, template: str) -> typst.Compiler:
        if template not in self._compilers:
            root = self._folder()
            fonts = font_set().typst_fonts()
            self._compilers[template] = typst.Compiler(str(root / f"{template}.typ"), root=str(root), font_paths=fonts)
        return self._compilers[template]
