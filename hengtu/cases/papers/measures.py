"""Coercive measures: 审批表, 行政强制措施决定书 with its list, 延长通知书, 解除决定书 (ACL:18 to ACL:28)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from hengtu.cases.papers.blocks import case_head, party_block, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, evidence_in_words, facts_text
from hengtu.cases.papers.wording import said
from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import day_of
from hengtu.law.procedure.clocks import clock_of
from hengtu.law.procedure.situation import CIVIL_TIME

KINDS = ("查封", "扣留车辆", "暂扣车辆", "强制拖离", "扣押")
WORDS = {"seize vehicle": "扣留车辆", "seize": "扣押", "seal": "查封", "tow": "强制拖离"}
APPROVING = ("measure_approved", "urgent_measure_taken")


def measure_approval(context: PaperContext) -> Data:
    """行政强制措施审批表 (ACL:18i1); after an urgent measure it is made up for within 24 hours (ACL:19)."""
    urgent = context.situation.last("urgent_measure_taken")
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
    taken = context.situation.last("measure_taken") or context.act
    paper = context.paper("f08_measure_decision")
    clock = clock_of(context.situation, "seizure")
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "act_on": day_of(taken.occurred_at),
        "measure": _kind(_approval(context)),
        "decision_ref": paper.number if paper else context.case_number,
        "reason": said(context.asked("reason")),
        "until": clock.due.due_on if clock else None,
    }


def measure_release(context: PaperContext) -> Data:
    """解除行政强制措施决定书 (ACL:28), with the list of what is returned."""
    taken = context.situation.last("measure_taken") or context.act
    paper = context.paper("f08_measure_decision")
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "act_on": day_of(taken.occurred_at),
        "measure": _kind(_approval(context)),
        "decision_ref": paper.number if paper else context.case_number,
        "clause": _clause(context),
        "released_on": context.on,
        "items": _items(context, taken),
    }


def _approval(context: PaperContext) -> LegalAct:
    return context.situation.last(*APPROVING) or context.act


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
    granting = str(act.payload.get("granting_article", ""))
    return "、".join(part for part in (_titled(granting), cite_in_full("ACL:18")) if part)


def _titled(granting: str) -> str:
    """Put the title into book marks: 道路运输条例第六十二条 becomes 《道路运输条例》第六十二条."""
    if not granting or granting.startswith("《"):
        return granting
    title, article, rest = granting.partition("第")
    return f"《{title}》{article}{rest}"


def _object(context: PaperContext) -> str:
    taken = context.asked("items") or ()
    if taken:
        return "、".join(_name(item) for item in taken)
    return f"车牌号为{context.plate}的车辆" if context.plate else "涉案车辆"


def _items(context: PaperContext, taken: LegalAct) -> list[tuple[str, str, str, str, str]]:
    named = taken.payload.get("items") or ()
    rows = [_row(item) for item in named] or [(_vehicle(context), "", "1辆", "")]
    return [(str(number), *row) for number, row in enumerate(rows, start=1)]


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
    clock = clock_of(context.situation, "seizure")
    last = clock.due.due_on if clock and clock.due.due_on else context.on
    return datetime.combine(last, time(23, 59), CIVIL_TIME)


def _clause(context: PaperContext) -> str:
    reason = said(context.asked("reason"))
    if context.situation.has("decided", "not_punished", "decision_issued"):
        return "已作出处理决定不再需要"
    if context.situation.has("not_established"):
        return "没有违法行为"
    return next((word for word in ("没有违法行为", "与违法行为无关", "期限届满") if word in reason), "其他")
