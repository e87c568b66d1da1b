"""What was found, element by element, and which evidence proves each of it."""

from __future__ import annotations

from collections.abc import Iterator

from hengtu.cases.papers.context import PaperContext, Proof
from hengtu.cases.papers.reasoning.paragraph import Paragraph, Source
from hengtu.cases.papers.substance import evidence, facts_of, violation_name
from hengtu.law.elements import FAVOUR, elements_of
from hengtu.law.fact_words import fact_phrase
from hengtu.law.procedure.matters import Matter
from hengtu.law.rulebook import records

PLAIN_PURPOSE = Proof("").purpose
FOR_THE_PARTY = frozenset({FAVOUR, "lighter", "not_excused"})
ELEMENT_ZH = {"party": "当事人的身份", "conduct": "违法行为的时间、地点和经过", "permit": "有没有相符的通行证"}
OPENINGS = ("用于证明", "用以证明", "证明", "能够证明")


def facts_paragraphs(context: PaperContext) -> Iterator[Paragraph]:
    """Yield, matter by matter, what was found; the evidence follows once, for the facts of this party."""
    for matter in context.matters:
        yield Paragraph(
            f"facts:{matter.id}",
            "facts",
            "查明的事实",
            facts_of(context, matter),
            matter.party.id,
            _facts(context, matter),
        )
    yield from _evidence(context)


def _facts(context: PaperContext, matter: Matter) -> tuple[Source, ...]:
    vocabulary = records("facts")
    known = context.assessment(matter).facts
    return (
        Source("fact", "party", matter.party.name),
        *(Source("fact", key, fact_phrase(key, value)) for key, value in known.items() if key in vocabulary),
    )


def _evidence(context: PaperContext) -> Iterator[Paragraph]:
    proofs = evidence(context)
    if not proofs:
        return
    against = [proof for proof in proofs if not _speaks_for_the_party(proof)]
    sources = tuple(Source("exhibit", proof.uid or proof.name, proof.name) for proof in proofs)
    text = "".join((_named(against), _purposes(against), *_by_element(context), _for_the_party(proofs)))
    if text:
        yield Paragraph(f"evidence:{context.focus}", "facts", "证据", text, context.focus, sources)


def _named(proofs: list[Proof]) -> str:
    names = "、".join(dict.fromkeys(proof.name for proof in proofs))
    return f"以上事实有{names}等证据证明。" if names else ""


def _purposes(proofs: list[Proof]) -> str:
    """What each piece proves, in the words of who collected it."""
    said = [f"{proof.name}证明{bare_purpose(proof)}" for proof in proofs if bare_purpose(proof)]
    return f"其中，{'；'.join(said)}。" if said else ""


def bare_purpose(proof: Proof) -> str:
    """Return what an exhibit proves, without 证明 before and a full stop behind; empty where nobody said it."""
    if proof.purpose == PLAIN_PURPOSE:
        return ""
    purpose = proof.purpose.strip().rstrip("。；;")
    opening = next((each for each in OPENINGS if purpose.startswith(each)), "")
    return purpose.removeprefix(opening).strip()


def _by_element(context: PaperContext) -> Iterator[str]:
    """Which evidence proves each element, as the matrix of the case has it."""
    for matter in context.matters:
        elements = elements_of(matter.violation, matter.violation_on, place=context.case.jurisdiction)
        lines = []
        for element in elements:
            names = [proof.name for proof in context.exhibits if f"{matter.id}/{element.id}" in proof.proves]
            if names and element.id not in FOR_THE_PARTY:
                lines.append(f"{ELEMENT_ZH.get(element.id, element.name_zh)}，有{'、'.join(dict.fromkeys(names))}证明")
        if lines:
            of = f"关于{violation_name(context, matter)}，" if len(context.matters) > 1 else ""
            yield f"{of}逐项来看：{'；'.join(lines)}。"


def _speaks_for_the_party(proof: Proof) -> bool:
    own = {key.partition("/")[2] for key in proof.proves}
    return bool(own) and own <= FOR_THE_PARTY


def _for_the_party(proofs: tuple[Proof, ...]) -> str:
    """What speaks for the party is named as well (APL:54p1)."""
    found = [proof for proof in proofs if _speaks_for_the_party(proof)]
    said = [f"{each.name}{f'（证明{bare_purpose(each)}）' if bare_purpose(each) else ''}" for each in found]
    return f"对当事人有利的证据，本机关一并收集和审查：{'；'.join(said)}。" if said else ""
