"""Whether the reasons name what must be proved and what was filed: every element, every exhibit, also for the party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from hengtu.law.elements import FAVOUR, Element, elements_of, must_be_proved
from hengtu.law.fact_words import words_for
from hengtu.law.procedure.finding import Finding, Gravity
from hengtu.law.procedure.guards.reasoning import paragraphs_of
from hengtu.law.procedure.matters import CaseFacts, Matter
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.situation import Situation

REASONED = ("notice_served", "decided", "not_punished")
OF_GROUNDS = {
    "heavier": ("从重",),
    "lighter": ("从轻", "减轻"),
    "not_excused": ("不予处罚", "不予行政处罚"),
    "permit": ("通行证",),
}
FOR_THE_PARTY = frozenset({FAVOUR, "lighter", "not_excused"})
# Comparisons with other cases guide the agency; a paper to the party stands on its own facts.
COMPARISONS = ("同类案件", "类似案件", "同类案例")


def unsaid_elements(case: CaseFacts, matter: Matter, on: date, text: str) -> Iterator[tuple[str, str]]:
    """Yield ``<matter>/<element>`` and name of everything that must be proved and that a text does not name.

    Args:
        on: the day on which the law is asked, not before the violation.
        text: the reasons, all paragraphs.
    Source: APL:40, APL:59p1
    """
    answer = assess_matter(case, matter, max(on, matter.violation_on))
    plain = _bare(text)
    for element in elements_of(matter.violation, matter.violation_on, place=case.jurisdiction):
        if element.id == FAVOUR or not must_be_proved(element, matter.facts, answer.missing_facts):
            continue
        if not any(_bare(word) in plain for word in _words(element, matter)):
            yield f"{matter.id}/{element.id}", element.name_zh


def _words(element: Element, matter: Matter) -> tuple[str, ...]:
    """Words any of which names the element."""
    if element.id == "party":
        return (matter.party.name,)
    if element.id == "conduct":
        name = element.name_zh
        return (name, *(part for mark in "，、（(" for part in (name.partition(mark)[0],) if len(part) >= 4))
    if element.id in OF_GROUNDS:
        return OF_GROUNDS[element.id]
    return (element.name_zh, *(word for key in element.keys for word in words_for(key)))


def _bare(text: str) -> str:
    """Only what carries meaning: brackets, marks and spaces are written in several ways."""
    return "".join(character for character in text if character.isalnum())


def reasoned(
    whole: Situation, exhibits: Iterable[tuple[str, str, frozenset[str]]] | None, on: date
) -> Iterator[Finding]:
    """Yield what the reasons of the latest notice or decision leave out; nothing where an act took none over.

    Args:
        exhibits: usable ones as uid, title and ``<matter>/<element>`` proved; None: they are not judged.
    """
    act, case = whole.last(*REASONED), whole.case
    paragraphs = paragraphs_of(act.payload) if act else ()
    if act is None or case is None or not paragraphs:
        return
    text = text_of(paragraphs)
    if act.kind != "not_punished":
        for matter in case.matters:
            for key, name in unsaid_elements(case, matter, on, text):
                yield _unsaid(key, name, act.kind)
    for exhibit in exhibits or ():
        yield from unmentioned(exhibit, text, act.kind)
    yield from compared(text, act.kind)


def text_of(paragraphs: Iterable[Mapping[str, Any]]) -> str:
    """Return all paragraphs as one text."""
    return "\n".join(str(each.get("text") or "") for each in paragraphs)


def _unsaid(key: str, name: str, kind: str) -> Finding:
    message = f"说理里没有写到“{name}”"
    remedy = "请在说理里写明这一项怎样查明、凭什么证明；没有查明的先补充调查。"
    return Finding("element_unsaid", Gravity.SERIOUS, message, ("APL:40", "APL:59p1"), remedy, kind=kind, about=key)


def unmentioned(exhibit: tuple[str, str, frozenset[str]], text: str, kind: str) -> Iterator[Finding]:
    """Yield a finding where a text does not name an exhibit; what speaks for the party is said to do so."""
    uid, title, proves = exhibit
    if title in text:
        return
    own = {key.partition("/")[2] for key in proves}
    favourable = bool(own) and own <= FOR_THE_PARTY
    message = f"对当事人有利的证据“{title}”，说理里没有提到" if favourable else f"证据“{title}”，说理里没有提到"
    remedy = "请写明怎样审查、采信还是不采信。" if favourable else "请写明它证明什么；与本案无关的，不作依据。"
    code = "favourable_unmentioned" if favourable else "exhibit_unmentioned"
    yield Finding(code, Gravity.NOTE, message, ("APL:54p1", "APL:59p1"), remedy, kind=kind, about=uid)


def compared(text: str, kind: str) -> Iterator[Finding]:
    """Yield a finding where a text for the party speaks of how other cases were decided."""
    named = next((words for words in COMPARISONS if words in text), "")
    if named:
        yield Finding(
            "compared_in_paper",
            Gravity.NOTE,
            f"说理里写了“{named}”，同类案件的比较只供内部参考",
            ("APL:5p2",),
            "请改用本案的事实、性质、情节和危害后果说明。",
            kind=kind,
        )
