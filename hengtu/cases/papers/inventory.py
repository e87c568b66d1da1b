"""The order of an archived file, and its index: 卷内目录."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from hengtu.cases.papers.blocks import case_head
from hengtu.cases.papers.context import IssuedPaper, PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.law.archive.layout import Part
from hengtu.lib.dates_zh import day_zh

# What decides and what ends stands in front, then the file as it grew (the usual order of penalty files).
FIRST = ("f15_penalty_decision", "f14_spot_decision", "x_no_penalty_decision")
LAST = ("f24_closing_report",)
AROUND = ("x_file_cover", "x_file_catalogue")


class Filed(Protocol):
    """Anything that knows its form and its day."""

    @property
    def form(self) -> str: ...

    @property
    def issued_on(self) -> date: ...


F = TypeVar("F", bound=Filed)


def in_file_order(papers: Iterable[F]) -> tuple[F, ...]:
    """Put papers in the order of the file: decision, then what led to it as it happened, the closing report last.

    ``papers`` come in the order of issue; cover and index are left out, they stand around the file.
    """
    inside = [paper for paper in papers if paper.form not in AROUND]
    return tuple(sorted(inside, key=lambda paper: _rank(paper.form)))  # stable: the order of issue stays


def _bound(context: PaperContext) -> Data:
    rows: list[tuple[str, str, str, str, str]] = []
    for volume in context.asked("volumes"):
        where = f"{Part(volume['part']).zh}第{volume['number']}册"
        for title, number, day, first, last in volume["entries"]:
            pages = f"{where} {first}" if first == last else f"{where} {first}-{last}"
            rows.append((str(len(rows) + 1), title, number, day, pages))
    lacking = [f"缺{row['what']}：{row.get('reason') or row['why']}" for row in context.asked("missing") or ()]
    return {"items": rows, "remark": "；".join([f"共{len(rows)}件", *lacking]) + "。"}


def _rank(form: str) -> int:
    if form in FIRST:
        return 0
    return 2 if form in LAST else 1


def file_catalogue(context: PaperContext) -> Data:
    """卷内目录 (APL:47): every paper that stands, in the order it is bound, with its pages once it is."""
    if context.asked("volumes"):
        return {**case_head(context), **_bound(context)}
    papers: tuple[IssuedPaper, ...] = in_file_order(context.issued)
    rows = [
        (str(number), paper.title, paper.number, day_zh(paper.issued_on), "")
        for number, paper in enumerate(papers, start=1)
    ]
    return {**case_head(context), "items": rows, "remark": f"本卷文书共{len(rows)}件。"}
