"""Decisions that go out: 行政处罚决定书, 不予行政处罚决定书, 当场行政处罚决定书."""

from __future__ import annotations

from datetime import datetime, time

from hengtu.cases.papers.blocks import case_head, party_block, place_of
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import answered_in_words, gates_in_words
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import (
    conduct_text,
    discretion_text,
    facts_and_evidence,
    penalty_provisions_text,
    violated_text,
    violation_names,
)
from hengtu.cases.papers.wording import penalties_in_words, said, tidy, yuan
from hengtu.law.citations import cite_in_full, cited, printable
from hengtu.law.discretion import Assessment
from hengtu.law.grounds import grounds
from hengtu.law.procedure import day_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.law.receipt import code_of, code_printed
from hengtu.lib.dates_zh import day_zh

GROUNDS = {ground.id: (ground.basis[0], ground.zh) for ground in grounds().values()}
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
        "facts_evidence": facts_and_evidence(context),
        "hearing_summary": f"{answered_in_words(context)}{gates_in_words(context)}",
        "violated_articles": violated_text(context),
        "penalty_articles": penalty_provisions_text(context),
        "discretion_reason": f"{_reasons(context)}{_receipt_codes(context)}",
        **_penalty_block(context),
        "other_execution": f"{_confiscation(context)}{_correction(context)}",
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
        "facts": f"{conduct_text(context)}{_reason(context)}{_receipt_codes(context)}",
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
    basis, reason = _ground(context)
    ordered = context.situation.last("correction_ordered")
    return {
        **case_head(context),
        **party_block(context),
        "facts_evidence": facts_and_evidence(context),
        "hearing_summary": answered_in_words(context),
        "violated_articles": violated_text(context),
        "reason": f"{reason}。{_receipt_codes(context)}",
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
    return "。".join(filter(None, (penalties, _correction(context)))) if penalties else ""


def _penalties(context: PaperContext) -> str:
    return penalties_in_words(context.decided, violation_names(context), parties=False)


def _correction(context: PaperContext) -> str:
    """A penalty goes with correction (APL:28p1): already ordered, or ordered here where the law asks for it."""
    paper = context.paper("f16_correct_order")
    if paper is not None:
        return f"本机关已于{day_zh(paper.issued_on)}责令当事人改正违法行为（{paper.number}）。"
    must = any(context.assessment(matter).must_order_correction for matter in context.matters)
    return "责令当事人立即改正违法行为。" if must else ""


def _fine(context: PaperContext) -> float:
    return sum(penalty.amount_yuan for _, penalty in context.decided)


def _confiscation(context: PaperContext) -> str:
    gains = sum(penalty.confiscate_yuan for _, penalty in context.decided)
    return "没收的违法所得，与罚款一并缴纳。" if gains else ""


def _receipt_codes(context: PaperContext) -> str:
    """Name the receipts by their short codes: whoever holds one can reckon the decision again (APL:5p2, APL:34)."""
    codes = [code_of(each) for each in context.receipts]
    named = "、".join(dict.fromkeys(code_printed(code) for code in codes if code))
    return f"裁量计算凭证编号：{named}。" if named else ""


def _reasons(context: PaperContext) -> str:
    return f"{discretion_text(context)}{_reason(context)}"


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


def _ground(context: PaperContext) -> tuple[str, str]:
    """Return basis and reason: the ground the act or its report names, else the published list that exempts."""
    approved = context.situation.last("report_approved")
    named = str(context.asked("ground") or (approved.payload.get("ground") if approved else ""))
    if named in GROUNDS:
        basis, reason = GROUNDS[named]
        return cite_in_full(basis), reason
    assessment = context.assessment(context.matters[0])
    if assessment.exemption is None:
        return cited(assessment.basis), "依照规定不予处罚"
    basis = "、".join(cite_in_full(each) for each in assessment.exemption.basis if printable(each))
    item = (assessment.benchmark or {}).get("item")
    listed = f"（第{item}项）" if item else ""
    return basis, f"当事人的违法行为符合{_list_name(assessment)}{listed}规定的不予行政处罚的条件"


def _list_name(assessment: Assessment) -> str:
    confirmed = (assessment.benchmark or {}).get("document_name_confirmed")
    return (
        f"《{assessment.benchmark['document']}》"
        if assessment.benchmark and confirmed
        else "公布的不予行政处罚事项清单"
    )
