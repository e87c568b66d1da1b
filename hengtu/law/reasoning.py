"""Why this item, why this text, why this tier, which grounds were looked at: what a decision must give reasons for.

Only what the facts decide is answered; an unknown fact yields nothing, so that no paper claims what nobody found.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengtu.law.assessment import Assessment
from hengtu.law.condition_words import plain
from hengtu.law.conditions import evaluate, keys_of
from hengtu.law.formulas import KG_PER_TONNE, missing_inputs
from hengtu.law.periods import read_period
from hengtu.law.rulebook import records
from hengtu.law.statute import choose_version, item_of, main_penalties

TWO_DATES = "APL:37"
OF_ONE_FACT: Mapping[str, str] = {"age": "APL:30", "mental_capacity": "APL:31"}


@dataclass(frozen=True)
class Neighbour:
    """An item next to this one that does not apply. ``why`` is a clause without a full stop."""

    item: str
    name: str
    why: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class LookedAt:
    """A ground of the penalty law about which every fact is known, and whether it is there.

    ``result`` is ``aggravate``, ``lighten_or_mitigate`` or ``no_penalty``; ``keys`` the facts that answer.
    """

    result: str
    ground: str
    effect: str
    found: bool
    basis: tuple[str, ...]
    keys: tuple[str, ...]


def neighbours_of(violation: str, facts: Mapping[str, Any]) -> tuple[Neighbour, ...]:
    """Return the items that lie next to a violation and that the facts rule out, each with the reason."""
    return tuple(
        Neighbour(
            rule["violations"][1], _plain(item_of(rule["violations"][1])["name_zh"]), rule["zh"], tuple(rule["basis"])
        )
        for rule in records("neighbours").values()
        if rule["confirmed"] and rule["violations"][0] == violation and evaluate(rule["if"], facts).value is True
    )


def which_text(violation: str, violation_on: date, decided_on: date, facts: Mapping[str, Any]) -> str:
    """Return which of two texts applies and why; empty where only one was ever in question.

    Raises: UnknownViolation; LawError where no text is loaded for the day of the violation.
    Source: APL:37
    """
    item = item_of(violation)
    began, decided = read_period(violation_on, "violation_on"), read_period(decided_on, "decided_on")
    older = choose_version(item, began, began, facts).version
    chosen = choose_version(item, began, decided, facts)
    if older["effective_from"] == _in_force(item, decided_on)["effective_from"]:
        return ""
    if chosen.version is older:
        return "违法行为发生以后规定有修改，作出决定时的规定并不更轻，适用违法行为发生时的规定"
    return "违法行为发生以后规定有修改，作出决定时的规定处罚较轻，适用作出决定时的规定"


def _in_force(item: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    day = on.isoformat()
    begun = [each for each in item["versions"] if str(each["effective_from"]) <= day]
    found: Mapping[str, Any] = begun[-1] if begun else item["versions"][0]
    return found


def tier_facts(assessment: Assessment) -> Mapping[str, Any]:
    """Return the known facts by which the benchmark put the case into its tier, in the order of its condition."""
    tier = tier_of(assessment)
    if tier is None:
        return {}
    return {key: assessment.facts[key] for key in keys_in_order(tier["when"]) if key in assessment.facts}


def tier_of(assessment: Assessment) -> Mapping[str, Any] | None:
    """Return the tier of the benchmark that was applied, as the rulebook has it."""
    table = records("benchmarks").get(assessment.benchmark["id"]) if assessment.benchmark else None
    tiers = table["tiers"] if table else ()
    return next((each for each in tiers if each["tier"] == assessment.tier and _holds(each, assessment)), None)


def _holds(tier: Mapping[str, Any], assessment: Assessment) -> bool:
    return evaluate(tier["when"], assessment.facts).value is not False


def keys_in_order(condition: str) -> list[str]:
    """Return the facts a condition speaks of, each once, as they stand in it."""
    return sorted(keys_of(condition), key=condition.find)


def how_reckoned(assessment: Assessment) -> str:
    """Return how a formula came to its amount, as a clause; empty without a formula or one of its inputs."""
    formula = _formula_of(assessment)
    if formula is None or missing_inputs(formula, assessment.facts):
        return ""
    if formula["name"] == "full_tonnes":
        excess = float(assessment.facts["excess_kg"])
        return (
            f"超限质量{plain(excess)}千克，每满1000千克罚款{plain(formula['rate_yuan'])}元，不足1000千克的部分不计，"
            f"计{math.floor(excess / KG_PER_TONNE)}个1000千克，最高不超过{plain(formula['cap_yuan'])}元"
        )
    if formula["name"] == "whole_square_metres":
        area = math.floor(float(assessment.facts["polluted_area_m2"]) + 0.5)
        rate, cap = plain(formula["rate_yuan"]), plain(formula["cap_yuan"])
        return f"污染面积四舍五入为{area}平方米，每平方米罚款{rate}元，最高不超过{cap}元"
    return f"按超限部分分段计算，最高不超过{plain(formula['cap_yuan'])}元"


def _formula_of(assessment: Assessment) -> Mapping[str, Any] | None:
    """The formula of the tier, else of the branch of the text that was applied."""
    tier = tier_of(assessment)
    if tier is not None and "formula" in tier["outcome"]:
        found: Mapping[str, Any] = tier["outcome"]["formula"]
        return found
    versions = item_of(assessment.violation)["versions"]
    text = next((each for each in versions if each["effective_from"] == assessment.statute_from), None)
    branches = [each for each in main_penalties(text) if "formula" in each] if text else []
    holding = [
        each for each in branches if "when" not in each or evaluate(each["when"], assessment.facts).value is True
    ]
    return holding[0]["formula"] if holding else None


def grounds_looked_at(category: str, facts: Mapping[str, Any]) -> Iterator[LookedAt]:
    """Yield the grounds to aggravate, lighten or excuse about which nothing is unknown.

    Args:
        category: of the case; some grounds hold in one field only.
        facts: as found; a ground of which one fact is unknown was not looked at and is left out.
    Source: APL:30 to APL:34
    """
    for rule in records("adjustments").values():
        if not rule["confirmed"] or category not in rule.get("categories", (category,)):
            continue
        for ground in rule["when"]:
            keys = tuple(keys_in_order(ground["if"]))
            truth = evaluate(ground["if"], facts).value
            if truth is not None and all(key in facts for key in keys):
                yield LookedAt(rule["result"], ground["zh"], rule["zh"], truth, _own_article(rule["basis"], keys), keys)


def _own_article(basis: Iterable[str], keys: Iterable[str]) -> tuple[str, ...]:
    """A rule joins grounds of several articles; minors and capacity have one of their own each (APL:30, APL:31)."""
    named = {OF_ONE_FACT[key] for key in keys if key in OF_ONE_FACT}
    own = [each for each in basis if each in named]
    others = [each for each in basis if each not in OF_ONE_FACT.values()]
    return tuple(own or others or basis)


def _plain(name: str) -> str:
    return name.replace("(", "（").replace(")", "）")
