"""Counter-examples in plain Chinese: facts by their names, with units, as an officer would say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hengtu.law.money import yuan

RATIO = "比"


def situation(facts: Mapping[str, Any], keys: Iterable[str], vocabulary: Mapping[str, Any]) -> str:
    """Return the facts named as one phrase.

    Example:
        >>> area = {"key": "area_m2", "zh": "面积", "type": "number", "unit": "平方米"}
        >>> situation({"area_m2": 5}, ["area_m2"], {"area_m2": area})
        '面积为 5 平方米'
    """
    said = [_said(vocabulary[key], facts[key]) for key in keys if key in facts and key in vocabulary]
    return "、".join(said) or "任何情形"


def _said(fact: Mapping[str, Any], value: Any) -> str:
    name = re.sub(r"[（(][^）)]*[）)]", "", str(fact["zh"]))
    if isinstance(value, bool):
        return f"{name}：{'是' if value else '否'}"
    if fact["type"] == "enum":
        return f"{name}为{fact['values'].get(value, value)}"
    if fact["type"] == "text":
        return f"{name}为「{value}」"
    if fact.get("unit") == RATIO:
        return f"{name}为 {plain_number(value * 100)}%"
    return f"{name}为 {plain_number(value)} {fact.get('unit', '')}".rstrip()


def plain_number(value: float) -> str:
    """Return a number without needless digits: 5, 4.2, 0.001."""
    return str(yuan(value)) if abs(value) >= 1 or value == 0 else f"{value:.4g}"
