"""One cell of a table: what a tier asks of one circumstance, typed without programming, and the condition it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from hengtu.law.condition_words import RATIO, fact_name
from hengtu.law.conditions import Comparison, Junction, Tree

LOW, HIGH = {">=": "达到", ">": "超过"}, {"<": "不足", "<=": "不超过"}
NUMBERS = frozenset({"integer", "number", "money"})
Cell = Mapping[str, Any]
Fact = Mapping[str, Any]


@dataclass(frozen=True)
class Typed:
    """What a cell means: a condition ("" where it asks nothing), or what is wrong with it."""

    condition: str = ""
    problem: str = ""


def typed(cell: Cell, key: str, fact: Fact) -> Typed:
    """Return the condition of a cell.

    Args:
        cell: ``low``, ``low_op``, ``high``, ``high_op`` as typed for a number; ``is`` (a list of words, or true and
            false as text) for the others; absent and "" mean that the circumstance does not matter.
        key: of the fact.
        fact: from the vocabulary.
    """
    return _number(cell, key, fact) if fact["type"] in NUMBERS else _choice(cell, key, fact)


def cell_of(tests: Iterable[Comparison], fact: Fact) -> dict[str, Any] | None:
    """Return the cell that means these comparisons of one fact, joined with *and*; None if no cell can."""
    cell: dict[str, Any] = {}
    for test in tests:
        part = _bounds(test, fact) if fact["type"] in NUMBERS else _words(test, fact)
        if part is None or set(part) & set(cell):
            return None
        cell |= part
    return cell


def tests_by_fact(tree: Tree) -> dict[str, list[Comparison]] | None:
    """Return the comparisons of a condition by fact if it is nothing but comparisons joined with *and*."""
    parts = tree.parts if isinstance(tree, Junction) and not tree.decides else (tree,)
    found: dict[str, list[Comparison]] = {}
    for part in parts:
        if not isinstance(part, Comparison):
            return None
        found.setdefault(part.key, []).append(part)
    return found


def _number(cell: Cell, key: str, fact: Fact) -> Typed:
    name, parts, bounds = fact_name(fact), [], []
    for side, signs, usual in (("low", LOW, ">="), ("high", HIGH, "<")):
        text = str(cell.get(side, "")).strip()
        if not text:
            continue
        value = _value(text, fact)
        if isinstance(value, str):
            return Typed(problem=f"{name}“{text[:20]}”{value}")
        sign = cell.get(f"{side}_op", usual)
        parts.append(f"{key} {sign if sign in signs else usual} {_plain(value)}")
        bounds.append(value)
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        return Typed(problem=f"{name}的下限比上限大，请核对")
    if len(bounds) == 2 and bounds[0] == bounds[1]:
        both = cell.get("low_op", ">=") == ">=" and cell.get("high_op") == "<="
        return Typed(f"{key} == {_plain(bounds[0])}") if both else Typed(problem=f"{name}的上下限相同，没有一个数符合")
    return Typed(" and ".join(parts))


def _value(text: str, fact: Fact) -> Decimal | str:
    """Return the number typed, a percentage as a share; or what is wrong with it."""
    unit = str(fact.get("unit", ""))
    plain = text.removesuffix("%").removesuffix("％").removesuffix(unit).strip() if unit else text
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return f"不是数，请只写数字{f'，单位是{unit}' if unit and unit != RATIO else ''}"
    if not value.is_finite() or value < 0 or value > Decimal(10) ** 12:
        return "应当是不小于零的数"
    if fact["type"] == "integer" and value != value.to_integral_value():
        return "应当是整数"
    return value / 100 if unit == RATIO else value


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _choice(cell: Cell, key: str, fact: Fact) -> Typed:
    chosen = [str(each) for each in cell.get("is", ()) if str(each)]
    if not chosen:
        return Typed()
    known = ("true", "false") if fact["type"] == "boolean" else tuple(fact.get("values", ()))
    if any(each not in known for each in chosen):
        return Typed(problem=f"{fact_name(fact)}没有这个选项，请重新选择")
    if len(set(chosen)) == len(known):
        return Typed(problem=f"{fact_name(fact)}选了全部选项，等于不论，请不选")
    if fact["type"] == "boolean":
        return Typed(f"{key} == {chosen[0]}")
    quoted = [f"'{each}'" for each in known if each in chosen]
    return Typed(f"{key} == {quoted[0]}" if len(quoted) == 1 else f"{key} in [{', '.join(quoted)}]")


def _bounds(test: Comparison, fact: Fact) -> dict[str, Any] | None:
    if not isinstance(test.value, int | float) or isinstance(test.value, bool):
        return None
    shown = Decimal(str(test.value)) * (100 if fact.get("unit") == RATIO else 1)
    value = _plain(shown)
    if test.sign in LOW:
        return {"low_op": test.sign, "low": value}
    if test.sign in HIGH:
        return {"high_op": test.sign, "high": value}
    return {"low_op": ">=", "low": value, "high_op": "<=", "high": value} if test.sign == "==" else None


def _words(test: Comparison, fact: Fact) -> dict[str, Any] | None:
    if test.sign == "in":
        return {"is": [str(each) for each in test.value]}
    if isinstance(test.value, bool):
        wanted = test.value if test.sign == "==" else not test.value
        return {"is": ["true" if wanted else "false"]} if test.sign in ("==", "!=") else None
    if test.sign == "==":
        return {"is": [str(test.value)]}
    if test.sign == "!=" and fact["type"] == "enum":
        return {"is": [each for each in fact["values"] if each != test.value]}
    return None
