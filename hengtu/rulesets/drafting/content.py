"""The content of a draft: what the editor keeps, and the rule it means. Plain JSON in, plain JSON out.

``{"title", "number", "filing_number", "place", "effective_from", "evaluate_by", "notice", "columns": [fact, …], "rows":
[{"key", "tier", "cells": [cell, …], "free", "punish", "min", "max", "may", "note"}]}``; every value is what was typed.
``kept`` in a row is an outcome that the editor does not offer (a formula, penalties beside the fine): it stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hengtu.law.condition_words import condition_zh
from hengtu.law.conditions import comparisons_of, tree_of
from hengtu.law.rule_checks import ConditionCheck
from hengtu.rulesets.drafting.cells import cell_of, tests_by_fact, typed

Content = Mapping[str, Any]
Vocabulary = Mapping[str, Mapping[str, Any]]
TIERS = ("不予处罚", "减轻", "轻微", "一般", "较重", "严重", "特别严重")
PUNISHMENTS = {
    "fixed_range": "罚款，元",
    "multiple_of_illegal_gains": "罚款，违法所得的倍数",
    "multiple_of_timber_value": "罚款，木材价款的倍数",
    "percent_of_contract_price": "罚款，合同价款的百分之几",
    "percent_of_fee": "罚款，酬金或者勘察设计费的百分之几",
    "percent_of_design_fee": "罚款，设计费的百分之几",
    "percent_of_unit_fine": "罚款，单位罚款数额的百分之几",
    "warning": "警告",
    "none": "不予处罚",
    "mitigate": "减轻处罚",
}
AMOUNTLESS = ("warning", "none", "mitigate")
MOST_ROWS, MOST_COLUMNS = 30, 6
WORDS = ("title", "number", "filing_number", "place", "effective_from", "evaluate_by", "notice")


@dataclass(frozen=True)
class Problem:
    """Something typed that means nothing yet: where (row from 0, None for the head), which field, and what to do."""

    row: int | None
    field: str
    message: str

    @property
    def anchor(self) -> str:
        """The field of the page it points to."""
        return f"f-{self.field}" if self.row is None else f"r{self.row}-{self.field}"


def empty_row(key: str, columns: int = 0, **more: Any) -> dict[str, Any]:
    """Return a row that says nothing yet."""
    row = {
        "key": key,
        "tier": "",
        "cells": [{} for _ in range(columns)],
        "free": "",
        "punish": "",
        "min": "",
        "max": "",
    }
    return {**row, "may": False, "note": "", **more}


def empty_content(rows: int = 3) -> dict[str, Any]:
    """Return a draft in which nothing is decided."""
    head: dict[str, Any] = dict.fromkeys(WORDS, "")
    return {**head, "columns": [], "rows": [empty_row(f"n{n}") for n in range(rows)]}


def condition_of(
    row: Mapping[str, Any], columns: Sequence[str], facts: Vocabulary
) -> tuple[str, list[tuple[str, str]]]:
    """Return the condition of a row and what is wrong with it, as (field, message); free text goes before the cells."""
    free = str(row.get("free", "")).strip()
    if free:
        return (free, [("free", problem) for problem in _free_problems(free, facts)])
    parts, problems = [], []
    for position, (key, cell) in enumerate(zip(columns, row.get("cells", ()), strict=False)):
        if key not in facts:
            continue
        found = typed(cell, key, facts[key])
        if found.problem:
            problems.append((f"c{position}", found.problem))
        elif found.condition:
            parts.append(found.condition)
    if not parts and not problems:
        problems.append(("c0", "没有写明情节。请至少填一个情节，或者直接写条件"))
    return " and ".join(parts), problems


def said(row: Mapping[str, Any], columns: Sequence[str], facts: Vocabulary) -> str:
    """Return the condition of a row in Chinese; "" while it means nothing."""
    condition, problems = condition_of(row, columns, facts)
    return "" if problems or not condition else condition_zh(condition, facts)


def tiers_of(content: Content, facts: Vocabulary) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the tiers of a draft as the rulebook writes them, and every problem; tiers with problems are left out."""
    tiers, problems = [], []
    for position, row in enumerate(content["rows"]):
        condition, wrong = condition_of(row, content["columns"], facts)
        outcome, amiss = _outcome(row)
        found = [Problem(position, field, message) for field, message in (*wrong, *amiss)]
        if row.get("tier") not in TIERS:
            found.append(Problem(position, "tier", "没有选档次"))
        problems += found
        if not found:
            tiers.append(_tier(row, condition, outcome))
    if not content["rows"]:
        problems.append(Problem(None, "rows", "表里还没有档次"))
    return tiers, problems


def head_problems(content: Content, today: date) -> Iterator[Problem]:
    """Yield what the head of a draft lacks before it can be proposed."""
    asked = (("title", "公布文件的名称"), ("number", "公布文件的文号"), ("notice", "公布的说明"))
    for field, name in asked:
        if not str(content.get(field, "")).strip():
            yield Problem(None, field, f"{name}没有填写，请补填")
    start, until = day_of(content.get("effective_from")), day_of(content.get("evaluate_by"))
    if start is None:
        yield Problem(None, "effective_from", "施行日期没有填写或者不是日期，请写成 2026-01-31 这样")
    elif start < today:
        yield Problem(None, "effective_from", "施行日期已过，裁量基准不能溯及既往。请选择今天或者以后的日期")
    if until is None:
        yield Problem(None, "evaluate_by", "评估日期没有填写或者不是日期，每个裁量基准都要定期评估")
    elif start is not None and until <= start:
        yield Problem(None, "evaluate_by", "评估日期应当晚于施行日期")


def day_of(text: object) -> date | None:
    """Return a day typed as 2026-01-31, None for anything else."""
    try:
        return date.fromisoformat(str(text or "").strip())
    except ValueError:
        return None


def content_of(rule: Mapping[str, Any], facts: Vocabulary) -> dict[str, Any]:
    """Return the content that means a rule: circumstances as columns where cells can say it, free text elsewhere."""
    columns = _columns_of(rule["tiers"], facts)
    rows = [_row_of(f"t{n}", tier, columns, facts) for n, tier in enumerate(rule["tiers"])]
    document = rule["document"]
    head = {**dict.fromkeys(WORDS, ""), "title": document["name"], "place": rule.get("place_zh", "")}
    return {**head, "columns": columns, "rows": rows}


def _free_problems(condition: str, facts: Vocabulary) -> list[str]:
    check = ConditionCheck()
    list(check("facts", facts))
    return [message for _, _, message in check("draft", {"row": {"when": condition}})]


def _outcome(row: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    kept, punish = row.get("kept"), row.get("punish", "")
    if kept and punish in ("", "kept"):
        return dict(kept), []
    if punish in AMOUNTLESS:
        return {"kind": punish}, []
    if punish not in PUNISHMENTS:
        return {}, [("punish", "没有选怎样处罚")]
    low, high = (_amount(row.get(side, "")) for side in ("min", "max"))
    if low is None or high is None:
        side = "min" if low is None else "max"
        return {}, [(side, "没有填或者不是不小于零的数，请只写数字")]
    if low > high:
        return {}, [("max", "最高数额比最低的小，请核对")]
    if punish == "fixed_range" and low == high:
        return {"kind": "fine", "basis": "fixed_amount", "amount": low}, []
    return {"kind": "fine", "basis": punish, "min": low, "max": high}, []


def _amount(text: object) -> int | float | None:
    try:
        value = Decimal(str(text).strip().removesuffix("元").removesuffix("倍").removesuffix("%"))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= Decimal(10) ** 12:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _tier(row: Mapping[str, Any], condition: str, outcome: dict[str, Any]) -> dict[str, Any]:
    tier: dict[str, Any] = {"tier": row["tier"], "when": condition, "outcome": outcome}
    if row.get("may"):
        tier["may"] = True
    if str(row.get("note", "")).strip():
        tier["note"] = str(row["note"]).strip()
    return tier


def _columns_of(tiers: Sequence[Mapping[str, Any]], facts: Vocabulary) -> list[str]:
    """Return the facts that conditions of the simple kind speak of, in the order they come."""
    found: dict[str, None] = {}
    for tier in tiers:
        by_fact = tests_by_fact(tree_of(tier["when"]))
        if by_fact and all(_can_be_cell(key, tests, facts) for key, tests in by_fact.items()):
            found.update(dict.fromkeys(key for key, _ in comparisons_of(tier["when"])))
    return list(found)[:MOST_COLUMNS]


def _can_be_cell(key: str, tests: Sequence[Any], facts: Vocabulary) -> bool:
    return key in facts and cell_of(tests, facts[key]) is not None


def _row_of(key: str, tier: Mapping[str, Any], columns: Sequence[str], facts: Vocabulary) -> dict[str, Any]:
    outcome = tier["outcome"]
    row = empty_row(key, len(columns), tier=tier["tier"], may=bool(tier.get("may")), note=tier.get("note", ""))
    return {**row, **_condition_fields(tier["when"], columns, facts), **_outcome_fields(outcome)}


def _condition_fields(condition: str, columns: Sequence[str], facts: Vocabulary) -> dict[str, Any]:
    by_fact = tests_by_fact(tree_of(condition))
    if by_fact is None or set(by_fact) - set(columns):
        return {"free": condition}
    cells = [cell_of(by_fact.get(key, ()), facts[key]) for key in columns]
    return {"free": condition} if any(cell is None for cell in cells) else {"cells": cells}


def _outcome_fields(outcome: Mapping[str, Any]) -> dict[str, Any]:
    basis = outcome.get("basis", outcome["kind"])
    if outcome["kind"] != "fine" and set(outcome) == {"kind"}:
        return {"punish": outcome["kind"]}
    if basis == "fixed_amount" and set(outcome) == {"kind", "basis", "amount"}:
        return {"punish": "fixed_range", "min": str(outcome["amount"]), "max": str(outcome["amount"])}
    if basis in PUNISHMENTS and set(outcome) == {"kind", "basis", "min", "max"}:
        return {"punish": basis, "min": str(outcome["min"]), "max": str(outcome["max"])}
    return {"punish": "kept", "kept": dict(outcome)}


def rule_of(
    content: Content, *, identity: str, violation: str, division: str, tiers: Sequence[Mapping[str, Any]], **more: Any
) -> dict[str, Any]:
    """Return the rule a draft means; empty dates are left out, so that a draft can be proved before it has any."""
    words = {field: str(content.get(field, "")).strip() for field in WORDS}
    document = {"name": words["title"] or "尚未命名", "name_confirmed": True}
    if words["number"]:
        document["number"] = words["number"]
    rule: dict[str, Any] = {
        "id": identity,
        "violation": violation,
        "division": division,
        "role": "ladder",
        "document": document,
        "effective_from_confirmed": True,
        "complete": True,
        "confirmed": True,
        "tiers": list(tiers),
        **more,
    }
    optional = (("effective_from", "effective_from"), ("evaluate_by", "evaluate_by"))
    rule |= {name: words[field] for field, name in optional if day_of(words[field])}
    rule |= {
        name: words[field]
        for field, name in (("filing_number", "filing_number"), ("place", "place_zh"))
        if words[field]
    }
    return rule


def problem_in_words(problem: Problem, content: Content) -> str:
    """Return a problem with its place: 第2行（一般）：…"""
    if problem.row is None:
        return f"{problem.message}。"
    tier = content["rows"][problem.row].get("tier") or "未选档次"
    return f"第 {problem.row + 1} 行（{tier}）：{problem.message}。"
