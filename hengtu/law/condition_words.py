"""Conditions in plain Chinese: 占用或者损坏面积达到2平方米，并且不足10平方米."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hengtu.law.conditions import Comparison, Junction, Negation, Tree, tree_of
from hengtu.law.rulebook import records

RATIO = "比"
WORDS = {">=": "达到", ">": "超过", "<": "不足", "<=": "不超过", "==": "为", "!=": "不为"}


def condition_zh(condition: str, vocabulary: Mapping[str, Any] | None = None) -> str:
    """Return a condition as people say it. 达到 and 不超过 include the number, 超过 and 不足 do not.

    Args:
        condition: text in the closed language.
        vocabulary: the facts by key; those of the rulebook unless given. An unknown fact keeps its key.
    Raises: BadCondition when the text does not parse.
    Example:
        >>> facts = {"area_m2": {"zh": "占用面积", "type": "number", "unit": "平方米"}}
        >>> condition_zh("area_m2 >= 2 and area_m2 < 10", facts)
        '占用面积达到 2 平方米，并且占用面积不足 10 平方米'
    """
    return _said(tree_of(condition), records("facts") if vocabulary is None else vocabulary, outer=True)


def fact_name(fact: Mapping[str, Any]) -> str:
    """Return the name of a fact without what stands in brackets behind it."""
    return re.sub(r"[（(][^）)]*[）)]$", "", str(fact["zh"]))


def number_zh(value: float, fact: Mapping[str, Any]) -> str:
    """Return a number with its unit; a ratio as percent."""
    unit = str(fact.get("unit", ""))
    return f"{plain(value * 100)}%" if unit == RATIO else f"{plain(value)} {unit}".rstrip()


def plain(value: float) -> str:
    """Return a number without needless digits."""
    rounded = round(float(value), 6)
    return str(int(rounded)) if rounded == int(rounded) else f"{rounded:g}"


def _said(tree: Tree, facts: Mapping[str, Any], *, outer: bool = False) -> str:
    if isinstance(tree, Comparison):
        return _compared(tree, facts.get(tree.key, {"zh": tree.key, "type": "text"}))
    if isinstance(tree, Negation):
        return f"不是（{_said(tree.inner, facts, outer=True)}）"
    return _joined(tree, facts, outer)


def _joined(tree: Junction, facts: Mapping[str, Any], outer: bool) -> str:
    parts = [_said(part, facts) for part in tree.parts]
    if not tree.decides:
        return "，并且".join(parts)
    grouped = [
        f"（{part}）" if isinstance(each, Junction) else part for part, each in zip(parts, tree.parts, strict=True)
    ]
    said = "，或者".join(grouped)
    return said if outer else f"（{said}）"


def _compared(test: Comparison, fact: Mapping[str, Any]) -> str:
    name = fact_name(fact)
    if test.sign == "in":
        return f"{name}为{'、'.join(_value(each, fact) for each in test.value)}之一"
    if isinstance(test.value, bool):
        return f"{name}：{'是' if test.value is (test.sign == '==') else '否'}"
    gap = " " if isinstance(test.value, int | float) else ""
    return f"{name}{WORDS[test.sign]}{gap}{_value(test.value, fact)}"


def _value(value: Any, fact: Mapping[str, Any]) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return number_zh(value, fact)
    return str(fact.get("values", {}).get(value, value))
