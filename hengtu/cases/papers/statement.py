"""What the party says and what became of each point: 陈述申辩笔录, 陈述申辩复核意见书 (APL:45p1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hengtu.cases.papers.blocks import case_head, moment_block, party_line, two_officers
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data, per_party
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.wording import SILENT, numbered, said
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.law.procedure.people_of_party import agent_of
from hengtu.law.procedure.statements import ADOPTED, number, points_of

SAYS_YES = ("采纳", "成立", "accepted")
SAYS_NO = ("不予采纳", "不采纳", "不成立", "not accepted")


def spoke(context: PaperContext) -> bool:
    """Whether the party said something, and this is where it is written down: what came online wrote itself down."""
    if context.asked("of_statement") or context.asked("mode") == "ONLINE":
        return False
    return context.asked("statement") not in SILENT or bool(points_of(context.act.payload))


def statement_record(context: PaperContext) -> Data:
    """陈述申辩笔录 (APL:45p1)."""
    agent = agent_of(context.act.payload)
    return {
        **case_head(context),
        **cause_block(context),
        **two_officers(context),
        "period": moment_block(context),
        "place": str(context.asked("place") or context.legal_subject.name),
        "speaker": str(agent.get("name") or context.party_data.name),
        "relation": "委托代理人" if agent else "当事人",
        "recorder": context.handlers[1].name,
        "content": _content(context.act.payload),
        "evidence": str(context.asked("evidence") or _offered(context.act)),
    }


def rechecked(context: PaperContext) -> bool:
    """Whether what was said, here or in the statement this answers, was rechecked."""
    answered = any(point.get("adopted") in ADOPTED for point in points_of(context.act.payload))
    return answered or (context.asked("statement") not in SILENT and bool(context.asked("recheck")))


def statement_recheck(context: PaperContext) -> Data:
    """陈述申辩复核意见书 (APL:45p1): each point with its answer."""
    answered = _answered(context)
    recheck = said(context.asked("recheck"))
    rows = [_row(point) for point in points_of(context.act.payload)]
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "received_on": day_of(answered.occurred_at) if answered else context.on,
        "points": rows or [(said(context.asked("statement")), "已复核", _adopted(recheck), recheck)],
        "conclusion": recheck or _sum(context.act.payload),
    }


def per_speaker(context: PaperContext) -> Iterable[PaperContext]:
    """One paper for the party that spoke: an answer is the officers' act, the statement it answers was the party's."""
    answered = _answered(context)
    if answered is None:
        return per_party(context)
    speakers = {actor.id for actor in answered.by if "party" in actor.roles}
    known = [party.id for party in context.case.parties]
    return tuple(replace(context, focus=uid) for uid in known if uid in speakers) or per_party(context)


def _answered(context: PaperContext) -> LegalAct | None:
    named = context.asked("of_statement")
    return next((act for act in context.situation.acts if named and act.uid == named), None)


def _row(point: Mapping[str, Any]) -> tuple[str, str, str, str]:
    adopted = ADOPTED.get(str(point.get("adopted") or ""), "尚未答复")
    words = str(point.get("point") or "")
    return (f"{number(point)}. {words}", str(point.get("answer") or ""), adopted, str(point.get("reason") or ""))


def _content(payload: Mapping[str, Any]) -> str:
    """What was said, as it was said; points one a line."""
    whole = said(payload.get("statement")) if payload.get("statement") not in SILENT else ""
    points = numbered(str(point.get("point") or "") for point in points_of(payload)) if points_of(payload) else ""
    return "\n".join(part for part in (whole, points) if part)


def _offered(act: LegalAct) -> str:
    return "、".join(str(entry.get("title") or "") for entry in act.payload.get("exhibits") or ())


def _sum(payload: Mapping[str, Any]) -> str:
    """How many points were adopted, where nobody wrote a conclusion."""
    found = [str(point.get("adopted") or "") for point in points_of(payload)]
    counted = [f"{words}{found.count(key)}条" for key, words in ADOPTED.items() if key in found]
    return f"共{len(found)}条意见：{'，'.join(counted)}。"


def _adopted(recheck: str) -> str:
    if any(word in recheck for word in SAYS_NO):
        return "不采纳"
    return "采纳" if any(word in recheck for word in SAYS_YES) else "见理由"
