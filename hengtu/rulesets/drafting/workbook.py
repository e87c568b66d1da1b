"""A table as a workbook: one row per tier, up to four comparisons each; faulty rows are given back with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengtu.law.condition_words import RATIO, fact_name
from hengtu.lib.spreadsheets import Row, Sheet, WorkbookRefused, text_of
from hengtu.rulesets.drafting.cells import HIGH, LOW, NUMBERS, typed
from hengtu.rulesets.drafting.content import MOST_ROWS, PUNISHMENTS, TIERS, content_of, tiers_of

Facts = Mapping[str, Mapping[str, Any]]
SLOTS = 4
SIGNS = {**{word: sign for sign, word in (*LOW.items(), *HIGH.items())}, "为": "=="}
_SLOT = ("情节", "比较", "数值")
ERRORS = "错误"
HEADINGS = (
    "档次",
    *(f"{word}{n}" for n in range(1, SLOTS + 1) for word in _SLOT),
    "条件（专家）",
    "处罚方式",
    "最低",
    "最高",
    "说明",
)
NOTES = (
    "一行是一个档次；同一档次有几种情形的，写几行。",
    "情节写事实的名称，比较写 达到、超过、不足、不超过、为；数值只写数字或者选项的名称，是否写 是 或者 否。",
    "同一行的几个情节要同时满足。写了“条件（专家）”的，以它为准。",
    f"档次：{'、'.join(TIERS)}。",
    f"处罚方式：{'、'.join(PUNISHMENTS.values())}。",
)


@dataclass(frozen=True)
class FaultyRow:
    """A row that means nothing: its number as Excel shows it, its cells, and why."""

    number: int
    cells: tuple[str, ...]
    problem: str


def table_sheet(content: Mapping[str, Any], facts: Facts) -> Sheet:
    """Return the rows of a draft as a sheet to go on with elsewhere."""
    return Sheet("裁量基准", HEADINGS, tuple(_cells(row, content["columns"], facts) for row in content["rows"]), NOTES)


def faulty_sheet(faulty: Sequence[FaultyRow]) -> Sheet:
    """Return the faulty rows with what is wrong in each."""
    return Sheet("待修改", (*HEADINGS, ERRORS), tuple((*row.cells, row.problem) for row in faulty), NOTES)


def read_table(rows: Sequence[Row], content: Mapping[str, Any], facts: Facts) -> tuple[dict[str, Any], list[FaultyRow]]:
    """Return the content with the rows of a workbook in place of its own, and the rows that mean nothing.

    Raises: WorkbookRefused ``no_headings`` or ``no_rows``.
    """
    places, body = _heading(rows)
    tiers, faulty = [], []
    for row in body[: MOST_ROWS + 1]:
        cells = tuple(_at(row, places.get(name)) for name in HEADINGS)
        if not any(cells):
            continue
        tier, problem = _tier(dict(zip(HEADINGS, cells, strict=True)), facts)
        if problem:
            faulty.append(FaultyRow(row.number, cells, problem))
        else:
            tiers.append(tier)
    if not tiers and not faulty:
        raise WorkbookRefused("no_rows", "表里没有填档次。请从第二行起，一行写一个档次。")
    if len(tiers) + len(faulty) > MOST_ROWS:
        raise WorkbookRefused("too_many_rows", f"一张表最多 {MOST_ROWS} 行。请按一个情节拆成几张表。")
    read = content_of({"document": {"name": ""}, "tiers": tiers}, facts)
    return {**content, "columns": read["columns"], "rows": read["rows"]}, faulty


def _heading(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    for position, row in enumerate(rows[:5]):
        names = [text_of(value) for value in row.values]
        if "档次" in names and "处罚方式" in names:
            return {name: n for n, name in enumerate(names) if name}, rows[position + 1 :]
    raise WorkbookRefused("no_headings", "找不到“档次”“处罚方式”两栏。请用从这里下载的表格填写，不改栏目名称。")


def _at(row: Row, place: int | None) -> str:
    return text_of(row.values[place]) if place is not None and place < len(row.values) else ""


def _tier(cells: Mapping[str, str], facts: Facts) -> tuple[dict[str, Any], str]:
    condition, problem = _condition(cells, facts)
    if problem:
        return {}, problem
    punish = next((key for key, words in PUNISHMENTS.items() if cells["处罚方式"] in (words, key)), "")
    free = {"key": "x", "tier": cells["档次"], "free": condition, "punish": punish, "note": cells["说明"]}
    tiers, problems = tiers_of({"columns": [], "rows": [{**free, "min": cells["最低"], "max": cells["最高"]}]}, facts)
    return (tiers[0], "") if tiers else ({}, "；".join(each.message for each in problems))


def _condition(cells: Mapping[str, str], facts: Facts) -> tuple[str, str]:
    if cells["条件（专家）"]:
        return cells["条件（专家）"], ""
    parts = []
    for n in range(1, SLOTS + 1):
        name, sign, value = (cells[f"{word}{n}"] for word in _SLOT)
        if not (name or sign or value):
            continue
        condition, problem = _comparison(name, sign, value, facts)
        if problem:
            return "", f"情节{n}：{problem}"
        parts.append(condition)
    return (" and ".join(parts), "") if parts else ("", "没有写明情节")


def _comparison(name: str, sign: str, value: str, facts: Facts) -> tuple[str, str]:
    key = next((key for key, fact in facts.items() if name in (key, fact["zh"], fact_name(fact))), None)
    if key is None:
        return "", f"没有名为“{name[:20]}”的情节，请照情节表的名称写"
    if sign not in SIGNS:
        return "", f"“{sign[:10]}”不是比较，请写 {'、'.join(SIGNS)}"
    fact = facts[key]
    found = typed(_typed_cell(SIGNS[sign], value, fact), key, fact)
    return found.condition, found.problem or ("" if found.condition else "没有写数值")


def _typed_cell(sign: str, value: str, fact: Mapping[str, Any]) -> dict[str, Any]:
    if fact["type"] in NUMBERS:
        if sign == "==":
            return {"low": value, "low_op": ">=", "high": value, "high_op": "<="}
        return {"low": value, "low_op": sign} if sign in LOW else {"high": value, "high_op": sign}
    words = (
        {"是": "true", "否": "false"} if fact["type"] == "boolean" else {zh: key for key, zh in fact["values"].items()}
    )
    return {"is": [words.get(each, each) for each in value.replace("，", "、").split("、") if each]}


def _cells(row: Mapping[str, Any], columns: Sequence[str], facts: Facts) -> tuple[str, ...]:
    slots, free = _slots(row, columns, facts)
    flat = [each for slot in slots for each in slot] + [""] * (len(_SLOT) * (SLOTS - len(slots)))
    punish = PUNISHMENTS.get(str(row.get("punish", "")), "")
    return (
        row.get("tier", ""),
        *flat,
        free,
        punish,
        str(row.get("min", "")),
        str(row.get("max", "")),
        row.get("note", ""),
    )


def _slots(row: Mapping[str, Any], columns: Sequence[str], facts: Facts) -> tuple[list[tuple[str, str, str]], str]:
    """Return the comparisons of a row, or its condition as free text where the slots cannot say it."""
    if row.get("free"):
        return [], str(row["free"])
    found: list[tuple[str, str, str]] = []
    for key, cell in zip(columns, row.get("cells", ()), strict=False):
        fact = facts[key]
        for side in ("low", "high"):
            if cell.get(side):
                sign = cell.get(f"{side}_op", ">=" if side == "low" else "<")
                shown = f"{cell[side]}%" if fact.get("unit") == RATIO else str(cell[side])
                found.append((fact_name(fact), {**LOW, **HIGH}[sign], shown))
        if cell.get("is"):
            words = {"true": "是", "false": "否"} if fact["type"] == "boolean" else fact["values"]
            found.append((fact_name(fact), "为", "、".join(words.get(each, each) for each in cell["is"])))
    return (found, "") if len(found) <= SLOTS else ([], _free(row, columns, facts))


def _free(row: Mapping[str, Any], columns: Sequence[str], facts: Facts) -> str:
    parts = [typed(cell, key, facts[key]).condition for key, cell in zip(columns, row["cells"], strict=False)]
    return " and ".join(part for part in parts if part)
