"""The hearing: 听证申请书, 听证通知书, 听证笔录, 听证报告 (APL:63 to APL:65)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hengtu.cases.papers.blocks import case_head, moment_block, party_line, person_value, two_officers
from hengtu.cases.papers.context import PaperContext, Person
from hengtu.cases.papers.evidence import ON_PAPER
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, facts_text, violation_names
from hengtu.cases.papers.wording import numbered, penalties_in_words, said
from hengtu.law.procedure.hearing import CLOSED
from hengtu.law.procedure.people_of_party import agents_of
from hengtu.law.procedure.situation import service_day

REQUESTED = {"oral": "口头", "written": "书面", "online": "网上"}


def hearing_request(context: PaperContext) -> Data:
    """听证申请书 (APL:64i1)."""
    notice = context.situation.last("notice_served")
    paper = context.paper("f11_violation_notice")
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "notice_ref": paper.number if paper else "",
        "notice_received_on": service_day(notice) if notice else context.on,
        "requested_on": context.on,
        "mode": REQUESTED.get(str(context.asked("mode") or ""), "书面"),
        "reason": said(context.asked("reason")),
    }


def hearing_notice(context: PaperContext) -> Data:
    """听证通知书 (APL:64i2): when, where, who leads, and the right to ask for recusal."""
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "hearing_at": _hearing_at(context),
        "place": _place(context),
        "is_public": context.asked("is_public") is not False,
        "host": person_value(_appointed(context, "host")),
        "recorder": person_value(_appointed(context, "recorder")),
        "recusal_told": True,
        **_if_said(member=context.asked("member"), notes=_notes(context)),
    }


def hearing_record(context: PaperContext) -> Data:
    """听证笔录 (APL:64i8)."""
    return {
        **case_head(context),
        **cause_block(context),
        **two_officers(context),
        "body": context.legal_subject.name,
        "place": _place(context),
        "period": moment_block(context),
        "host": person_value(_appointed(context, "host")),
        "recorder": person_value(_appointed(context, "recorder")),
        "party_line": _party_and_phone(context),
        "record": _record(context),
        **_if_said(agents=[(name, "", "", "") for name in agents_of(context.act.payload)]),
    }


def hearing_report(context: PaperContext) -> Data:
    """听证报告 (APL:65): the host's findings for the head."""
    held = context.situation.last("hearing_held")
    start = held.occurred_at if held else context.at
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "host": person_value(_appointed(context, "host")),
        "recorder": person_value(_appointed(context, "recorder")),
        "held_at": (start, start),
        "summary": _proposal(context),
        "conclusion": said(context.asked("opinion")),
    }


def _if_said(**entries: Any) -> dict[str, Any]:
    return {key: value for key, value in entries.items() if value}


def _notes(context: PaperContext) -> str:
    """What the notice says beside its fixed words: why the doors are shut, that it is free, what was typed."""
    closed = CLOSED.get(str(context.asked("closed_because") or ""))
    why = f"本案{closed}，听证不公开举行。" if context.asked("is_public") is False and closed else ""
    free = "听证不收取任何费用。" if context.asked("is_public") is not None else ""
    return f"{why}{said(context.asked('notes'))}{free}"


def _record(context: PaperContext) -> str:
    """The record in the order in which a hearing goes: opening, rights, both sides, each exhibit, last words."""
    opening = "主持人宣布听证开始，核对到场人员身份，告知权利和义务，询问是否申请回避。"
    both = context.asked("record") or f"{_proposal(context)}\n调查人员陈述、当事人申辩和质证：{ON_PAPER}"
    parts = [opening if context.asked("rights_told") is True else "", str(both)]
    put = [f"{each.get('title', '')}：{each.get('said', '')}" for each in context.asked("examined") or ()]
    parts += [f"逐项质证：\n{numbered(put)}"] if put else []
    for key, name in (("witnesses", "证人陈述"), ("final_words", "当事人最后陈述"), ("refusal_note", "拒签情况")):
        parts += [f"{name}：{context.asked(key)}"] if context.asked(key) else []
    return "\n".join(part for part in parts if part)


def _appointed(context: PaperContext, role: str) -> Person:
    appointed = context.situation.last("hearing_appointed")
    named = str(appointed.payload.get(role, "")) if appointed else ""
    return context.person(named)


def _hearing_at(context: PaperContext) -> datetime | None:
    """The hour that was fixed; nobody's guess is printed, so without one the notice is not complete."""
    return datetime.fromisoformat(context.asked("hearing_at")) if context.asked("hearing_at") else None


def _place(context: PaperContext) -> str:
    """Where the hearing is: as the act or its notice says, else at the agency."""
    notice = context.situation.last("hearing_notice_served")
    announced = notice.payload.get("place") if notice else None
    return str(context.asked("place") or announced or f"{context.legal_subject.address}{context.legal_subject.name}")


def _party_and_phone(context: PaperContext) -> str:
    party = context.party_data
    parts = (party.name, party.legal_representative, party.phone)
    return "，".join(part for part in parts if part)


def _proposal(context: PaperContext) -> str:
    proposed = context.penalties("proposed", context.situation.last("notice_served"))
    words = penalties_in_words(proposed, violation_names(context), parties=False)
    return f"{facts_text(context)}\n拟作出的处罚：{words}。"
