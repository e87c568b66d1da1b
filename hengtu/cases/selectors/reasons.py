"""What the reasons of an act leave unproved or unsaid, as the check beside its form shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengtu.cases.desk.desk import Desk
from hengtu.cases.papers.reasoning.compose import OF_ACT
from hengtu.cases.selectors.case_view import Tag
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.selectors.matrix import ElementMatrix, matrix_of
from hengtu.cases.selectors.precheck import exhibits_of
from hengtu.law.procedure.finding import Finding, Gravity
from hengtu.law.procedure.reasons import compared, text_of, unmentioned, unsaid_elements

MEND, NOTE = Tag("要改", "soon"), Tag("提示", "word")
MATRIX, TEXT = "matrix", "text"


@dataclass(frozen=True)
class ReasonLine:
    """One thing to mend. ``where`` is ``matrix`` (the evidence page, at ``anchor``) or ``text`` (the paragraphs)."""

    code: str
    tag: Tag
    message: str
    basis: tuple[str, ...]
    remedy: str
    where: str
    anchor: str = ""


def reason_lines(desk: Desk, kind: str, reasons: Iterable[Mapping[str, Any]]) -> tuple[ReasonLine, ...]:
    """Return what stands against the reasons as they are: unproved, unsaid, unmentioned, unusable.

    Nothing is refused by it: the officer may know better, and the reviewer sees the same. Nothing is written.

    Source: APL:40, APL:46p2, APL:54p1, APL:59p1
    """
    paragraphs = tuple(reasons)
    case = desk.situation.case
    if kind not in OF_ACT or case is None or not paragraphs:
        return ()
    matrix, text = matrix_of(desk.case_id, desk.on), text_of(paragraphs)
    punishes = kind != "not_punished"
    elements = (*_unproved(matrix), *_unsaid(desk, text)) if punishes else ()
    return (*elements, *_exhibits(matrix, text, kind), *map(_line, compared(text, kind)))


def _unproved(matrix: ElementMatrix) -> Iterator[ReasonLine]:
    for row in matrix.open_rows:
        message = f"“{row.name}”{row.why}" if row.why else f"“{row.name}”还没有证明"
        remedy = "请指明哪件证据证明它；查不清的，不得处罚。"
        yield ReasonLine("element_unproved", MEND, message, basis_zh(("APL:40",)), remedy, MATRIX, f"e-{row.slug}")


def _unsaid(desk: Desk, text: str) -> Iterator[ReasonLine]:
    case = desk.situation.case
    for matter in case.matters if case else ():
        for _, name in unsaid_elements(case, matter, desk.on, text):  # type: ignore[arg-type]  # case is there
            remedy = "请在说理里写明；没有查明的先补充调查。"
            yield ReasonLine("element_unsaid", MEND, f"说理里没有写到“{name}”", basis_zh(("APL:59p1",)), remedy, TEXT)


def _exhibits(matrix: ElementMatrix, text: str, kind: str) -> Iterator[ReasonLine]:
    for exhibit in exhibits_of(matrix):
        if exhibit.usable:
            yield from map(_line, unmentioned((exhibit.uid, exhibit.title, exhibit.proves), text, kind))
        elif exhibit.title in text:
            message = f"说理里写了“{exhibit.title}”，它现在不能作为证据"
            remedy = "请删去，或者先完成审核。"
            yield ReasonLine("exhibit_unusable", MEND, message, basis_zh(("APL:46p2",)), remedy, TEXT)


def _line(finding: Finding) -> ReasonLine:
    tag = NOTE if finding.gravity is Gravity.NOTE else MEND
    return ReasonLine(finding.code, tag, finding.message, basis_zh(finding.basis), finding.remedy, TEXT)
