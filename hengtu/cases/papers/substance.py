"""The substantive law in words: which violation, which provisions, which benchmark, which facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hengtu.cases.papers.blocks import place_of
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.wording import evidence_name
from hengtu.law.citations import cite_in_full, printable
from hengtu.law.procedure.matters import Matter, plain
from hengtu.law.rulebook import records
from hengtu.lib.dates_zh import day_zh

EVIDENCE_KINDS = ("spot_evidence_collected", "evidence_collected", "investigated")


def violation_names(context: PaperContext) -> dict[str, str]:
    """Return the name of the violation of each matter in focus, by matter id."""
    return {matter.id: violation_name(context, matter) for matter in context.matters}


def violation_name(context: PaperContext, matter: Matter) -> str:
    """Return the name of one violation as papers print it."""
    return context.assessment(matter).violation_name.replace("(", "（").replace(")", "）")


def cause_block(context: PaperContext) -> Data:
    """案由: the violations, each once."""
    return {"cause": "、".join(dict.fromkeys(violation_names(context).values()))}


def facts_text(context: PaperContext) -> str:
    """Tell what was found: one sentence per violation, from the facts that the acts established."""
    return "\n".join(_facts_of(context, matter) for matter in context.matters)


def _facts_of(context: PaperContext, matter: Matter) -> str:
    name = violation_name(context, matter)
    details = "，".join(fact_lines(matter.facts))
    found = f"{day_zh(matter.violation_on)}，本机关在{place_of(context)}查明，{matter.party.name}有{name}的行为"
    return f"{found}：{details}。" if details else f"{found}。"


def fact_lines(facts: Mapping[str, Any]) -> list[str]:
    """Say each known fact in its official name with its unit; a fact the rulebook does not know is left out.

    Only the raw facts: what follows from them (excess, tier) is said with the reasons.
    """
    vocabulary = records("facts")
    return [f"{_plain_name(entry['zh'])}{_value(entry, facts[key])}" for key, entry in _known(vocabulary, facts)]


def _known(vocabulary: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return ((key, vocabulary[key]) for key, value in facts.items() if key in vocabulary and value is not None)


def _plain_name(zh: str) -> str:
    return zh.split("(")[0].split("（")[0]


def _value(entry: Mapping[str, Any], value: Any) -> str:
    if isinstance(value, bool):
        return "：是" if value else "：否"
    if isinstance(value, int | float):
        return f"{plain(float(value))}{'元' if entry['type'] == 'money' else entry.get('unit', '')}"
    return f"：{entry.get('values', {}).get(value, value)}"


def evidence_names(context: PaperContext) -> list[str]:
    """Return the evidence in the order in which it was collected, each kind once."""
    found = [
        evidence_name(entry)
        for act in context.situation.all(*EVIDENCE_KINDS)
        for entry in (*act.payload.get("records", ()), *(("weigh_slip",) if act.payload.get("weigh_slip") else ()))
    ]
    return list(dict.fromkeys(found))


def facts_and_evidence(context: PaperContext) -> str:
    """Tell the facts and name the evidence that proves them (APL:59p1i2)."""
    names = evidence_names(context)
    proof = f"\n以上事实有{'、'.join(names)}等证据证明。" if names else ""
    return facts_text(context) + proof


def violated_text(context: PaperContext) -> str:
    """Name the articles the conduct violated, each once."""
    return _cited(context, "violated")


def penalty_provisions_text(context: PaperContext) -> str:
    """Name the articles the penalty rests on, each once."""
    return _cited(context, "penalty_provisions")


def _cited(context: PaperContext, attribute: str) -> str:
    found = [
        cite_in_full(basis)
        for matter in context.matters
        for basis in getattr(context.assessment(matter), attribute)
        if printable(basis)
    ]
    return "、".join(dict.fromkeys(found))


def discretion_text(context: PaperContext) -> str:
    """Give the reasons for kind and amount: benchmark, tier, and how it was reckoned."""
    return "\n".join(_reasons(context, matter) for matter in context.matters)


def _reasons(context: PaperContext, matter: Matter) -> str:
    assessment = context.assessment(matter)
    return "".join(f"{sentence.rstrip('。')}。" for sentence in assessment.explanation)
