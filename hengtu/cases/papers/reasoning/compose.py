"""All paragraphs of the reasons of a paper, and the text of each place once people have accepted or changed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.reasoning.answer import answer_paragraphs
from hengtu.cases.papers.reasoning.discretion import discretion_paragraphs
from hengtu.cases.papers.reasoning.execution import execution_paragraphs
from hengtu.cases.papers.reasoning.facts import facts_paragraphs
from hengtu.cases.papers.reasoning.law import law_paragraphs
from hengtu.cases.papers.reasoning.paragraph import PARTS, Paragraph

# A notice tells facts and reasons; what was answered and what goes with the penalty is for the decision.
OF_ACT: Mapping[str, tuple[str, ...]] = {
    "notice_served": ("facts", "discretion"),
    "decided": ("facts", "answer", "discretion", "execution"),
    "not_punished": ("facts", "answer", "discretion"),
}


def compose(context: PaperContext, parts: Iterable[str] = PARTS) -> tuple[Paragraph, ...]:
    """Return the paragraphs for the party in focus, or for every party where there is none, in their order."""
    wanted = tuple(parts)
    views = [context] if context.focus else [replace(context, focus=party.id) for party in context.case.parties]
    found: dict[str, Paragraph] = {}
    for part in wanted:
        for view in views:
            for paragraph in _all(view, part):
                if paragraph.part == part and paragraph.text:
                    found.setdefault(paragraph.key, paragraph)
    return tuple(found.values())


def _all(context: PaperContext, part: str) -> Iterable[Paragraph]:
    if part == "facts":
        return facts_paragraphs(context)
    if part == "answer":
        return answer_paragraphs(context)
    if part == "execution":
        return execution_paragraphs(context)
    return (*law_paragraphs(context), *discretion_paragraphs(context))


def accepted(context: PaperContext) -> Sequence[Mapping[str, Any]]:
    """Return the paragraphs as the act took them over: of the notice itself, else of the decision; () where none."""
    of = context.act if context.act.kind in OF_ACT else context.situation.decision
    return tuple(of.payload.get("reasons") or ()) if of else ()


def reasons_in(context: PaperContext, part: str) -> str:
    """Return the text of one place of a paper, paragraph by paragraph on lines of their own.

    What the act took over is printed as it stands there, for the party in focus; without it the text is composed.
    """
    taken = accepted(context)
    if not taken:
        return "\n".join(paragraph.text for paragraph in compose(context, (part,)))
    texts = [
        str(each.get("text") or "").strip()
        for each in taken
        if each.get("part") == part and context.focus in ("", each.get("about") or context.focus)
    ]
    return "\n".join(text for text in texts if text)
