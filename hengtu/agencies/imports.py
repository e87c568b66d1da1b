"""Importing a workbook: what a column takes, what is wrong with a row, and what would be done with it.

A plan is made from rows and what the register holds, and changes nothing; carrying it out says again, row by row,
what became of it. Nothing that is already there is overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from hengtu.lib.coded_error import CodedError
from hengtu.lib.spreadsheets import Row, Sheet, Value, WorkbookRefused, day_of_cell, has_hidden_characters, text_of

EXAMPLE = "示例："  # what the first cell of an example row begins with; such rows are passed over
ERRORS = "错误"  # the column of a workbook given back; passed over when it comes again
_HEADING_ROWS = 5


class Outcome(StrEnum):
    """What is done with a row."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    FAULTY = "faulty"
    DONE = "done"

    @property
    def label(self) -> str:
        """The word for it."""
        return _WORDS[self][0]

    @property
    def form(self) -> str:
        """The form of the tag (DESIGN: six forms)."""
        return _WORDS[self][1]


_WORDS = {
    Outcome.NEW: ("可以导入", "go"),
    Outcome.SAME: ("已存在", "word"),
    Outcome.CHANGED: ("有变化", "soon"),
    Outcome.FAULTY: ("有错误", "stop"),
    Outcome.DONE: ("已导入", "ok"),
}


@dataclass(frozen=True)
class Column:
    """One column of a template; ``read`` turns a cell into a value or raises ``CellRefused``."""

    heading: str
    key: str
    read: Callable[[Value], Any]
    required: bool = False
    example: str = ""
    hint: str = ""


class CellRefused(ValueError):
    """A cell that cannot be read: ``why`` it is wrong and what to do (``remedy``)."""

    def __init__(self, why: str, remedy: str) -> None:
        self.why = why
        self.remedy = remedy
        super().__init__(why)


@dataclass(frozen=True)
class Problem:
    """What is wrong in a row: in which column, why, and what to do."""

    column: str
    why: str
    remedy: str

    @property
    def sentence(self) -> str:
        """As it stands in the workbook that is given back."""
        return f"{self.column}：{self.why}。{self.remedy}" if self.column else f"{self.why}。{self.remedy}"


@dataclass(frozen=True)
class PlannedRow:
    """One row of the workbook and what is to become of it; ``entry`` holds what was read, by key."""

    number: int
    label: str
    outcome: Outcome
    entry: Mapping[str, Any]
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    differences: tuple[str, ...] = ()

    def refused(self, *problems: Problem) -> PlannedRow:
        """Return the row as a faulty one."""
        return replace(self, outcome=Outcome.FAULTY, problems=(*self.problems, *problems))


@dataclass(frozen=True)
class ImportPlan:
    """All rows of a workbook, in their order, with the headings they came under."""

    headings: tuple[str, ...]
    rows: tuple[PlannedRow, ...]

    def of(self, outcome: Outcome) -> tuple[PlannedRow, ...]:
        """Return the rows of one outcome."""
        return tuple(row for row in self.rows if row.outcome is outcome)

    def counts(self) -> dict[str, int]:
        """Return how many rows there are of each outcome that occurs."""
        return {outcome.value: len(self.of(outcome)) for outcome in Outcome if self.of(outcome)}


def read_plan(rows: Sequence[Row], columns: Sequence[Column], label: str) -> ImportPlan:
    """Read the cells of all rows: each is NEW or FAULTY so far.

    Args:
        label: key of the column that names a row to people.
    Raises: WorkbookRefused ``no_headings`` or ``no_rows``.
    """
    position, headings = _headings(rows, columns)
    places = {column.key: headings.index(column.heading) for column in columns if column.heading in headings}
    label_place = places[label]
    body = [row for row in rows[position + 1 :] if not text_of(_cell(row, 0)).startswith(EXAMPLE)]
    if not body:
        raise WorkbookRefused("no_rows", "表头下面没有要导入的内容。请在表头下面逐行填写，示例行不导入。")
    kept = tuple(heading for heading in headings if heading and heading != ERRORS)
    keep = [headings.index(heading) for heading in kept]
    return ImportPlan(kept, tuple(_read_row(row, columns, places, label_place, keep) for row in body))


def faulty_sheet(plan: ImportPlan) -> Sheet:
    """Return the faulty rows as they came, each with what is wrong, to be mended and handed in again."""
    rows = tuple((*row.cells, "\n".join(p.sentence for p in row.problems)) for row in plan.of(Outcome.FAULTY))
    return Sheet("待修改", (*plan.headings, ERRORS), rows)


def template_sheets(columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> tuple[Sheet, ...]:
    """Return an empty template: headings with an example row, and a sheet with what the columns take."""
    example = tuple(column.example for column in columns)
    form = Sheet(
        "导入",
        tuple(column.heading for column in columns),
        ((EXAMPLE + example[0], *example[1:]),),
        tuple(column.hint for column in columns),
    )
    explained = tuple(
        (column.heading, "必填" if column.required else "选填", column.hint, "、".join(choices.get(column.key, ())))
        for column in columns
    )
    return form, Sheet("填写说明", ("列", "要求", "怎么填", "可以填的值"), explained)


def problem_of(refusal: CodedError, column: str = "") -> Problem:
    """Return a refusal of a service as a problem: its sentences after the first say what to do."""
    first, _, rest = refusal.message.partition("。")
    return Problem(column, first, rest)


def reads_text(longest: int) -> Callable[[Value], str]:
    """Make a reader of text of at most ``longest`` characters, without hidden ones."""

    def read(value: Value) -> str:
        text = text_of(value)
        if has_hidden_characters(text):
            raise CellRefused("含有看不见的控制字符", "请在记事本里重新输入这一格。")
        if len(text) > longest:
            raise CellRefused(f"有 {len(text)} 个字，最多 {longest} 个", "请缩短。")
        return text

    return read


def reads_day(value: Value) -> date | None:
    """Read a day; an empty cell is None."""
    try:
        return day_of_cell(value)
    except ValueError as error:
        raise CellRefused(f"“{text_of(value)}”不是日期", "请写成 2026-09-24 这样，或者用日期格式。") from error


def reads_choice(words: Mapping[str, str]) -> Callable[[Value], str]:
    """Make a reader of one of several words; returns the value behind the word."""

    def read(value: Value) -> str:
        text = text_of(value)
        if text and text not in words:
            raise CellRefused(f"没有“{text}”这一项", f"请填{'、'.join(words)}之一。")
        return words.get(text, "")

    return read


def reads_list(words: Mapping[str, Any], every: str = "全部") -> Callable[[Value], tuple[str, ...]]:
    """Make a reader of several words in one cell, parted by 、 or a comma; 全部 stands for ``words[全部]``."""

    def read(value: Value) -> tuple[str, ...]:
        text = text_of(value)
        for comma in ("，", ",", "；", ";", " "):
            text = text.replace(comma, "、")
        parts = [part for part in text.split("、") if part]
        unknown = [part for part in parts if part not in words]
        if unknown:
            raise CellRefused(f"没有“{'、'.join(unknown)}”这一门类", f"请从{'、'.join(words)}中选，用顿号隔开。")
        found: dict[str, None] = {}
        for part in parts:
            found.update(dict.fromkeys(words[part] if part == every else (words[part],)))
        return tuple(found)

    return read


def _headings(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[int, list[str]]:
    wanted = [column.heading for column in columns if column.required]
    best: list[str] = wanted
    for position, row in enumerate(rows[:_HEADING_ROWS]):
        headings = [text_of(value).rstrip("*＊ ") for value in row.values]
        missing = [heading for heading in wanted if heading not in headings]
        if not missing:
            return position, headings
        best = min(best, missing, key=len)
    raise WorkbookRefused(
        "no_headings", f"第一张工作表里没有找到表头“{'、'.join(best)}”。请用下载的模板，表头不要改名，不要合并单元格。"
    )


def _read_row(
    row: Row, columns: Sequence[Column], places: Mapping[str, int], label_place: int, keep: Sequence[int]
) -> PlannedRow:
    entry: dict[str, Any] = {}
    problems = []
    for column in columns:
        value = _cell(row, places[column.key]) if column.key in places else None
        try:
            entry[column.key] = column.read(value)
        except CellRefused as refusal:
            problems.append(Problem(column.heading, refusal.why, refusal.remedy))
            continue
        if column.required and not entry[column.key]:
            problems.append(Problem(column.heading, "没有填写", "请补填。"))
    return PlannedRow(
        number=row.number,
        label=text_of(_cell(row, label_place)) or "（没有名称）",
        outcome=Outcome.FAULTY if problems else Outcome.NEW,
        entry=entry,
        cells=tuple(text_of(_cell(row, place)) for place in keep),
        problems=tuple(problems),
    )


def _cell(row: Row, place: int) -> Value:
    return row.values[place] if place < len(row.values) else None
