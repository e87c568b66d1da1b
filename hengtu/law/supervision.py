"""Supervision of a case by a superior 挂牌督办: which step is in order, and when what stays unanswered rises.

The regulation on supervision of enforcement (ELSR) gives superiors and justice departments the power; grounds, reports
and days are a practice that no text counts, so the number of days is a setting (``rulebook/procedure_settings``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hengtu.law.dates_zh import day_zh
from hengtu.law.objections import Objection, curable, void
from hengtu.law.settings import procedure_setting

GROUNDS = {
    "grave": "案情重大、社会影响大",
    "cross_region": "涉及几个地区或者部门",
    "repeated": "投诉举报反复，没有解决",
    "overdue": "超过期限没有办结",
    "pressure": "可能受到干扰，或者有案不查",
    "assigned": "上级交办",
}
BASIS = ("ELSR",)
RISES_AFTER = 5  # calendar days, where neither a place nor the system says otherwise


class Step(StrEnum):
    """What is done about a supervised case."""

    ORDERED = "ordered"
    PROGRESS = "progress"
    RESULT = "result"
    RETURNED = "returned"
    EXTENDED = "extended"
    LIFTED = "lifted"
    RISEN = "risen"


STEPS_ZH = {
    Step.ORDERED: "挂牌督办",
    Step.PROGRESS: "报告进展",
    Step.RESULT: "报告结果",
    Step.RETURNED: "退回再办",
    Step.EXTENDED: "延长期限",
    Step.LIFTED: "摘牌",
    Step.RISEN: "逾期未报，上提一级",
}
OF_SUPERIOR = frozenset({Step.ORDERED, Step.RETURNED, Step.EXTENDED, Step.LIFTED})


@dataclass(frozen=True)
class Supervision:
    """How a supervised case stands. ``due_on`` is the civil day the result is due; ``has_result``: not yet judged."""

    due_on: date
    has_result: bool = False
    is_lifted: bool = False
    times_extended: int = 0


def objections_to_step(
    step: Step, standing: Supervision | None, *, on: date, text: str, due_on: date | None = None
) -> tuple[Objection, ...]:
    """Return why a step is not in order; empty when it is.

    Args:
        standing: None before it was ordered. on: civil day of the step.
        text: what is asked, reported or found. due_on: the day set by an order, a return or an extension.
    Source: ELSR; the sequence is a design rule.
    """
    return tuple(_objections(step, standing, on, text, due_on))


def _objections(
    step: Step, standing: Supervision | None, on: date, text: str, due_on: date | None
) -> Iterator[Objection]:
    if not text.strip():
        yield curable("text_missing", f"{STEPS_ZH[step]}没有写内容", (), "请写明要求、情况或者理由。")
    if step is Step.ORDERED:
        if standing is not None and not standing.is_lifted:
            yield void(
                "supervised_already", "这个案件正在督办", (), "请在原来的督办里提要求；上一级要督办的，等它上提。"
            )
        yield from _day_set(due_on, on)
        return
    if standing is None or standing.is_lifted:
        yield void("not_supervised", "这个案件没有在督办", (), "已经摘牌的，需要时重新挂牌。")
        return
    yield from _of_standing(step, standing, on, due_on)


def _of_standing(step: Step, standing: Supervision, on: date, due_on: date | None) -> Iterator[Objection]:
    if step is Step.LIFTED and not standing.has_result:
        yield void(
            "no_result", "承办机关还没有报告结果，不能摘牌", BASIS, "请等承办机关报告结果；自己办的机关不能给自己摘牌。"
        )
    if step is Step.RETURNED and not standing.has_result:
        yield curable("no_result_to_return", "还没有报来结果，没有可退回的", (), "请等承办机关报告结果。")
    if step is Step.RETURNED:
        yield from _day_set(due_on, on)
    if step is Step.EXTENDED:
        yield from _extension(standing, on, due_on)
    if step is Step.RESULT and standing.has_result:
        yield curable("result_waits", "结果已经报告，等督办机关审核", (), "要补充的，请报告进展。")


def _extension(standing: Supervision, on: date, due_on: date | None) -> Iterator[Objection]:
    yield from _day_set(due_on, on)
    if due_on is not None and due_on <= standing.due_on:
        yield curable(
            "not_longer",
            f"新的期限不晚于原来的{day_zh(standing.due_on)}",
            (),
            "请写晚于原来期限的日子；要提前的，另提要求。",
        )


def _day_set(due_on: date | None, on: date) -> Iterator[Objection]:
    if due_on is None:
        yield curable("due_missing", "没有写明什么时候报告结果", (), "请写明期限。")
    elif due_on <= on:
        yield curable("due_passed", f"期限{day_zh(due_on)}不在今天以后", (), "请写今天以后的日子。")


def rises_on(due_on: date, jurisdiction: str) -> date:
    """Return the day from which an unanswered demand lies with the next superior.

    Args:
        due_on: civil day the result was due. jurisdiction: of the supervising agency.
    Raises: LawError ``unknown_jurisdiction``.
    """
    row = procedure_setting("supervision_rises_days", jurisdiction, due_on)
    return due_on + timedelta(days=int(row["value"]) if row else RISES_AFTER)
