"""What is frozen when a document is issued: the values as given, and every word that will be printed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hengtu.agencies.models import Agency
from hengtu.documents import values
from hengtu.documents.catalogue import Field, Form
from hengtu.documents.codes import door_code_printed
from hengtu.documents.errors import DocumentRefused
from hengtu.documents.models import OfficialSeal
from hengtu.lib.dates_zh import day_zh
from hengtu.lib.masking import mask_name
from hengtu.lib.qr import qr_path

PARTY_KEYS = ("party_name", "party_id_no", "party_address", "party_phone")
ORG_KEYS = ("org_name", "org_uscc", "org_legal_rep", "org_address", "org_phone")
# What the party finds behind the code, by form; the line has room for few words.
DOOR_GENERALLY = "看进展、说意见"
DOOR_WORDS = {
    "f08_measure_decision": "看什么时候退还、说意见",
    "f11_violation_notice": "陈述申辩、申请听证",
    "f12_hearing_notice": "陈述申辩、申请听证",
    "f14_spot_decision": "缴款、申请复议",
    "f15_penalty_decision": "缴款、延期、申请复议",
    "f16_correct_order": "报送改正情况",
    "f17_defer_notice": "看每期金额和日期",
    "f19_reminder": "缴款、说意见",
    "x_performance_proof": "看信用修复到哪一步",
}
COPIES_ZH = {1: "一份", 2: "二份", 3: "三份", 4: "四份"}
NARROW = {"序号": 2, "数量": 3, "页码": 3, "性别": 2, "年龄": 2}


def checked_values(form: Form, data: Mapping[str, Any], agency: Agency) -> dict[str, Any]:
    """Return the canonical values of a form, with defaults and what is known of the agency filled in.

    Raises: DocumentRefused (``document_field_unknown``, ``document_field_invalid``, ``document_field_missing`` naming
        every missing field in Chinese).
    """
    unknown = sorted(set(data) - form.keys())
    if unknown:
        raise DocumentRefused(
            "document_field_unknown",
            f"《{form.title}》没有栏目“{'”“'.join(unknown)}”，填写的内容不会被印出，文书没有制作。",
        )
    filled = {item.key: values.canonical(item, value) for item, value in given_values(form, data, agency)}
    missing = missing_fields(form, filled)
    if missing:
        named = "、".join(item.label for item in missing)
        message = f"《{form.title}》还缺：{named}。请补齐后再制作；已填写的内容不受影响。"
        raise DocumentRefused("document_field_missing", message, form.basis)
    return filled


def given_values(form: Form, data: Mapping[str, Any], agency: Agency) -> list[tuple[Field, Any]]:
    """Return each field that has something in it with what was given, the agency's own entries or its default."""
    given = {**from_agency(agency), **{key: value for key, value in data.items() if not values.is_blank(value)}}
    found = [(item, given.get(item.key, item.default)) for item in form.fields if _applies(item, given)]
    return [(item, value) for item, value in found if not values.is_blank(value)]


def missing_fields(form: Form, filled: Mapping[str, Any]) -> list[Field]:
    """Return the fields without which the form is not issued."""
    return [
        item
        for item in form.fields
        if item.required and item.key not in filled and _applies(item, filled) and _is_needed(item, filled)
    ]


def _is_needed(item: Field, filled: Mapping[str, Any]) -> bool:
    """Whether the field this one hangs on is filled; ``key=value``: filled with just that."""
    key, _, value = item.when_filled.partition("=")
    return not key or (filled.get(key) == value if value else key in filled)


def content(
    form: Form,
    filled: Mapping[str, Any],
    *,
    agency: Agency,
    number: str,
    issued_on: date,
    code: str,
    verify_base: str,
    seal: OfficialSeal | None,
    signatures: Mapping[str, str],
    door: str = "",
) -> dict[str, Any]:
    """Return the frozen content; templates only place it, they compute nothing.

    ``door``: the code of the party's door; the picture then leads there, where the paper is verified as well.
    """
    code_printed = f"{code[:4]}-{code[4:8]}-{code[8:]}"
    code_path = qr_path(f"{verify_base}/c/{door}" if door else f"{verify_base}/verify/{code}")
    case_no = filled.get("case_no", "")
    return {
        "form": form.id,
        "title": form.title,
        "kind": form.kind,
        "agency": agency.name,
        "number": number,
        "case_no": case_no,
        "number_or_case": number or case_no,
        "issued_on": day_zh(issued_on),
        "copies": form.copies,
        "copies_zh": COPIES_ZH.get(form.copies, f"{form.copies}份"),
        "code_printed": code_printed,
        "verify_at": _verify_at(form, verify_base.split("://", 1)[-1], door),
        "qr": {"path": code_path.path, "modules": code_path.modules},
        "seal": {"name": seal.name, "inner": seal.inner_text} if seal else None,
        "signers": [{"role": role, "text": signatures.get(role, "")} for role in form.signers],
        "values": dict(filled),
        "text": {f.key: values.printed(f, filled[f.key]) for f in form.fields if f.key in filled and f.type != "table"},
        "flags": {f.key: filled[f.key] for f in form.fields if f.type == "bool" and f.key in filled},
        "money": {
            f.key: values.money_parts(filled[f.key]) for f in form.fields if f.type == "money" and f.key in filled
        },
        "tables": {f.key: _table(f, filled[f.key]) for f in form.fields if f.type == "table" and f.key in filled},
        "party": party_entries(form, filled),
        "layout": _layout(form, filled) if form.template == "form" else [],
    }


def _verify_at(form: Form, base: str, door: str) -> str:
    """Where the paper is verified and, on a second line, where its party can answer."""
    return f"{base}/verify" + (
        f"\n{DOOR_WORDS.get(form.id, DOOR_GENERALLY)} {base}/c/{door_code_printed(door)}" if door else ""
    )


def masked_party(filled: Mapping[str, Any]) -> str:
    """Return the party for the verification page: organisations in full, anyone else by the first character."""
    if "org_name" in filled:
        return str(filled["org_name"])
    return mask_name(str(filled.get("party_name") or filled.get("party_display") or ""))


def from_agency(agency: Agency) -> dict[str, Any]:
    """Return what is known of the legal subject and need not be typed."""
    return {
        "agency_address": agency.address,
        "agency_zip": agency.zip_code,
        "agency_contact": agency.contact,
        "agency_phone": agency.phone,
        "reconsideration_body": agency.reconsideration_body,
        "court": agency.court,
    }


def _applies(item: Field, given: Mapping[str, Any]) -> bool:
    return not item.when or given.get("party_kind") == item.when


def party_entries(form: Form, filled: Mapping[str, Any]) -> list[list[str]]:
    """Return label and value of what is said of the party, the name first."""
    keys = ORG_KEYS if filled.get("party_kind") == "organisation" else PARTY_KEYS
    labels = {item.key: item.label for item in form.fields}
    shown = [key for key in keys if key in filled]
    return [["当事人" if key == keys[0] else labels[key], str(filled[key])] for key in shown]


def _table(item: Field, rows: list[list[str]]) -> dict[str, Any]:
    widths = [NARROW.get(column, 6) for column in item.columns]
    return {"columns": list(item.columns), "widths": widths, "rows": rows}


def _layout(form: Form, filled: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Group the fields of a generic form: short ones two in a row, texts across, tables by themselves."""
    parts: list[dict[str, Any]] = []
    for item in form.fields:
        if item.key in ("case_no", "party_kind") or not _applies(item, filled):
            continue
        if item.type == "table":
            if item.key in filled:
                parts.append({"kind": "table", "label": item.label, "key": item.key})
            continue
        if not parts or parts[-1]["kind"] != "rows":
            parts.append({"kind": "rows", "rows": []})
        _place(parts[-1]["rows"], item, values.printed(item, filled[item.key]) if item.key in filled else "")
    return parts


def _place(rows: list[dict[str, Any]], item: Field, value: str) -> None:
    if item.type == "text":
        rows.append({"kind": "text", "label": item.label, "value": value})
        return
    cell = {"label": item.label, "value": value or "／"}
    half_open = rows and rows[-1]["kind"] == "pair" and len(rows[-1]["fields"]) == 1
    if len(value) <= 16 and half_open and len(rows[-1]["fields"][0]["value"]) <= 16:
        rows[-1]["fields"].append(cell)
    else:
        rows.append({"kind": "pair", "fields": [cell]})
