"""Coercive measures: 审批表, 行政强制措施决定书 with its list, 延长通知书, 解除决定书 (ACL:18 to ACL:28)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from hengtu.cases.papers.blocks import case_head, party_block, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, evidence_in_words, facts_text
from hengtu.cases.papers.wording import said
from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite_in_full
from hengtu.law.powers import article_named, power_granting
from hengtu.law.procedure import day_of
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.measures import Measure, measures_of
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.law.procedure.things import Row, named_things

TESTED = "检测、检验、鉴定的期间不计入查封、扣押的期限，期限相应顺延。"
KINDS = ("查封", "扣留车辆", "暂扣车辆", "强制拖离", "扣押")
WORDS = {"seize vehicle": "扣留车辆", "seize": "扣押", "seal": "查封", "tow": "强制拖离"}
APPROVING = ("measure_approved", "urgent_measure_taken")


def measure_approval(context: PaperContext) -> Data:
    """行政强制措施审批表 (ACL:18i1); after an urgent measure it is made up for within 24 hours (ACL:19)."""
    measure = _measure(context)
    urgent = measure.urgent if measure else context.situation.last("urgent_measure_taken")
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "facts": facts_text(context),
        "evidence": evidence_in_words(context),
        "measure": f"{_kind(context.act)}：{_object(context)}" if context.asked("measure") else "",
        "legal_basis": _basis(context.act) if context.asked("granting_article") else "",
        "urgent": urgent is not None,
        "act_at": urgent.occurred_at if urgent else None,
        "approved_at": context.at,
        "agency_head_opinion": f"同意。{context.leader.name if context.leader else ''}",
    }


def measure_decision(context: PaperContext) -> Data:
    """行政强制措施决定书 (ACL:24): handed over on the spot with the list."""
    approved = _approval(context)
    return {
        **case_head(context),
        **party_block(context),
        "act_at": context.at,
        "reason": facts_text(context),
        "legal_basis": _basis(approved),
        "objects_summary": _object(context),
        "measure": _kind(approved),
        "period": (context.at, _until(context)),
        "items": _items(context, context.act),
    }


def measure_extension(context: PaperContext) -> Data:
    """延长行政强制措施期限通知书 (ACL:25p2): told in writing, with the reason."""
    clock = clock_of(context.situation, "seizure", _about(context))
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "act_on": day_of(_taken(context).occurred_at),
        "measure": _kind(_approval(context)),
        "decision_ref": _reference(context),
        "reason": said(context.asked("reason")),
        "until": clock.due.due_on if clock else None,
    }


def measure_change_approval(context: PaperContext) -> Data:
    """延长（解除）行政强制措施审批表 (ACL:25p1, ACL:28): the head agrees before the party is told."""
    clock = clock_of(context.situation, "seizure", _about(context))
    extends = context.act.kind == "measure_extended"
    until = clock.due.due_on if clock else context.on
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "measure": _label(context),
        "what": "延长期限" if extends else "解除",
        "reason": said(context.asked("reason")) or _clause(context),
        "day": until if extends else context.on,
        "agency_head_opinion": f"同意。{context.leader.name if context.leader else ''}",
    }


def testing_period_notice(context: PaperContext) -> Data:
    """检测检验鉴定期间告知书 (ACL:25p3): only what was told in writing beforehand does not count."""
    first, last = (str(context.asked(key)) for key in ("from_on", "to_on"))
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "measure": _label(context),
        "objects": _object_of(context, _taken(context)),
        "purpose": str(context.asked("purpose") or ""),
        "body": str(context.asked("body") or ""),
        "from_on": date.fromisoformat(first),
        "to_on": date.fromisoformat(last),
        "effect": TESTED,
    }


def property_ledger(context: PaperContext) -> Data:
    """涉案财物管理台账 (ACL:26): what came into the house, from which measure, in whose keeping."""
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "ledger_no": str(context.asked("ledger_no") or ""),
        "origin": _label(context),
        "taken_in_at": context.at,
        "place": str(context.asked("place") or ""),
        "condition": str(context.asked("condition") or ""),
        "handed_by": str(context.asked("handed_by") or ""),
        "keeper": "、".join(actor.name for actor in context.act.by if actor.name),
        "items": _items(context, _taken(context), only_named=True),
    }


def measure_release(context: PaperContext) -> Data:
    """解除行政强制措施决定书 (ACL:28), with the list of what is returned."""
    taken = _taken(context)
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "act_on": day_of(taken.occurred_at),
        "measure": _kind(_approval(context)),
        "decision_ref": _reference(context),
        "clause": _clause(context),
        "released_on": context.on,
        "items": _items(context, taken, only_named=True),
    }


def _measure(context: PaperContext) -> Measure | None:
    """The measure this act speaks of: the act is part of its history."""
    act = context.act
    found = [each for each in measures_of(context.situation) if _is_part(act, each)]
    return found[-1] if found else None


def _is_part(act: LegalAct, measure: Measure) -> bool:
    parts = (measure.urgent, measure.approved, measure.taken, measure.extended, measure.kept, measure.ended)
    more = (*measure.tests, *measure.custody, *measure.ends, measure.announced)
    return any(part is not None and part.uid == act.uid for part in (*parts, *more))


def _about(context: PaperContext) -> str:
    measure = _measure(context)
    return measure.id if measure else ""


def _label(context: PaperContext) -> str:
    measure = _measure(context)
    return measure.label if measure else _kind(_approval(context))


def _taken(context: PaperContext) -> LegalAct:
    measure = _measure(context)
    return (measure and (measure.taken or measure.urgent)) or context.situation.last("measure_taken") or context.act


def _reference(context: PaperContext) -> str:
    """The number of the decision by which the measure was put on."""
    taken = _taken(context)
    papers = [paper for paper in context.issued if paper.form == "f08_measure_decision" and paper.act_uid == taken.uid]
    paper = next(iter(papers), None) or context.paper("f08_measure_decision")
    return paper.number if paper else context.case_number


def _approval(context: PaperContext) -> LegalAct:
    measure = _measure(context)
    return (measure and measure.opened) or context.situation.last(*APPROVING) or context.act


def _kind(act: LegalAct) -> str:
    named = str(act.payload.get("measure", ""))
    translated = WORDS.get(named, named)
    if translated in KINDS:
        return translated
    if "车" in translated and ("扣" in translated):
        return "暂扣车辆" if "暂扣" in translated else "扣留车辆"
    return next((kind for kind in KINDS if kind in translated), "其他")


def _basis(act: LegalAct) -> str:
    """The law or regulation that grants the measure, as the approval names it, with the article on how it is done."""
    granting, measure = (str(act.payload.get(key, "")) for key in ("granting_article", "measure"))
    power = power_granting(granting, measure, day_of(act.occurred_at))
    alone = power is not None and article_named(granting) == (power["instrument"], "")
    granted_by = cite_in_full(power["basis"][0]) if power and alone else ""
    return "、".join(part for part in (granted_by or _titled(granting), cite_in_full("ACL:18")) if part)


def _titled(granting: str) -> str:
    """Put the title into book marks: 道路运输条例第六十二条 becomes 《道路运输条例》第六十二条."""
    if not granting or granting.startswith("《"):
        return granting
    title, article, rest = granting.partition("第")
    return f"《{title}》{article}{rest}"


def _object(context: PaperContext) -> str:
    return _object_of(context, context.act)


def _object_of(context: PaperContext, act: LegalAct) -> str:
    taken = act.payload.get("items") or ()
    if taken:
        return "、".join(_name(item) for item in taken)
    return f"车牌号为{context.plate}的车辆" if context.plate else "涉案车辆"


def _items(context: PaperContext, taken: LegalAct, *, only_named: bool = False) -> list[tuple[str, str, str, str, str]]:
    """The list of a measure; ``only_named``: of it what this act speaks of, where it names things."""
    measure, named = _measure(context), named_things(context.act)
    if only_named and named and measure is not None:
        listed = zip(measure.thing_ids, measure.rows, strict=True)
        return _numbered(_cells(row) for identity, row in listed if identity in named)
    listed_items = taken.payload.get("items") or ()
    return _numbered([_row(item) for item in listed_items] or [(_vehicle(context), "", "1辆", "")])


def _numbered(rows: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    return [(str(number), *row) for number, row in enumerate(rows, start=1)]


def _cells(row: Row) -> tuple[str, str, str, str]:
    return row.name, row.model, row.quantity, row.remark


def _vehicle(context: PaperContext) -> str:
    return f"车辆（车牌号{context.plate}）" if context.plate else "涉案车辆"


def _name(item: Any) -> str:
    return str(item.get("name", "")) if isinstance(item, Mapping) else str(item)


def _row(item: Any) -> tuple[str, str, str, str]:
    if not isinstance(item, Mapping):
        return str(item), "", "", ""
    return (_name(item), *(str(item.get(key, "")) for key in ("model", "quantity", "remark")))  # type: ignore[return-value]


def _until(context: PaperContext) -> datetime:
    """The end of the last day of the measure, thirty days unless extended (ACL:25p1)."""
    clock = clock_of(context.situation, "seizure", _about(context))
    last = clock.due.due_on if clock and clock.due.due_on else context.on
    return datetime.combine(last, time(23, 59), CIVIL_TIME)


CLAUSES = {
    "no_violation": "没有违法行为", "unrelated": "与违法行为无关", "decided": "已作出处理决定不再需要",
    "expired": "期限届满", "other": "其他",
}  # fmt: skip


def _clause(context: PaperContext) -> str:
    if named := CLAUSES.get(str(context.asked("ground") or "")):
        return named
    reason = said(context.asked("reason"))
    if context.situation.has("decided", "not_punished", "decision_issued"):
        return "已作出处理决定不再需要"
    if context.situation.has("not_established"):
        return "没有违法行为"
    return next((word for word in ("没有违法行为", "与违法行为无关", "期限届满") if word in reason), "其他")
