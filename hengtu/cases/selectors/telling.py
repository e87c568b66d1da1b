"""What was found and decided, told without names: the first draft of an example that others learn from."""

from __future__ import annotations

from hengtu.cases.models import DecidedMatter
from hengtu.cases.selectors.facts import fact_value
from hengtu.law.discretion import violation
from hengtu.law.facts import name_of
from hengtu.law.outcome import KINDS_ZH
from hengtu.law.procedure.matters import plain

ONE = "某当事人"


def told_without_names(decided: DecidedMatter) -> dict[str, str]:
    """Return title, what happened and how it was handled, from facts and outcome alone; what it means is for people.

    Args:
        decided: the matter; month and year are told, day, place, agency and numbers are not.
    """
    item = violation(decided.violation, decided.decided_on)
    facts = "；".join(f"{name_of(key)}：{fact_value(key, value)}" for key, value in decided.facts.items())
    happened = f"{decided.decided_on.year}年，{ONE}{item.name_zh}。认定的事实：{facts}。" if facts else ""
    tier = f"按“{decided.tier}”裁量，" if decided.tier else ""
    broken, resting = "、".join(item.violated), "、".join(item.penalty_provisions)
    handled = f"违反{broken}，依据{resting}，{tier}{_imposed(decided)}。"
    return {"title": f"{ONE}{item.name_zh}案", "happened": happened, "handled": handled}


def _imposed(decided: DecidedMatter) -> str:
    kinds = [kind for kind in decided.kind.split("+") if kind != "fine"]
    words = [KINDS_ZH.get(kind, kind) for kind in kinds]
    fine = [f"罚款{plain(float(decided.fine_yuan))}元"] if decided.fine_yuan is not None else []
    return "、".join([*words, *fine]) or KINDS_ZH["none"]
