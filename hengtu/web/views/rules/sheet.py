"""What the page of a draft shows: the facts to choose from, rows with their cells, the table in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengtu.law.benchmarks import title_of
from hengtu.law.condition_words import RATIO, condition_zh, fact_name
from hengtu.law.rulebook import records
from hengtu.rulesets.drafting.cells import HIGH, LOW, NUMBERS
from hengtu.rulesets.drafting.content import MOST_COLUMNS, PUNISHMENTS, TIERS, said

GROUPS = {
    "conduct": "行为",
    "harm": "后果",
    "history": "既往",
    "party": "当事人",
    "road_property": "公路",
    "vehicle_and_load": "车辆与装载",
    "transport_business": "运输经营",
    "water": "水运",
    "construction_and_safety": "建设与安全",
}
_MEASURES = {
    "multiple_of_illegal_gains": ("违法所得的", "倍"),
    "multiple_of_timber_value": ("木材价款的", "倍"),
    "percent_of_contract_price": ("合同价款的百分之", ""),
    "percent_of_fee": ("酬金或者勘察设计费的百分之", ""),
    "percent_of_design_fee": ("设计费的百分之", ""),
    "percent_of_unit_fine": ("单位罚款数额的百分之", ""),
}


@dataclass(frozen=True)
class CellView:
    """One cell: ``name`` of its fields, the fact, the signs or words to choose from."""

    name: str
    anchor: str
    label: str
    unit: str
    kind: str  # number, boolean, words
    cell: Mapping[str, Any]
    options: tuple[tuple[str, str, bool], ...] = ()

    @property
    def low_op(self) -> str:
        return str(self.cell.get("low_op", ">="))

    @property
    def high_op(self) -> str:
        return str(self.cell.get("high_op", "<"))


@dataclass(frozen=True)
class RowView:
    """One row: its number from 1, what was typed, its cells, and its condition in Chinese."""

    number: int
    row: Mapping[str, Any]
    cells: tuple[CellView, ...]
    said: str
    keeps: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The form of a draft, drawn."""

    columns: tuple[tuple[int, str], ...]
    rows: tuple[RowView, ...]
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    tiers: tuple[str, ...] = TIERS
    punishments: Mapping[str, str] = field(default_factory=lambda: PUNISHMENTS)
    lows: Mapping[str, str] = field(default_factory=lambda: LOW)
    highs: Mapping[str, str] = field(default_factory=lambda: HIGH)


def table_name(rule: Mapping[str, Any]) -> str:
    """Return what a table is called among its own versions: its title, and its number where it has one."""
    number = rule["document"].get("number")
    return f"{title_of(rule)}（{number}）" if number else title_of(rule)


def sheet_of(content: Mapping[str, Any], problems: Mapping[int, Sequence[str]] | None = None) -> Sheet:
    """Return the form of a content; ``problems``: sentences by row, from 0."""
    facts, columns = records("facts"), [key for key in content["columns"] if key in records("facts")]
    shown = [*columns, ""] if len(columns) < MOST_COLUMNS else columns
    rows = tuple(
        RowView(
            number + 1,
            row,
            tuple(_cell(row, number, n, key, facts[key]) for n, key in enumerate(columns)),
            said(row, columns, facts),
            outcome_zh(row["kept"]) if "kept" in row else "",
            tuple((problems or {}).get(number, ())),
        )
        for number, row in enumerate(content["rows"])
    )
    return Sheet(tuple(enumerate(shown)), rows, _groups(facts))


def tier_lines(tiers: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return a table in plain Chinese: tier, circumstances, outcome, note."""
    return [
        {
            "tier": str(tier["tier"]),
            "when": condition_zh(tier["when"]),
            "outcome": outcome_zh(tier["outcome"]) + ("（可以）" if tier.get("may") else ""),
            "note": str(tier.get("note", "")),
        }
        for tier in tiers
    ]


def outcome_zh(outcome: Mapping[str, Any]) -> str:
    """Return an outcome as people say it: 罚款3000元以上10000元以下."""
    plus = "".join(f"，{each['zh']}" for each in outcome.get("plus", ()) if "zh" in each)
    if outcome["kind"] != "fine":
        return {"warning": "警告", "none": "不予处罚", "mitigate": "减轻处罚"}[outcome["kind"]] + plus
    return _fine(outcome) + plus


def _fine(outcome: Mapping[str, Any]) -> str:
    basis = outcome["basis"]
    if basis == "fixed_amount":
        return f"罚款{_plain(outcome['amount'])}元"
    if basis == "per_unit_formula":
        cap = outcome["formula"].get("cap_yuan")
        return "按公式计算罚款" + (f"，最高{_plain(cap)}元" if cap else "")
    low, high = _plain(outcome["min"]), _plain(outcome["max"])
    if basis == "fixed_range":
        return f"罚款{low}元以上{high}元以下" if outcome["min"] else f"罚款{high}元以下"
    name, unit = _MEASURES.get(basis, ("", ""))
    return f"罚款{name}{low}{unit}以上{high}{unit}以下"


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def _cell(row: Mapping[str, Any], number: int, position: int, key: str, fact: Mapping[str, Any]) -> CellView:
    cells = row.get("cells", ())
    cell = cells[position] if position < len(cells) else {}
    chosen = set(cell.get("is", ()))
    kind = "number" if fact["type"] in NUMBERS else "boolean" if fact["type"] == "boolean" else "words"
    words = {"true": "是", "false": "否"} if kind == "boolean" else fact.get("values", {})
    options = tuple((word, str(zh), word in chosen) for word, zh in words.items())
    unit = "%" if fact.get("unit") == RATIO else str(fact.get("unit", ""))
    name = f"{row['key']}-c{position}"
    return CellView(name, f"r{number}-c{position}", fact_name(fact), unit, kind, cell, options)


def _groups(facts: Mapping[str, Mapping[str, Any]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the vocabulary to choose circumstances from, by group; free texts cannot be compared in cells."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
    for key, fact in facts.items():
        if fact["type"] == "text":
            continue
        unit = "%" if fact.get("unit") == RATIO else fact.get("unit", "")
        found.setdefault(fact["group"], []).append((key, f"{fact['zh']}（{unit}）" if unit else str(fact["zh"])))
    return tuple((GROUPS.get(group, group), tuple(each)) for group, each in found.items() if each)
