"""Fields of a form as a page asks them, and what was typed as the catalogue takes it. Nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import QueryDict

from hengtu.documents.catalogue import Field, Form
from hengtu.lib.dates_zh import BEIJING

SPARE_ROWS = 3
NOT_ASKED = ("case_no",)


@dataclass(frozen=True)
class Cell:
    """One input of a table, a range or a list of choices."""

    name: str
    label: str
    value: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Entry:
    """One field on the page; ``cells`` are its inputs where it has several."""

    key: str
    label: str
    type: str
    optional: bool
    value: str = ""
    cells: tuple[Cell, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    multi: bool = False
    error: str = ""


def asked_fields(form: Form, settled: Mapping[str, Any]) -> tuple[Field, ...]:
    """Return the fields a person fills in: those that do not follow from the case."""
    party = settled.get("party_kind")
    return tuple(
        item
        for item in form.fields
        if item.key not in settled and item.key not in NOT_ASKED and (not item.when or item.when == party)
    )


def entries(fields: tuple[Field, ...], values: Mapping[str, Any], errors: Mapping[str, str]) -> tuple[Entry, ...]:
    """Return the fields with their values, as ``typed_values`` returns them or as the case suggests them."""
    return tuple(_entry(item, values.get(item.key, item.default), errors.get(item.key, "")) for item in fields)


def typed_values(fields: tuple[Field, ...], posted: QueryDict) -> dict[str, Any]:
    """Return what was typed by field key; what cannot be read stays the text it was, and the catalogue names it."""
    return {item.key: _typed(item, posted) for item in fields}


def _typed(item: Field, posted: QueryDict) -> Any:
    if item.type == "table":
        return _table(item, posted)
    if item.type == "datetime_range":
        ends = [_moment(posted.get(f"{item.key}.{end}", "").strip()) for end in ("from", "to")]
        return ends if any(ends) else ""
    if item.multi:
        return posted.getlist(item.key)
    text = posted.get(item.key, "").strip()
    if item.type == "int":
        return int(text) if text.isdecimal() and len(text) < 10 else text
    if item.type == "bool":
        return {"yes": True, "no": False}.get(text)
    return _moment(text) if item.type == "datetime" else text


def _moment(text: str) -> Any:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=BEIJING)
    except ValueError:
        return text


def _table(item: Field, posted: QueryDict) -> list[list[str]]:
    count = posted.get(f"{item.key}.rows", "0")
    rows = [
        [posted.get(f"{item.key}.{row}.{column}", "").strip() for column in range(len(item.columns))]
        for row in range(min(int(count), 60) if count.isdecimal() and len(count) < 4 else 0)
    ]
    return [row for row in rows if any(row)]


def _entry(item: Field, value: Any, error: str) -> Entry:
    entry = Entry(item.key, item.label, item.type, not item.required, multi=item.multi, error=error)
    if item.type == "table":
        return replace(entry, columns=tuple(item.columns), rows=_rows(item, value or []))
    if item.type == "datetime_range":
        return replace(entry, cells=_ends(item, value))
    if item.type in ("enum", "bool"):
        return replace(entry, cells=_choices(item, value))
    return replace(entry, value=_shown(value))


def _ends(item: Field, value: Any) -> tuple[Cell, ...]:
    begin, end = value if isinstance(value, list | tuple) and len(value) == 2 else ("", "")
    return Cell(f"{item.key}.from", "起", _shown(begin)), Cell(f"{item.key}.to", "止", _shown(end))


def _rows(item: Field, given: list[list[str]]) -> tuple[tuple[Cell, ...], ...]:
    count = len(given) + SPARE_ROWS
    filled = [*given, *([[""] * len(item.columns)] * SPARE_ROWS)][:count]
    return tuple(
        tuple(
            Cell(f"{item.key}.{number}.{place}", f"第{number + 1}行{name}", str(row[place]))
            for place, name in enumerate(item.columns)
        )
        for number, row in enumerate(filled)
    )


def _choices(item: Field, value: Any) -> tuple[Cell, ...]:
    chosen = value if isinstance(value, list) else [value]
    if item.type == "bool":
        return (Cell("yes", "是", "yes", value is True), Cell("no", "否", "no", value is False))
    return tuple(Cell(key, label, key, key in chosen) for key, label in item.labels.items())


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(BEIJING):%Y-%m-%dT%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):  # people
        return "、".join(_one(entry) for entry in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _one(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    return f"{entry['name']}（{entry['certificate']}）" if entry.get("certificate") else str(entry["name"])
