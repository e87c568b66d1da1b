"""Answers in words, for whoever is asked to confirm or approve what another has filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.entries import Entry, Sheet
from hengtu.cases.papers.reasoning.draft import drafted
from hengtu.cases.selectors.facts import fact_value
from hengtu.law.facts import name_of
from hengtu.law.procedure.matters import read_penalties
from hengtu.law.procedure.statements import ADOPTED

Line = tuple[str, str]


def read_back(sheet: Sheet, desk: Desk, answers: Mapping[str, Any]) -> list[Line]:
    """Return label and words of every answer given."""
    lines = [(entry.label, _words(entry, desk, answers.get(entry.key))) for entry in sheet.entries]
    lines += [("说理的数据后来变了", _moved_on(sheet, desk, answers))]
    return [(label, words) for label, words in lines if words]


def _moved_on(sheet: Sheet, desk: Desk, answers: Mapping[str, Any]) -> str:
    """Which paragraphs were written from data the case has changed since they were sent; empty once it is done."""
    reasons = answers.get("reasons") or ()
    if not reasons or desk.situation.has(sheet.kind):
        return ""
    found = drafted(desk.case_id, desk.acts, sheet.kind, answers, desk.at, desk.agency)
    now = {paragraph.key: paragraph.text for paragraph in found}
    moved = [each for each in reasons if now.get(each["key"], "") not in ("", each.get("base") or each["text"])]
    titles = "、".join(f"“{each.get('title', '')}”" for each in moved)
    return f"{titles}。请退回承办人按现在的数据核对。" if moved else ""


def _words(entry: Entry, desk: Desk, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if entry.type == "penalty":
        return _penalties(desk, value)
    if entry.type == "facts":
        return "；".join(f"{name_of(key)}：{fact_value(key, each)}" for key, each in value.items())
    if entry.type == "reasons":
        return _changed_paragraphs(value)
    if entry.type == "records":
        return "、".join(_record(entry, desk, each) for each in value)
    if entry.type == "instalments":
        return "、".join(f"{part['due_on']} {part['amount_yuan']:g} 元" for part in value)
    if entry.type == "examined":
        return "；".join(f"{each['title']}：{each['said']}" for each in value)
    if entry.type == "points":
        return "；".join(_point(each) for each in value)
    options = dict(entry.options(desk))
    if isinstance(value, Mapping):
        return "；".join(f"{options.get(key, key)}：{each}" for key, each in value.items())
    if isinstance(value, list | tuple):
        return "、".join(options.get(str(each), str(each)) for each in value)
    return options.get(str(value), str(value))


def _changed_paragraphs(value: Any) -> str:
    """How many there are, and word for word those that people wrote: the others follow from the case."""
    changed = [each for each in value if each.get("edited", True)]
    if not changed:
        return f"{len(value)}段，全部按案件数据写成"
    said = "；".join(f"{each.get('title', '')}“{each.get('text', '')}”" for each in changed)
    return f"{len(value)}段，其中改写{len(changed)}段：{said}"


def _penalties(desk: Desk, value: Any) -> str:
    case = desk.situation.case
    return "；".join(penalty.in_words() for penalty in read_penalties(value, case).values()) if case else ""


def _point(point: Mapping[str, Any]) -> str:
    """One point with what became of it."""
    adopted = ADOPTED.get(str(point.get("adopted") or ""), "还没有答复")
    words = "，".join(str(point[key]) for key in ("answer", "reason") if point.get(key))
    return f"第{point.get('no')}条“{point.get('point', '')}”：{adopted}{f'，{words}' if words else ''}"


def _record(entry: Entry, desk: Desk, value: Any) -> str:
    kind = value.get("kind", "") if isinstance(value, Mapping) else value
    return dict(entry.options(desk)).get(kind, str(kind))
