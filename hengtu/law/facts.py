"""The facts of a violation: checked against the vocabulary, with what can be computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.law.errors import LawError, nearest
from hengtu.law.rulebook import records

COMPUTED = ("mass_limit_kg", "excess_kg", "excess_ratio")
RATIO_TOLERANCE = 0.001


def name_of(key: str) -> str:
    """Return what people call a fact; keys of the question itself have names too."""
    own = {"violation_on": "违法行为发生的日期", "decided_on": "作出决定的日期"}
    fact = records("facts").get(key)
    return own.get(key) or (str(fact["zh"]) if fact else key)


def checked(facts: Any, party_type: Any = None) -> dict[str, Any]:
    """Return the known facts; ``None`` counts as unknown and is left out.

    Args:
        facts: fact key -> value, units as in the vocabulary.
        party_type: the party's kind from the question; must not contradict the facts.
    Raises: LawError ``bad_facts``, ``unknown_fact``, ``bad_fact``, ``fact_conflict``.
    """
    facts = {} if facts is None else facts
    if not isinstance(facts, Mapping):
        raise LawError("bad_facts", "facts 应当是一个 JSON 对象，键为事实名称。")
    known = {key: value for key, value in facts.items() if value is not None}
    if party_type is not None:
        if known.get("party_type", party_type) != party_type:
            raise LawError("fact_conflict", "party_type 在问题和事实里不一致，请核对当事人类型。")
        known["party_type"] = party_type
    vocabulary = records("facts")
    for key, value in facts.items():
        if key not in vocabulary:
            raise LawError("unknown_fact", f"没有名为 {key} 的事实。{nearest(str(key), vocabulary)}")
        if value is not None:
            _check(vocabulary[key], value)
    if party_type is not None:
        _check(vocabulary["party_type"], party_type)
    return known


def _check(fact: Mapping[str, Any], value: Any) -> None:
    kind = fact["type"]
    if kind == "boolean" and not isinstance(value, bool):
        raise _bad(fact, value, "应当是 true 或者 false")
    if kind == "enum" and not (isinstance(value, str) and value in fact["values"]):
        options = "、".join(f"{word}（{zh}）" for word, zh in fact["values"].items())
        raise _bad(fact, value, f"应当是 {options} 之一")
    if kind == "text" and not isinstance(value, str):
        raise _bad(fact, value, "应当是文字")
    if kind in {"integer", "number", "money"}:
        _check_number(fact, value)


def _check_number(fact: Mapping[str, Any], value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) == float("inf"):
        raise _bad(fact, value, "应当是数")
    if fact["type"] == "integer" and value != int(value):
        raise _bad(fact, value, "应当是整数")
    if value < 0 and fact["key"] not in {"excess_kg", "excess_ratio"}:
        raise _bad(fact, value, "不能是负数")
    if value == 0 and fact["key"] in {"gross_mass_kg", "axle_count", "mass_limit_kg"}:
        raise _bad(fact, value, "应当大于零")


def _bad(fact: Mapping[str, Any], value: Any, expected: str) -> LawError:
    unit = f"，单位{fact['unit']}" if "unit" in fact else ""
    return LawError("bad_fact", f"事实 {fact['key']}（{fact['zh']}{unit}）的值 {value!r} 不对：{expected}。")


def with_excess(facts: Mapping[str, Any], mass_limit_kg: int | None) -> dict[str, Any]:
    """Return the facts with limit, excess and ratio computed from what was weighed.

    Args:
        facts: checked facts.
        mass_limit_kg: the limit of the table, None when the table has none or a fact for it is missing.
    Raises: LawError ``fact_conflict`` when a typed-in figure contradicts the computed one.
    """
    found = dict(facts)
    limit = mass_limit_kg if mass_limit_kg is not None else facts.get("mass_limit_kg")
    computed: dict[str, Any] = {}
    if mass_limit_kg is not None:
        computed["mass_limit_kg"] = mass_limit_kg
    if limit is not None and "gross_mass_kg" in facts:
        computed["excess_kg"] = facts["gross_mass_kg"] - limit
    excess = computed.get("excess_kg", facts.get("excess_kg"))
    if limit is not None and excess is not None:
        computed["excess_ratio"] = excess / limit
    for key, value in computed.items():
        _refuse_conflict(key, facts.get(key), value)
        found[key] = value
    return found


def _refuse_conflict(key: str, typed: Any, computed: Any) -> None:
    tolerance = RATIO_TOLERANCE if key == "excess_ratio" else 0
    if typed is not None and abs(typed - computed) > tolerance and not (key == "excess_kg" and typed == 0 > computed):
        raise LawError(
            "fact_conflict",
            f"{name_of(key)}填的是 {typed}，按车型、轴数和总质量计算是 {computed}，请核对称重单。",
            ("超限运输车辆行驶公路管理规定3p1",),
        )
