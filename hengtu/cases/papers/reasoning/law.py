"""Which law applies: why this item and not its neighbour, and which of two texts."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.reasoning.paragraph import Paragraph, articles
from hengtu.law.citations import cite_in_full, printable
from hengtu.law.procedure import day_of
from hengtu.law.procedure.matters import Matter
from hengtu.law.reasoning import TWO_DATES, Neighbour, neighbours_of, which_text


def law_paragraphs(context: PaperContext) -> Iterator[Paragraph]:
    """Yield a paragraph for each matter of which something had to be decided: the item or the text."""
    for matter in context.matters:
        assessment = context.assessment(matter)
        neighbours = neighbours_of(matter.violation, assessment.facts)
        text = "".join((*map(_not_this, neighbours), _text(context, matter)))
        if text:
            bases = [*assessment.basis, *(each for one in neighbours for each in one.basis)]
            yield Paragraph(f"law:{matter.id}", "discretion", "适用的规定", text, matter.party.id, articles(bases))


def _not_this(neighbour: Neighbour) -> str:
    rests = "、".join(cite_in_full(each) for each in neighbour.basis if printable(each))
    basis = f"，应当按照{rests}认定" if rests else ""
    return f"{neighbour.why}{basis}，因此不按“{neighbour.name}”处理。"


def _text(context: PaperContext, matter: Matter) -> str:
    decision = context.situation.decision
    on = day_of(decision.occurred_at) if decision else context.on
    why = which_text(
        matter.violation, matter.violation_on, max(on, matter.violation_on), context.assessment(matter).facts
    )
    return f"依照{cite_in_full(TWO_DATES)}，{why}。" if why else ""
