"""What the party is told and what it waives: 责令改正, 违法行为通知书, 放弃权利."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.reasoning.compose import reasons_in
from hengtu.cases.papers.substance import (
    facts_text,
    penalty_provisions_text,
    violated_text,
    violation_names,
)
from hengtu.cases.papers.wording import penalties_in_words, said
from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import service_day

WAIVED = {"statement": "陈述申辩", "hearing": "听证"}


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
