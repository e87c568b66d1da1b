"""What goes with the penalty: confiscated gains, correction, education."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.reasoning.paragraph import Paragraph, Source, articles
from hengtu.cases.papers.wording import said
from hengtu.lib.dates_zh import day_zh


def execution_paragraphs(context: PaperContext) -> Iterator[Paragraph]:
    """Yield how gains are paid, the order to correct (APL:28p1), and the education that took place (APL:6)."""
    about = context.focus
    if any(penalty.confiscate_yuan for _, penalty in context.decided):
        yield Paragraph(f"gains:{about}", "execution", "没收款项", "没收的违法所得，与罚款一并缴纳。", about)
    correction = correction_text(context)
    if correction:
        ordered = context.situation.last("correction_ordered")
        source = (Source("act", ordered.uid, "责令改正"),) if ordered else ()
        yield Paragraph(
            f"correction:{about}", "execution", "责令改正", correction, about, (*source, *articles(("APL:28p1",)))
        )
    education = said(context.situation.decision.payload.get("education")) if context.situation.decision else ""
    if education:
        text = f"本机关已对当事人进行法治教育：{education.rstrip('。')}。"
        yield Paragraph(f"education:{about}", "execution", "教育", text, about, articles(("APL:6",)))


def correction_text(context: PaperContext) -> str:
    """A penalty goes with correction (APL:28p1): already ordered, or ordered here where the law asks for it."""
    paper = context.paper("f16_correct_order")
    if paper is not None:
        return f"本机关已于{day_zh(paper.issued_on)}责令当事人改正违法行为（{paper.number}）。"
    must = any(context.assessment(matter).must_order_correction for matter in context.matters)
    return "责令当事人立即改正违法行为。" if must else ""
