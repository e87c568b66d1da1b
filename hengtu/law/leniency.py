"""Whether a way without penalty is open to a party, asked when a case is about to be opened: history, lists, facts.

The answer offers and never decides: what is still to be found out is named, and who decides gives the reasons.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law import jurisdiction as places
from hengtu.law.conditions import evaluate
from hengtu.law.discretion import Assessment, assess
from hengtu.law.facts import name_of
from hengtu.law.first_offence import FirstOffence, PastDecision, facts_of_history, first_offence, must_be_penalised

MUST, MAY, OPEN, CLOSED, NONE = "must", "may", "open", "closed", "none"


@dataclass(frozen=True)
class LenientWay:
    """``way``: must or may go unpunished; open until ``missing`` is known; closed by a list; none.

    ``missing`` names facts as people call them; ``first`` says what the party's record comes to.
    """

    way: str
    sentence: str
    first: FirstOffence
    missing: tuple[str, ...] = ()
    basis: tuple[str, ...] = ("APL:33p1",)


def lenient_way(question: Mapping[str, Any], *, found_on: date, past: Sequence[PastDecision]) -> LenientWay:
    """Return whether a violation may or must go unpunished, as far as the party's record and the facts say.

    Args:
        question: as for ``discretion.assess``; facts known so far.
        found_on: civil day of discovery.
        past: earlier decisions against the same party.
    Raises: LawError for an item or place the rulebook does not have.
    Source: APL:30, APL:31, APL:33
    """
    place, violation = str(question["jurisdiction"]), str(question["violation"])
    first = first_offence(jurisdiction=place, violation=violation, found_on=found_on, past=past)
    history = facts_of_history(jurisdiction=place, violation=violation, found_on=found_on, past=past)
    found = assess({**question, "facts": {**history, **dict(question.get("facts") or {})}})
    if found.exemption is not None:
        return _exempted(found, first)
    layers = places.layers(places.resolve(place), found_on)
    strict = must_be_penalised(layers=layers, violation=violation, on=found_on)
    if strict is not None:
        sentence = f"列入《{strict['source']}》，不适用首违不罚；依法应当不予处罚的情形仍然适用"
        return LenientWay(CLOSED, sentence, first)
    return _still_open(found, first)


def _exempted(found: Assessment, first: FirstOffence) -> LenientWay:
    assert found.exemption is not None
    word = "应当" if found.exemption.mandatory else "可以"
    sentence = f"按现有事实{word}不予处罚（{found.exemption.list_item}）"
    return LenientWay(MUST if found.exemption.mandatory else MAY, sentence, first, (), found.exemption.basis)


def _still_open(found: Assessment, first: FirstOffence) -> LenientWay:
    """Look for lists whose conditions nothing known rules out."""
    unknown: dict[str, None] = {}
    for each in found.alternatives:
        if each.get("kind") == "none" and "when" in each and each.get("tier") == "不予处罚":
            truth = evaluate(each["when"], found.facts)
            unknown.update(dict.fromkeys(truth.missing) if truth.value is None else {})
    if not unknown:
        return LenientWay(NONE, "没有查到适用的不予处罚清单，按一般规定办理", first)
    names = tuple(name_of(key) for key in unknown)
    sentence = f"列入不予处罚清单，查明以下事实以后可能不予处罚：{'、'.join(names)}"
    return LenientWay(OPEN, sentence, first, names)


YES, NO, ASK = "yes", "no", "ask"


@dataclass(frozen=True)
class Condition:
    """One of the three conditions of the first-offence rule: ``state`` yes, no or ask; ``said`` explains it."""

    zh: str
    state: str
    said: str


def three_conditions(first: FirstOffence, facts: Mapping[str, Any]) -> tuple[Condition, Condition, Condition]:
    """Return first offence, slight harm and correction, each by itself; all three together may go unpunished.

    Args:
        first: what the party's record comes to. facts: those known so far; what is not known is asked.
    Source: APL:33p1
    """
    known = facts.get("first_offence", first.first)
    harm, corrected = facts.get("harm_level"), facts.get("corrected_promptly")
    slight = None if harm is None else harm in ("none", "minor")
    return (
        Condition("初次违法", _state(known), first.reason),
        Condition("危害后果轻微", _state(slight), "" if slight is not None else "还没有查明危害后果"),
        Condition("及时改正", _state(corrected), "" if corrected is not None else "还没有查明是否改正"),
    )


def _state(value: Any) -> str:
    return ASK if value is None else YES if value else NO
