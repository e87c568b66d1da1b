"""A file of a statute as it is handed in: JSON, plain text or a workbook become one text that ``law`` takes apart."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hengtu.law.statute_text import Fault, number_in
from hengtu.lib.spreadsheets import Row, Sheet, read_rows, text_of, write_workbook
from hengtu.rulesets.errors import RulesRefused

LONGEST = 2_000_000  # characters
HEADINGS = ("条", "内容")


def text_of_upload(content: bytes, filename: str) -> tuple[str, tuple[Fault, ...]]:
    """Return the text of a file, and the rows that could not be read.

    Args:
        content: UTF-8 or GB18030 text, JSON ``{"articles": [{"article": "第一条", "text": "…"}]}``, or a workbook with
            the columns 条 and 内容.
        filename: only its ending tells JSON from text; a workbook is known by its content.
    Raises: RulesRefused ``file_unreadable``, ``file_empty``; WorkbookRefused.
    """
    if content.startswith(b"PK"):
        return _of_rows(_cells(read_rows(content, filename)))
    words = _decoded(content, filename)
    if filename.lower().endswith(".json") or words.lstrip().startswith("{"):
        return _of_rows(_entries(words, filename))
    if not words.strip():
        raise RulesRefused("file_empty", f"“{filename}”里没有文字，请换一个文件。")
    return words[:LONGEST], ()


def faulty_workbook(faults: tuple[Fault, ...]) -> bytes:
    """Return the faults as a workbook to mend from."""
    rows = tuple((str(fault.line or ""), fault.text[:500], fault.problem) for fault in faults)
    return write_workbook([Sheet("没有读懂的", ("行", "原文", "问题"), rows)])


def _decoded(content: bytes, filename: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RulesRefused("file_unreadable", f"“{filename}”读不出来。请另存为 UTF-8 的文本、JSON 或者 .xlsx 后再试。")


def _entries(words: str, filename: str) -> Iterator[tuple[int, str, str]]:
    try:
        entries = json.loads(words)["articles"]
        found = [(place, _word(each, "article"), _word(each, "text")) for place, each in enumerate(entries, start=1)]
    except (ValueError, KeyError, TypeError) as error:
        hint = '应当是 {"articles": [{"article": "第一条", "text": "……"}]} 这样的 JSON。'
        raise RulesRefused("file_unreadable", f"“{filename}”读不出来，{hint}") from error
    yield from found


def _word(entry: Any, key: str) -> str:
    return str(entry[key])


def _cells(rows: list[Row]) -> Iterator[tuple[int, str, str]]:
    for row in rows:
        first, second = (text_of(value) for value in (*row.values, None, None)[:2])
        if (first, second) != HEADINGS:
            yield row.number, first, second


def _of_rows(rows: Iterator[tuple[int, str, str]]) -> tuple[str, tuple[Fault, ...]]:
    lines: list[str] = []
    faults: list[Fault] = []
    for number, label, text in rows:
        article = number_in(label)
        if article is None:
            faults.append(Fault(number, f"{label} {text}".strip(), "第一栏不是条号，请写成“第一条”这样"))
        elif not text.strip():
            faults.append(Fault(number, label, "这一条没有内容，请补上"))
        else:
            lines.append(f"{_labelled(label, article)}　{text.strip()}")
    if not lines and not faults:
        raise RulesRefused("file_empty", "文件里没有条文，请核对。")
    return "\n".join(lines)[:LONGEST], tuple(faults)


def _labelled(label: str, article: str) -> str:
    if label.strip().startswith("第"):
        return label.strip()
    number, _, inserted = article.partition("-")
    return f"第{number}条" + (f"之{inserted}" if inserted else "")
