"""What the party is told and what it answers: 责令改正, 违法行为通知书, 陈述申辩, 放弃权利."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, moment_block, party_line, two_officers
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.reasoning.compose import reasons_in
from hengtu.cases.papers.substance import (
    cause_block,
    facts_text,
    penalty_provisions_text,
    violated_text,
    violation_names,
)
from hengtu.cases.papers.wording import SILENT, penalties_in_words, said
from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import service_day

WAIVED = {"statement": "陈述申辩", "hearing": "听证"}
ADOPTED = ("采纳", "成立", "accepted")
REFUSED = ("不予采纳", "不采纳", "不成立", "not accepted")


def correction_order(context: PaperContext) -> Data:
    """责令改正违法行为通知书 (APL:28p1): no penalty, hence also where none follows."""
    order = said(context.asked("order")).rstrip("。")
    due_on = context.asked("due_on")
    return {
        **case_head(context),
        **party_line(context),
        "facts": f"{facts_text(context)}改正要求：{order}。" if order else facts_text(context),
        "legal_basis": cite_in_full("APL:28p1"),
        "mode": "限期改正" if due_on else "立即改正",
        "due_on": due_on,
    }


def violation_notice(context: PaperContext) -> Data:
    """违法行为通知书 (APL:44, APL:63): what is intended, on which facts and articles, and the party's rights."""
    return {
        **case_head(context),
        **party_line(context),
        "facts": reasons_in(context, "facts"),
        "violated_articles": violated_text(context),
        "penalty_articles": penalty_provisions_text(context),
        "discretion_reason": reasons_in(context, "discretion"),
        "intended_penalty": penalties_in_words(context.penalties("proposed"), violation_names(context), parties=False),
        "right_statement": True,
        "right_hearing": context.asked("hearing_offered") is True,
    }


def spoke(context: PaperContext) -> bool:
    """Whether the party said something."""
    return context.asked("statement") not in SILENT


def statement_record(context: PaperContext) -> Data:
    """陈述申辩笔录 (APL:45p1)."""
    return {
        **case_head(context),
        **cause_block(context),
        **two_officers(context),
        "period": moment_block(context),
        "place": str(context.asked("place") or context.legal_subject.name),
        "speaker": context.party_data.name,
        "relation": "当事人",
        "recorder": context.handlers[1].name,
        "content": said(context.asked("statement")),
        "evidence": str(context.asked("evidence") or ""),
    }


def rechecked(context: PaperContext) -> bool:
    """Whether something was said and rechecked."""
    return spoke(context) and bool(context.asked("recheck"))


def statement_recheck(context: PaperContext) -> Data:
    """陈述申辩复核意见书 (APL:45p1): each point with its answer."""
    recheck = said(context.asked("recheck"))
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "received_on": context.on,
        "points": [(said(context.asked("statement")), "已复核", _adopted(recheck), recheck)],
        "conclusion": recheck,
    }


def _adopted(recheck: str) -> str:
    if any(word in recheck for word in REFUSED):
        return "不采纳"
    return "采纳" if any(word in recheck for word in ADOPTED) else "见理由"


def waived(context: PaperContext) -> bool:
    """Whether a signed waiver came with the act."""
    return bool(context.asked("waives")) and context.asked("waiver_signed") is True


def rights_waiver(context: PaperContext) -> Data:
    """放弃陈述申辩及听证权利的说明 (APL:62): express and signed."""
    notice = context.situation.last("notice_served")
    paper = context.paper("f11_violation_notice")
    return {
        **case_head(context),
        **party_line(context),
        "violation": "、".join(violation_names(context).values()),
        "notice_ref": paper.number if paper else context.case_number,
        "notice_received_on": service_day(notice) if notice else day_of(context.at),
        "waived": [WAIVED[right] for right in context.asked("waives") if right in WAIVED],
    }
