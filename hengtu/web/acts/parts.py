"""Entries that are more than one field: facts, penalties, records, checks, instalments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Entry
from hengtu.law.outcome import KINDS_ZH
from hengtu.law.procedure.matters import plain
from hengtu.law.procedure.moment import assess_matter
from hengtu.law.procedure.statements import ADOPTED
from hengtu.web.acts import fields

Fields = dict[str, forms.Field]
Values = Mapping[str, Any]
INSTALMENTS = 6
ANSWERS = (("是", "是"), ("否", "否"), ("不适用", "不适用"))
BESIDE_THE_FINE = ("warning", "none")


@dataclass(frozen=True)
class Part:
    """How one type of entry becomes fields (``names`` of them), gets its initial values, and is read again."""

    fields: Callable[[Entry, Desk], Fields]
    initial: Callable[[Entry, Desk], dict[str, Any]]
    read: Callable[[Entry, Desk, Values], Any]


# --- facts ----------------------------------------------------------------------------------------------------------


def _facts(entry: Entry, desk: Desk) -> list[dict[str, Any]]:
    """One line per fact, whichever matter asks for it."""
    return list({fact["key"]: fact for fact in reversed(entry.known(desk) or ())}.values())[::-1]


def _fact_fields(entry: Entry, desk: Desk) -> Fields:
    return {f"{entry.key}.{fact['key']}": fields.fact_field(fact) for fact in _facts(entry, desk)}


def _known_facts(entry: Entry, desk: Desk) -> dict[str, Any]:
    return {
        f"{entry.key}.{fact['key']}": _as_typed(fact["value"])
        for fact in _facts(entry, desk)
        if fact["value"] is not None
    }


def _as_typed(value: Any) -> Any:
    """A known fact as people type it: no idle decimals, as many as there are otherwise."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _read_facts(entry: Entry, desk: Desk, values: Values) -> dict[str, Any]:
    found = {}
    for fact in _facts(entry, desk):
        value = values.get(f"{entry.key}.{fact['key']}")
        if value not in (None, ""):
            found[fact["key"]] = _number(value, whole=fact["type"] == "integer")
    return found


def _number(value: Any, *, whole: bool = False) -> Any:
    if isinstance(value, bool | str):
        return value
    figure = float(value)
    return int(figure) if whole and figure == int(figure) else figure


# --- penalties ------------------------------------------------------------------------------------------------------


def kinds_beside(desk: Desk, matter_id: str) -> list[tuple[str, str]]:
    """The kinds of penalty that may stand beside a fine: those of the item, a warning, and none at all."""
    case = desk.situation.case
    matter = next(matter for matter in case.matters if matter.id == matter_id) if case else None
    outcome = assess_matter(case, matter, desk.on).outcome if case and matter else None
    own = [str(each["kind"]) for each in outcome.also] if outcome else []
    kinds = [kind for kind in dict.fromkeys([*own, *BESIDE_THE_FINE]) if "confiscate" not in kind and kind != "fine"]
    return [(kind, KINDS_ZH[kind]) for kind in kinds if kind in KINDS_ZH]


def _matters(desk: Desk) -> list[tuple[str, str]]:
    """Matter and party, the party named only where there are several."""
    case = desk.situation.case
    several = case is not None and len(case.matters) > 1
    return [(matter.id, f"{matter.party.name}：" if several else "") for matter in case.matters] if case else []


def _penalty_fields(entry: Entry, desk: Desk) -> Fields:
    found: Fields = {}
    for matter, of in _matters(desk):
        found[f"{entry.key}.{matter}.amount"] = fields.number(label=f"{of}罚款数额")
        found[f"{entry.key}.{matter}.confiscate"] = fields.number(label=f"{of}没收违法所得")
        found[f"{entry.key}.{matter}.kinds"] = fields.choose_many(kinds_beside(desk, matter), label=f"{of}其他")
    return found


def _known_penalties(entry: Entry, desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in entry.known(desk) or ():
        prefix = f"{entry.key}.{item['matter']}"
        found[f"{prefix}.amount"] = _figure(item["amount_yuan"])
        found[f"{prefix}.confiscate"] = _figure(item["confiscate_yuan"])
        found[f"{prefix}.kinds"] = [kind for kind in item["kind"].split("+") if kind != "fine"]
    return found


def _figure(amount: float) -> str | None:
    return plain(amount) if amount else None


def _read_penalties(entry: Entry, desk: Desk, values: Values) -> Any:
    matters = [matter for matter, _ in _matters(desk)]
    found = [item for matter in matters if (item := _penalty(entry.key, matter, values)) is not None]
    if len(matters) > 1 or not found:
        return found
    return {key: value for key, value in found[0].items() if key != "matter"}


def _penalty(key: str, matter: str, values: Values) -> dict[str, Any] | None:
    amount, gains = values.get(f"{key}.{matter}.amount"), values.get(f"{key}.{matter}.confiscate")
    kinds = [*(values.get(f"{key}.{matter}.kinds") or ()), *(["fine"] if amount else [])]
    if not kinds and not gains:
        return None
    found = {"matter": matter, "kind": "+".join(kinds), "amount_yuan": float(amount or 0)}
    return {**found, "confiscate_yuan": float(gains)} if gains else found


# --- records --------------------------------------------------------------------------------------------------------

CONTENT = {
    "scene_record": ("facts", "现场情况"),
    "interview_record": ("qa", "问答"),
    "inquest_record": ("result", "勘验情况"),
}


def _record_fields(entry: Entry, desk: Desk) -> Fields:
    options = entry.options(desk)
    content = {f"{entry.key}.{kind}": fields.text(4, label=f"{name}的{CONTENT[kind][1]}") for kind, name in options}
    return {f"{entry.key}.kinds": fields.choose_many(options, label=entry.label), **content}


def _read_records(entry: Entry, desk: Desk, values: Values) -> list[Any]:
    chosen = values.get(f"{entry.key}.kinds") or []
    return [_record(kind, str(values.get(f"{entry.key}.{kind}") or "")) for kind in chosen]


def _record(kind: str, written: str) -> Any:
    if not written.strip():
        return kind
    key = CONTENT[kind][0]
    return {"kind": kind, key: questions(written) if key == "qa" else written.strip()}


def questions(written: str) -> list[list[str]]:
    """Split 问…答… into pairs; what has no question mark of its own goes to the question before it."""
    pairs: list[list[str]] = []
    for line in filter(None, (part.strip() for part in written.splitlines())):
        if line.startswith("答") and pairs:
            pairs[-1][1] = f"{pairs[-1][1]}{line.removeprefix('答').lstrip('：: ')}"
        elif line.startswith("问") or not pairs:
            pairs.append([line.removeprefix("问").lstrip("：: "), ""])
        else:
            pairs[-1][1] = f"{pairs[-1][1]}\n{line}".strip()
    return pairs


# --- checks, instalments, corrections -------------------------------------------------------------------------------


def _check_fields(entry: Entry, desk: Desk) -> Fields:
    return {f"{entry.key}.{key}": fields.choose_one(ANSWERS, label=label) for key, label in entry.options(desk)}


def _read_checks(entry: Entry, desk: Desk, values: Values) -> dict[str, str]:
    answers = {key: values.get(f"{entry.key}.{key}") for key, _ in entry.options(desk)}
    return {key: str(answer) for key, answer in answers.items() if answer}


def _instalment_fields(entry: Entry, desk: Desk) -> Fields:
    found: Fields = {}
    for number in range(1, INSTALMENTS + 1):
        found[f"{entry.key}.{number}.due_on"] = fields.day(label=f"第{number}期日期")
        found[f"{entry.key}.{number}.amount"] = fields.number(label=f"第{number}期金额")
    return found


def _read_instalments(entry: Entry, desk: Desk, values: Values) -> list[dict[str, Any]]:
    rows = [
        (values.get(f"{entry.key}.{number}.due_on"), values.get(f"{entry.key}.{number}.amount"))
        for number in range(1, INSTALMENTS + 1)
    ]
    return [{"due_on": day.isoformat(), "amount_yuan": float(amount)} for day, amount in rows if day and amount]


# --- points of a statement ------------------------------------------------------------------------------------------

ADOPTING = tuple(ADOPTED.items())


def _point_fields(entry: Entry, desk: Desk) -> Fields:
    found: Fields = {}
    for point in entry.known(desk) or ():
        name, said = f"{entry.key}.{point['no']}", point["point"]
        found[f"{name}.answer"] = fields.text(3, label=f"第{point['no']}条“{said}”：核实到什么")
        found[f"{name}.adopted"] = fields.choose_one(ADOPTING, label=f"第{point['no']}条是否采纳")
        found[f"{name}.reason"] = fields.text(2, label=f"第{point['no']}条的理由")
    return found


def _read_points(entry: Entry, desk: Desk, values: Values) -> list[dict[str, Any]]:
    return [_point(f"{entry.key}.{point['no']}", point, values) for point in entry.known(desk) or ()]


def _point(name: str, point: Mapping[str, Any], values: Values) -> dict[str, Any]:
    answered = {key: values.get(f"{name}.{key}") for key in ("answer", "adopted", "reason")}
    return {**point, **{key: value for key, value in answered.items() if value}}


def _examined_fields(entry: Entry, desk: Desk) -> Fields:
    known = entry.known(desk) or ()
    return {f"{entry.key}.{each['uid']}": fields.text(2, label=f"{each['title']}：质证意见") for each in known}


def _read_examined(entry: Entry, desk: Desk, values: Values) -> list[dict[str, Any]]:
    said = [(each, values.get(f"{entry.key}.{each['uid']}")) for each in entry.known(desk) or ()]
    return [{**each, "said": words} for each, words in said if words]


def _nothing_known(entry: Entry, desk: Desk) -> dict[str, Any]:
    return {}


PARTS: dict[str, Part] = {
    "facts": Part(_fact_fields, _known_facts, _read_facts),
    "penalty": Part(_penalty_fields, _known_penalties, _read_penalties),
    "records": Part(_record_fields, _nothing_known, _read_records),
    "checks": Part(_check_fields, _nothing_known, _read_checks),
    "instalments": Part(_instalment_fields, _nothing_known, _read_instalments),
    "examined": Part(_examined_fields, _nothing_known, _read_examined),
    "points": Part(_point_fields, _nothing_known, _read_points),
}
