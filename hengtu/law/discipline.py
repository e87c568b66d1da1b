"""Leads to the discipline organs 问题线索移送: who may decide, what comes after what; nothing of it is public."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from hengtu.law.objections import Objection, curable, void


class LeadStep(StrEnum):
    """What is done about a lead."""

    ENTERED = "entered"
    SENT = "sent"
    KEPT = "kept"  # decided not to send, with the reason
    RECEIVED = "received"
    RESULT = "result"


STEPS_ZH = {
    LeadStep.ENTERED: "登记",
    LeadStep.SENT: "移送",
    LeadStep.KEPT: "不移送",
    LeadStep.RECEIVED: "收到回执",
    LeadStep.RESULT: "收到结果",
}
AFTER: dict[LeadStep, frozenset[LeadStep]] = {
    LeadStep.SENT: frozenset({LeadStep.ENTERED, LeadStep.KEPT}),
    LeadStep.KEPT: frozenset({LeadStep.ENTERED}),
    LeadStep.RECEIVED: frozenset({LeadStep.SENT}),
    LeadStep.RESULT: frozenset({LeadStep.SENT, LeadStep.RECEIVED}),
}


def objections_to_lead_step(
    step: LeadStep, last: LeadStep, *, text: str, concerned: bool, number: str = ""
) -> tuple[Objection, ...]:
    """Return why a step is not in order; empty when it is.

    Args:
        last: the latest step. text: receiver, reason, receipt or result. number: of the paper it was sent with.
        concerned: whether the one who acts is whom the lead is about.
    """
    return tuple(_objections(step, last, text, concerned, number))


def _objections(step: LeadStep, last: LeadStep, text: str, concerned: bool, number: str) -> Iterator[Objection]:
    if concerned:
        yield void("concerned", "线索涉及本人，本人不能办理", (), "请由上一级机关的正职负责人办理。")
    if step is not LeadStep.ENTERED and last not in AFTER[step]:
        yield void(
            "out_of_turn", f"这条线索已经{STEPS_ZH[last]}，现在不能{STEPS_ZH[step]}", (), "请核对经过，按下一步办理。"
        )
    if not text.strip():
        yield curable("text_missing", f"{STEPS_ZH[step]}没有写内容", (), "请写明接收机关、理由、回执或者结果。")
    if step is LeadStep.SENT and not number.strip():
        yield curable("number_missing", "没有写移送函的文号", (), "请先编移送函的文号。")
