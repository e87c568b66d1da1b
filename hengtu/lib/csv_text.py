"""Tables as CSV that spreadsheets open as they are: Chinese is read, and no cell is run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

MARK = "\ufeff"  # by which spreadsheets know UTF-8
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet would run instead of show


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield a table line by line, the mark first, so that a long one can be streamed.

    Example:
        >>> "".join(csv_lines([("当事人", "案号"), ("=1+1", 7)]))
        "\\ufeff当事人,案号\\r\\n'=1+1,7\\r\\n"
    """
    yield MARK
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([_as_text(cell) for cell in row])
        yield line.getvalue()


def _as_text(cell: object) -> str:
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
