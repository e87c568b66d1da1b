"""A case that goes elsewhere or ends early: 移送函, 移送告知书, 涉嫌犯罪移送书, 撤销立案审批表, 回避决定书."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_block, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, facts_text
from hengtu.cases.papers.wording import said
from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import day_of
from hengtu.law.procedure.crime import referral_of
from hengtu.law.procedure.guards.pausing import CANCEL_GROUNDS
from hengtu.law.procedure.measures import measures_in_force, measures_of
from hengtu.law.procedure.recusal import GROUNDS, POSTS, requests_of
from hengtu.lib.dates_zh import day_zh


def transfer_letter(context: PaperContext) -> Data:
    """案件移送函 (MOT:9p1): to the competent body, with the papers and, where said so, the goods."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "receiver": str(context.asked("receiver") or ""),
        "facts": facts_text(context),
        "reason": f"{said(context.asked('reason')).rstrip('。')}。依据{cite_in_full('MOT:9p1')}的规定移送。",
        "materials": "、".join(context.asked("materials") or ()),
        "goods": _goods(context),
    }


def transfer_notice(context: PaperContext) -> Data:
    """案件移送告知书: tells the party where the case, and what was held, has gone."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "sent_on": context.on,
        "receiver": str(context.asked("receiver") or ""),
        "receiver_phone": str(context.asked("receiver_phone") or ""),
        "goods": _goods(context),
    }


def _goods(context: PaperContext) -> str:
    if context.asked("property_goes_along") is not True:
        return "没有随案移送的财物"
    return "、".join(measure.label for measure in measures_in_force(context.situation)) or "没有随案移送的财物"


def crime_transfer(context: PaperContext) -> Data:
    """涉嫌犯罪案件移送书 (TRF:5, TRF:6): to the police of the same level, with its annexes."""
    referral = referral_of(context.situation)
    suspected, decided = referral.suspected or context.act, referral.decided or context.act
    by = "、".join(actor.name for actor in decided.by if actor.name)
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "police": str(context.asked("police") or ""),
        "crime": str(suspected.payload.get("crime") or ""),
        "report": said(suspected.payload.get("report")),
        "materials": "、".join(context.asked("materials") or ()),
        "goods": "、".join(context.asked("goods") or ()) or "没有涉案物品",
        "approved": f"{day_zh(day_of(decided.occurred_at))}经正职负责人{by}批准移送。",
    }


def cancel_filing(context: PaperContext) -> Data:
    """撤销立案（终止调查）审批表: on what ground, and what became of the measures."""
    ground = CANCEL_GROUNDS.get(str(context.asked("ground") or ""), "")
    ended = [measure.label for measure in measures_of(context.situation) if measure.ended is not None]
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "what": "撤销立案" if context.act.kind == "filing_cancelled" else "终止调查",
        "facts": facts_text(context),
        "reason": f"{ground}。{said(context.asked('reason'))}",
        "measures": f"{'、'.join(ended)}已经解除。" if ended else "没有采取强制措施。",
        "agency_head_opinion": f"同意。{context.leader.name if context.leader else ''}",
    }


def recusal_decision(context: PaperContext) -> Data:
    """回避申请及决定书 (APL:43): who asked about whom, why, and what was decided."""
    answered = {each.decided.uid: each for each in requests_of(context.situation) if each.decided is not None}
    request = answered[context.act.uid]
    asked = request.asked.payload
    by_party = asked.get("raised_by") != "self"
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "applicant": "当事人或者其代理人" if by_party else f"{request.name}（本人）",
        "person": request.name,
        "post": POSTS.get(request.post, request.post),
        "asked_on": day_of(request.asked.occurred_at),
        "reason": f"{GROUNDS.get(str(asked.get('ground')), '')}。{said(asked.get('reason'))}",
        "decision": f"{'决定回避' if request.granted else '驳回申请'}：{said(context.asked('reason'))}",
        "earlier_acts": _earlier(context) if request.granted else "",
        "decided_by": _decided_by(context),
        "decided_on": context.on,
    }


def _earlier(context: PaperContext) -> str:
    return "此前的行为有效。" if context.asked("earlier_acts_stand") is True else "此前的行为由其他人员重新进行。"


def _decided_by(context: PaperContext) -> str:
    if context.asked("superior"):
        return f"由上一级部门决定：{context.asked('superior')}"
    attendees = context.asked("attendees") or ()
    return f"负责人集体讨论决定：{'、'.join(attendees)}" if attendees else "由行政机关负责人决定"
