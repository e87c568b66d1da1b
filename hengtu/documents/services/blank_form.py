"""A form with empty lines, to be filled in by hand where there is no system: no number, no seal, no code."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.documents.catalogue import CURRENT, Form
from hengtu.documents.content import content
from hengtu.documents.services.bind_volumes import NO_CODE
from hengtu.documents.typesetting import typeset
from hengtu.lib.dates_zh import civil_date

BLANK = "\u3000"
PARTY = {
    "party_name": "姓名或者单位名称",
    "party_id_no": "身份证件号或者统一社会信用代码",
    "party_address": "住址或者地址",
}
EMPTY_ROWS = 3


def blank_form(form: Form, agency: Agency | None, *, at: datetime) -> bytes:
    """Return the PDF of an empty form: every field of the catalogue in order, in boxes, with its signature lines.

    Args: agency: whose name stands above it; None for a form of nobody in particular. at: time written into the PDF.
    """
    fields = tuple(replace(item, label=PARTY.get(item.key, item.label)) for item in form.fields)
    sheet = replace(form, template="form", fields=fields)
    frozen = content(
        sheet,
        {"party_kind": "individual", **_empty_tables(form)},
        agency=agency or Agency(name=BLANK),
        number="",
        issued_on=civil_date(at),
        code=NO_CODE,
        verify_base="",
        seal=None,
        signatures={},
    )
    frozen |= {"kind": "served", "issued_on": "年　　月　　日"}  # a served form has no code in its footer
    frozen["layout"] = [_emptied(part) for part in frozen["layout"]]
    return typeset(CURRENT, "form", {"data": json.dumps(frozen, ensure_ascii=False, sort_keys=True)}, at)


def _empty_tables(form: Form) -> dict[str, Any]:
    return {item.key: [[BLANK] * len(item.columns)] * EMPTY_ROWS for item in form.fields if item.type == "table"}


def _emptied(part: dict[str, Any]) -> dict[str, Any]:
    """Leave room to write where a filled form shows a stroke for nothing."""
    for row in part.get("rows", ()):
        for cell in row.get("fields", ()):
            cell["value"] = BLANK
    return part
