"""Why nothing is imposed: the ground of the law or of a published list, and the facts that meet it."""

from __future__ import annotations

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.reasoning.paragraph import Paragraph, Source, articles
from hengtu.law.acts import LegalAct
from hengtu.law.assessment import Assessment
from hengtu.law.citations import cite_in_full, cited, printable
from hengtu.law.fact_words import fact_phrase, fact_phrases
from hengtu.law.grounds import grounds
from hengtu.law.procedure.promises import state_of
from hengtu.law.promises import KEPT
from hengtu.law.reasoning import tier_facts

GROUNDS = {ground.id: (ground.basis[0], ground.zh) for ground in grounds().values()}


def exempting_paragraph(context: PaperContext, unpunished: LegalAct) -> Paragraph:
    """Return the reason for not punishing; the facts by which the list is met stand behind it."""
    assessment = context.assessment(context.matters[0])
    _, reason = ground_of(context)
    met = tier_facts(assessment) if assessment.exemption else {}
    said = "，".join(fact_phrases(met))
    text = f"{reason}。{f'查明的情况是：{said}。' if said else ''}"
    sources = (
        Source("act", unpunished.uid, "不予处罚"),
        *(Source("fact", key, fact_phrase(key, value)) for key, value in met.items()),
    )
    about = context.matters[0].party.id
    return Paragraph(
        f"exempting:{about}", "discretion", "不予处罚的理由", text, about, (*sources, *articles(assessment.basis))
    )


def ground_of(context: PaperContext) -> tuple[str, str]:
    """Return basis and reason: the ground the act or its report names, else the published list that exempts."""
    approved = context.situation.last("report_approved")
    named = str(context.asked("ground") or (approved.payload.get("ground") if approved else ""))
    if named in GROUNDS:
        basis, reason = GROUNDS[named]
        return cite_in_full(basis), reason
    assessment = context.assessment(context.matters[0])
    if assessment.exemption is None and state_of(context.situation) == KEPT:
        return cite_in_full("APL:33p1"), "当事人已经按照书面承诺改正违法行为，经核查属实"
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
