"""Workbooks (.xlsx) in and out: read with limits checked before anybody lays the sheet out, written as plain text.

Reading returns plain values with the number of the row as Excel shows it; what they mean is for the caller.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from hengtu.lib.coded_error import CodedError

Value = str | int | float | bool | date | datetime | time | timedelta | None

_PIECE = 1 << 16
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_EPOCH = date(1899, 12, 30)  # day 0 of Excel's serial days, which count a 29 February 1900 that never was
_SERIALS = range(20000, 80000)  # 1954-10-03 to 2119-01-10
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?")
_DAY_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")


class WorkbookRefused(CodedError):
    """A file that is no workbook we read; the message says what to do with it."""


@dataclass(frozen=True)
class Limits:
    """What a workbook may hold: packed and unpacked size in bytes, entries, rows (headings included), columns."""

    packed: int = 5 << 20
    unpacked: int = 60 << 20
    entries: int = 500
    rows: int = 5001
    columns: int = 60


@dataclass(frozen=True)
class Row:
    """One row that is not empty; ``number`` counts from 1, as Excel shows it."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet to write: every cell is text, so that codes keep their zeros and nothing is a formula."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


def read_rows(content: bytes, filename: str, *, limits: Limits | None = None) -> list[Row]:
    """Return the rows of the first sheet that are not empty.

    Args:
        content: the file as it came; its kind is told by what it holds, never by its name.
        filename: for the message.
        limits: checked by counting what really comes out, since an archive may lie about its sizes.
    Raises:
        WorkbookRefused: ``file_empty``, ``file_too_large``, ``file_kind``, ``file_damaged``,
            ``file_unpacks_too_large``, ``too_many_rows`` or ``too_many_columns``.
    """
    allowed = limits or Limits()
    _check_kind(content, filename, allowed)
    _check_archive(content, filename, allowed)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        table = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError) as error:
        raise _damaged(filename) from error
    rows = [Row(number, tuple(values)) for number, values in enumerate(table, start=1)]
    return [row for row in rows if any(value not in ("", None) for value in row.values)]


def check_size(size: int, filename: str, *, limits: Limits | None = None) -> None:
    """Refuse a file by its size alone, before it is read. Raises: WorkbookRefused ``file_too_large``."""
    most = (limits or Limits()).packed
    if size > most:
        raise WorkbookRefused(
            "file_too_large",
            f"“{filename}”超过 {most >> 20} 兆字节。请删除图片和无关的工作表，或者分成几个文件导入。",
        )


def text_of(value: Value) -> str:
    """Return a cell as text: whole numbers without ".0", days as 2026-09-24, blanks at the ends taken off.

    >>> text_of(130100.0), text_of("  县　"), text_of(None)
    ('130100', '县', '')
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value).strip()


def plain(value: Value) -> str:
    """Return a cell that holds a code: full-width letters and digits become plain ones, blanks inside go."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text_of(value)))


def day_of_cell(value: Value) -> date | None:
    """Return the day a cell means: a date, its serial number, or text such as 2026-9-24, 2026年9月24日, 20260924.

    Returns None for an empty cell. Raises: ValueError for anything else.

    >>> day_of_cell(45923.0), day_of_cell("２０２５．９．２４")
    (datetime.date(2025, 9, 23), datetime.date(2025, 9, 24))
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _EPOCH + timedelta(days=int(value))
    text = unicodedata.normalize("NFKC", text_of(value)).strip()
    if not text:
        return None
    found = _DAY.fullmatch(text) or _DAY_SOLID.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))


def has_hidden_characters(text: str) -> bool:
    """Whether a text holds control characters that are not seen, such as those that turn the direction of writing."""
    return any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co") for character in text)


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook with these sheets, headings bold and kept in sight, every cell formatted as text."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    bold = book.add_format({"bold": True, "num_format": "@", "text_wrap": True, "valign": "top", "border": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for column, heading in enumerate(sheet.headings):
            page.set_column(column, column, _width(sheet, column), text)
            page.write_string(0, column, heading, bold)
            if column < len(sheet.notes) and sheet.notes[column]:
                page.write_comment(0, column, sheet.notes[column])
        for number, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                page.write_string(number, column, cell, text)
        page.freeze_panes(1, 0)
    book.close()
    return target.getvalue()


def _check_kind(content: bytes, filename: str, allowed: Limits) -> None:
    if not content:
        raise WorkbookRefused("file_empty", f"“{filename}”是空文件。请确认表格已经保存并关闭，再重新选择。")
    check_size(len(content), filename, limits=allowed)
    if content.startswith(b"PK\x03\x04"):
        return
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        what = (
            "是旧版（.xls）或者加了密码的表格。请用 Excel 或 WPS 打开，去掉密码，另存为“Excel 工作簿（.xlsx）”再导入。"
        )
    elif content.startswith(b"MZ"):
        what = "是程序，不是表格，没有打开它。请核对文件来源；要导入的请用下载的模板填写。"
    elif _is_text(content):
        what = "是文本（例如 .csv），不是工作簿。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”再导入。"
    else:
        what = "不是 .xlsx 工作簿。请用下载的模板填写后再导入。"
    raise WorkbookRefused("file_kind", f"“{filename}”{what}")


def _check_archive(content: bytes, filename: str, allowed: Limits) -> None:
    """Count what the archive really unpacks to, piece by piece, and where its cells lie, before anybody else reads it.

    A cell in the last row and column would make a reader lay out the whole sheet in memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if "xl/workbook.xml" not in {entry.filename for entry in entries}:
                raise WorkbookRefused(
                    "file_kind",
                    f"“{filename}”是压缩包，不是 .xlsx 工作簿。请解压后导入里面的表格；Word 文件请把表格复制到模板里。",
                )
            if len(entries) > allowed.entries or sum(entry.file_size for entry in entries) > allowed.unpacked:
                raise _too_large_unpacked(filename, allowed)
            for entry in entries:
                _check_entry(archive, entry, filename, allowed)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged(filename) from error


def _check_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, filename: str, allowed: Limits) -> None:
    """Read one entry to its end: an entry longer than it says fails its checksum."""
    is_sheet = _SHEET.fullmatch(entry.filename) is not None
    rest = b""
    with archive.open(entry) as file:
        while piece := file.read(_PIECE):
            if is_sheet:
                text = rest + piece
                _check_cells(text, filename, allowed)
                rest = text[-200:]


def _check_cells(text: bytes, filename: str, allowed: Limits) -> None:
    for letters, digits in _CELL.findall(text):
        if int(digits) > allowed.rows:
            raise WorkbookRefused(
                "too_many_rows",
                f"“{filename}”里有第 {int(digits)} 行的单元格，一次最多导入 {allowed.rows - 1} 行。"
                "请删除表格下方多余的空行，或者分成几个文件。",
            )
        if _column(letters) > allowed.columns:
            raise WorkbookRefused(
                "too_many_columns",
                f"“{filename}”里有第 {letters.decode()} 列的单元格，超出了模板。请删除模板以外的列再导入。",
            )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _is_text(content: bytes) -> bool:
    start = content[:4096]
    if b"\0" in start:
        return False
    try:
        start.decode("gb18030", errors="strict" if len(content) <= 4096 else "ignore")
    except UnicodeDecodeError:
        return False
    return True


def _too_large_unpacked(filename: str, allowed: Limits) -> WorkbookRefused:
    return WorkbookRefused(
        "file_unpacks_too_large",
        f"“{filename}”解开以后超过 {allowed.unpacked >> 20} 兆字节，没有打开它。请用下载的模板重新填写，不带图片。",
    )


def _damaged(filename: str) -> WorkbookRefused:
    return WorkbookRefused(
        "file_damaged", f"“{filename}”已损坏，读不出来。请用 Excel 或 WPS 打开检查，另存一份再导入；原文件已保留。"
    )


def _width(sheet: Sheet, column: int) -> int:
    texts: Sequence[str] = [row[column] for row in sheet.rows[:200] if column < len(row)]
    longest = max((len(text) for text in (sheet.headings[column], *texts)), default=8)
    return min(max(2 * longest + 2, 10), 60)
