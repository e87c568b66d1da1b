"""The form of a draft: from what was posted to the content that is kept, and the buttons that change its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.http import QueryDict

from hengtu.rulesets.drafting.content import MOST_COLUMNS, MOST_ROWS, WORDS, empty_row

_LONGEST = {"title": 200, "number": 80, "filing_number": 80, "place": 60, "notice": 4000}
_CELL = ("low", "low_op", "high", "high_op")
_ROW = {"tier": 12, "free": 1000, "punish": 40, "min": 20, "max": 20, "note": 300}


def content_from(data: QueryDict, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content that a form means; outcomes the editor does not offer are taken from what is stored."""
    columns = _columns(data)
    kept = {row["key"]: row["kept"] for row in stored.get("rows", ()) if "kept" in row}
    keys = list(dict.fromkeys(key[:20] for key in data.getlist("row")))[:MOST_ROWS]
    rows = [_row(data, key, [old for old, _ in columns], kept) for key in keys]
    head = {name: data.get(name, "").strip()[: _LONGEST.get(name, 20)] for name in WORDS}
    return {**head, "columns": [fact for _, fact in columns], "rows": rows}


def reshaped(content: dict[str, Any], intent: str) -> dict[str, Any]:
    """Return the content after a button: ``row`` adds one, ``drop-KEY`` takes one away, ``up-KEY`` moves one."""
    rows: list[dict[str, Any]] = list(content["rows"])
    step, _, key = intent.partition("-")
    if step == "row" and len(rows) < MOST_ROWS:
        rows.append(empty_row(uuid4().hex[:8], len(content["columns"])))
    place = next((n for n, row in enumerate(rows) if row["key"] == key), None)
    if step == "drop" and place is not None:
        del rows[place]
    if step == "up" and place:
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    return {**content, "rows": rows}


def _columns(data: QueryDict) -> list[tuple[int, str]]:
    """Return the chosen facts with the number of the column they stood in; one may be chosen once."""
    found: dict[str, int] = {}
    for position in range(MOST_COLUMNS):
        fact = data.get(f"column{position}", "")[:60]
        if fact:
            found.setdefault(fact, position)
    return [(position, fact) for fact, position in found.items()]


def _row(data: QueryDict, key: str, columns: Sequence[int], kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    words = {name: data.get(f"{key}-{name}", "").strip()[:longest] for name, longest in _ROW.items()}
    row = empty_row(key, 0, **words, may=data.get(f"{key}-may") == "on")
    row["cells"] = [_cell(data, f"{key}-c{position}") for position in columns]
    return {**row, "kept": dict(kept[key])} if key in kept and words["punish"] == "kept" else row


def _cell(data: QueryDict, name: str) -> dict[str, Any]:
    cell: dict[str, Any] = {part: data.get(f"{name}-{part}", "").strip()[:20] for part in _CELL}
    cell["is"] = [each[:40] for each in data.getlist(f"{name}-is") if each]
    return {part: value for part, value in cell.items() if value}
