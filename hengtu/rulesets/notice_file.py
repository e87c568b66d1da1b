"""A yearly notice as a file: JSON, or a table (.xlsx, .csv) with a line a day. Every line is kept, faulty or not."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.notices import NoticeDay, NoticeProblem, problems_of
from hengtu.lib.spreadsheets import Limits, Row, Sheet, Value, check_size, day_of_cell, read_rows, text_of
from hengtu.rulesets.errors import RulesRefused

COLUMNS = ("日期", "安排", "节日", "通知标题", "文号", "发布日期")
OFF, WORKS = "放假", "上班"
LIMITS = Limits(packed=1 << 20, unpacked=20 << 20, rows=500, columns=20)
_WORDS = {OFF: False, "休": False, "休息": False, WORKS: True, "班": True, "调休上班": True, "调休": True}


@dataclass(frozen=True)
class NoticeFile:
    """What a file says: the year, the notices it rests on, its days, and everything that is wrong with it."""

    year: int
    notices: tuple[Mapping[str, Any], ...]
    days: tuple[NoticeDay, ...]
    problems: tuple[NoticeProblem, ...]


def read_notice(content: bytes, filename: str) -> NoticeFile:
    """Read a file and look through it whole.

    Raises: RulesRefused ``notice_unreadable`` when it is no such file at all; WorkbookRefused for a damaged workbook.
    """
    check_size(len(content), filename, limits=LIMITS)
    if content.startswith(b"PK"):
        return _of_table(read_rows(content, filename, limits=LIMITS))
    text = _decoded(content, filename)
    return _of_json(text) if text.lstrip()[:1] in {"{", "["} else _of_table(_csv_rows(text, filename))


def template() -> Sheet:
    """Return an empty table with one example of each kind of line."""
    title, number, issued = "国务院办公厅关于2027年部分节假日安排的通知", "国办发明电〔2026〕1号", "2026-11-10"
    rows = (("2027-01-01", OFF, "元旦", title, number, issued), ("2027-02-20", WORKS, "春节", "", "", ""))
    notes = (
        "一行一天，放假和调休上班都写",
        f"{OFF}或者{WORKS}",
        "节日名称",
        "第一行填写即可",
        "第一行填写即可",
        "第一行填写即可",
    )
    return Sheet("放假安排", COLUMNS, rows, notes)


def _unreadable(what: str) -> RulesRefused:
    return RulesRefused(
        "notice_unreadable",
        f"{what}。请用工作日历页面的模板填写，或者提交 year、notices、holidays、make_up 的 JSON 文件。",
    )


def _decoded(content: bytes, filename: str) -> str:
    if not content.strip():
        raise _unreadable(f"“{filename}”是空文件")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable(f"“{filename}”不是文本，也不是 .xlsx 工作簿")


def _csv_rows(text: str, filename: str) -> list[Row]:
    try:
        lines = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise _unreadable(f"“{filename}”的表格读不完整（{error}）") from error
    return [Row(number, tuple(cells)) for number, cells in enumerate(lines, start=1) if any(cells)]


def _of_table(rows: Sequence[Row]) -> NoticeFile:
    headings = [text_of(value) for value in rows[0].values] if rows else []
    missing = [name for name in COLUMNS[:3] if name not in headings]
    if missing:
        raise _unreadable(f"表格第一行缺少{'、'.join(missing)}列")
    places = {name: headings.index(name) for name in COLUMNS if name in headings}
    days, problems = [], []
    for row in rows[1:]:
        day, problem = _day_of(row, places)
        days.append(day)
        problems += problem
    notices = _notices(_cells(row, places) for row in rows[1:])
    return _looked_through(days, notices, problems)


def _cells(row: Row, places: Mapping[str, int]) -> dict[str, Value]:
    return {name: row.values[place] if place < len(row.values) else None for name, place in places.items()}


def _day_of(row: Row, places: Mapping[str, int]) -> tuple[NoticeDay, list[NoticeProblem]]:
    cells = _cells(row, places)
    word = text_of(cells["安排"])
    known = word in _WORDS
    problems = [] if known else [NoticeProblem(row.number, f"安排写的是「{word}」，应当是{OFF}或者{WORKS}")]
    day = NoticeDay(
        row.number, text_of(cells["日期"]), _day(cells["日期"]), _WORDS.get(word, False), text_of(cells["节日"])
    )
    return day, problems


def _day(value: Value) -> date | None:
    try:
        return day_of_cell(value)
    except ValueError:
        return None


def _notices(rows: Iterable[Mapping[str, Value]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for cells in rows:
        title = text_of(cells.get("通知标题"))
        if title:
            issued = _day(cells.get("发布日期"))
            found.setdefault(title, _notice(title, text_of(cells.get("文号")), issued))
    return list(found.values())


def _notice(title: str, number: str, issued: date | None) -> dict[str, Any]:
    notice: dict[str, Any] = {"title": title, "issued_on": issued.isoformat() if issued else "", "confirmed": True}
    return {**notice, "number": number} if number else notice


def _of_json(text: str) -> NoticeFile:
    twice: list[str] = []
    try:
        said = json.loads(text, object_pairs_hook=lambda pairs: _once(pairs, twice))
    except json.JSONDecodeError as error:
        raise _unreadable(f"JSON 在第 {error.lineno} 行中断或者写错，没有读完整") from error
    problems = [NoticeProblem(0, f"{name} 写了两次") for name in twice]
    if isinstance(said, list) and said:
        if len(said) > 1:
            problems.append(NoticeProblem(0, f"一个文件只放一年的安排，这里有 {len(said)} 份，只看了第一份"))
        said = said[0]
    try:
        holidays, make_up = dict(said["holidays"]), list(said["make_up"])
        days = [_json_day(day, str(name)) for name, off in holidays.items() for day in list(off)]
        days += [_json_day(day, "", works=True) for day in make_up]
        given = [
            _notice(str(n["title"]), str(n.get("number") or ""), _day(str(n["issued_on"]))) for n in said["notices"]
        ]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable("JSON 里没有 year、notices（title、issued_on）、holidays、make_up，或者写法不对") from error
    year = said.get("year")
    return _looked_through(days, given, problems, year if isinstance(year, int) else None)


def _once(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    counts = Counter(name for name, _ in pairs)
    twice += [name for name, count in counts.items() if count > 1]
    return dict(pairs)


def _json_day(value: Any, name: str, *, works: bool = False) -> NoticeDay:
    return NoticeDay(0, str(value), _day(str(value)), works, name)


def _looked_through(
    days: Sequence[NoticeDay],
    notices: Sequence[Mapping[str, Any]],
    problems: Sequence[NoticeProblem],
    year: int | None = None,
) -> NoticeFile:
    years = Counter(line.day.year for line in days if line.day is not None)
    if year is None:
        year = years.most_common(1)[0][0] if years else 0
    found = [*problems, *problems_of(year, days), *_problems_of_notices(notices)]
    return NoticeFile(year, tuple(notices), tuple(days), tuple(dict.fromkeys(found)))


def _problems_of_notices(notices: Sequence[Mapping[str, Any]]) -> list[NoticeProblem]:
    if not notices:
        return [NoticeProblem(0, "没有写通知标题、文号和发布日期")]
    return [NoticeProblem(0, f"{each['title']}没有写发布日期") for each in notices if not each["issued_on"]]
