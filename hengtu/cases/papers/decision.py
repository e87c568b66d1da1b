"""Decisions that go out: 行政处罚决定书, 不予行政处罚决定书, 当场行政处罚决定书."""

from __future__ import annotations

from datetime import datetime, time

from hengtu.cases.papers.blocks import case_head, party_block, place_of
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.reasoning.compose import reasons_in
from hengtu.cases.papers.reasoning.discretion import tier_in_short
from hengtu.cases.papers.reasoning.execution import correction_text
from hengtu.cases.papers.reasoning.exempting import ground_of
from hengtu.cases.papers.substance import (
    conduct_text,
    penalty_provisions_text,
    violated_text,
    violation_names,
)
from hengtu.cases.papers.wording import penalties_in_words, said, tidy, yuan
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.law.receipt import code_of, code_printed

CASH_GROUNDS = {
    "small_fine": "一百元以下",
    "hard_to_collect_later": "不当场收缴事后难以执行",
    "remote_and_asked": "边远水上交通不便且当事人提出",
}
ON_THE_SPOT = "检查现场"
LATER = "十五日内缴至指定银行或电子支付"
AT_ONCE = "当场缴纳"


def penalised(context: PaperContext) -> bool:
    """Whether the party in focus is punished at all."""
    return any(penalty.punishes for _, penalty in context.decided)


def penalty_decision(context: PaperContext) -> Data:
    """行政处罚决定书 (APL:59): facts and evidence, answer, articles, reasons, penalty, payment, remedies."""
    return {
        **case_head(context),
        **party_block(context),
        "facts_evidence": reasons_in(context, "facts"),
        "hearing_summary": reasons_in(context, "answer"),
        "violated_articles": violated_text(context),
        "penalty_articles": penalty_provisions_text(context),
        "discretion_reason": _with_codes(context, reasons_in(context, "discretion")),
        **_penalty_block(context),
        "other_execution": reasons_in(context, "execution"),
    }


def spot_decision(context: PaperContext) -> Data:
    """当场行政处罚决定书 (APL:52p2): against it reconsideration comes first (ARL:23p1i1), as its template says."""
    ground = CASH_GROUNDS.get(str(context.asked("collect_on_the_spot") or ""))
    fined = bool(_fine(context))
    return {
        **case_head(context),
        **party_block(context),
        "act_at": _when(context),
        "act_place": place_of(context) or ON_THE_SPOT,
        "facts": f"{conduct_text(context)}{_short_reasons(context)}{_reason(context)}{_receipt_codes(context)}",
        "violated_articles": violated_text(context),
        "penalty_articles": penalty_provisions_text(context),
        **_penalty_block(context),
        "penalty": _penalty_and_correction(context),
        "pay_mode": (AT_ONCE if ground else LATER) if fined else None,
        "spot_collect_reason": ground if fined else None,
        "rights_told": context.situation.has("spot_told"),
    }


def no_penalty_decision(context: PaperContext) -> Data:
    """不予行政处罚决定书 (APL:33, APL:57p1): why no penalty, what to correct, how the party was educated."""
    basis, _ = ground_of(context)
    ordered = context.situation.last("correction_ordered")
    return {
        **case_head(context),
        **party_block(context),
        "facts_evidence": reasons_in(context, "facts"),
        "hearing_summary": reasons_in(context, "answer"),
        "violated_articles": violated_text(context),
        "reason": _with_codes(context, reasons_in(context, "discretion")),
        "legal_basis": basis,
        "correction": said(ordered.payload.get("order")) if ordered else "",
        "education": said(context.asked("education")),
    }


def _penalty_block(context: PaperContext) -> Data:
    fine = _fine(context)
    return {
        "penalty": _penalties(context),
        "fine": yuan(fine) if fine else None,
        "additional_fine_told": bool(fine),
    }


def _penalty_and_correction(context: PaperContext) -> str:
    """What is decided on the spot; correction alone is no penalty, so without one the field stays empty."""
    penalties = _penalties(context)
    return "。".join(filter(None, (penalties, correction_text(context)))) if penalties else ""


def _penalties(context: PaperContext) -> str:
    return penalties_in_words(context.decided, violation_names(context), parties=False)


def _fine(context: PaperContext) -> float:
    return sum(penalty.amount_yuan for _, penalty in context.decided)


def _receipt_codes(context: PaperContext) -> str:
    """Name the receipts by their short codes: whoever holds one can reckon the decision again (APL:5p2, APL:34)."""
    codes = [code_of(each) for each in context.receipts]
    named = "、".join(dict.fromkeys(code_printed(code) for code in codes if code))
    return f"裁量计算凭证编号：{named}。" if named else ""


def _with_codes(context: PaperContext, text: str) -> str:
    """The codes stand on a line of their own: they belong to the decision, whoever wrote the reasons."""
    return "\n".join(filter(None, (text, _receipt_codes(context))))


def _short_reasons(context: PaperContext) -> str:
    """On the spot one sentence says which tier and why."""
    return "".join(f"{tier_in_short(context.assessment(matter))}" for matter in context.matters)


def _reason(context: PaperContext) -> str:
    decision = context.situation.decision
    reason = tidy(str(decision.payload.get("reason_zh") or "")) if decision else ""
    return f"{reason}。" if reason else ""


def _when(context: PaperContext) -> datetime:
    """The moment of the violation: that of its discovery, when it was found the same day."""
    found = context.situation.last("identity_shown")
    day = context.matters[0].violation_on
    if found is not None and day_of(found.occurred_at) == day:
        return found.occurred_at
    return datetime.combine(day, time(), CIVIL_TIME)
