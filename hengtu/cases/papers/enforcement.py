"""Enforcing: 催告书, 执行公告, 强制执行决定书, 代履行决定书, 中止（终结、恢复）通知书, 强制执行申请书, 协议书."""

from __future__ import annotations

from datetime import date, datetime, time

from hengtu.cases.papers.blocks import case_head, party_block, party_line, place_of
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.execution import decision_number
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, conduct_text, violation_names
from hengtu.cases.papers.wording import money, penalties_in_words, said, yuan
from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import day_of
from hengtu.law.procedure.guards.enforcement import (
    CLEARED_PLACES,
    ENDING_GROUNDS,
    OWN_POWERS,
    RESUMING_GROUNDS,
    SUBSTITUTE_HARMS,
    SUSPENSION_GROUNDS,
)
from hengtu.law.procedure.settlement import Settlement, additional_fine_of, settle
from hengtu.law.procedure.situation import CIVIL_TIME, service_day
from hengtu.lib.dates_zh import day_zh

MORNING = time(9, 0)
OWN = "本机关"
NEXT_STEPS = {"court": "申请法院强制执行", "own": "其他强制执行", "substitute": "代履行"}
MODES = {
    "enforcement_suspended": "中止",
    "enforcement_ended": "终结",
    "cause_gone": "中止情形消失恢复",
    "agreement_broken": "不履行执行协议恢复",
}
GROUNDS = {**SUSPENSION_GROUNDS, **ENDING_GROUNDS, **RESUMING_GROUNDS}


def reminder(context: PaperContext) -> Data:
    """催告书 (ACL:35): limit, manner, the exact sum, and the right to state and to defend."""
    purpose = str(context.asked("purpose") or "")
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        **_original(context, substitute=purpose == "substitute"),
        "obligation": said(context.asked("obligation")) or _sum_in_words(context),
        "due_on": context.asked("due_on"),
        "manner": said(context.asked("manner")),
        "other": _additional_in_words(context) if purpose != "substitute" else "",
        "threatened": _threatened(context, purpose),
        "right_statement": context.asked("right_told") is True,
    }


def _threatened(context: PaperContext, purpose: str) -> list[str]:
    fine = _settled(context).fine_yuan > 0 and purpose != "substitute"
    return [*(["加处罚款"] if fine else []), NEXT_STEPS.get(purpose, "其他强制执行")]


def _additional_in_words(context: PaperContext) -> str:
    """How the additional fine came about, span by span, so that the party can check it."""
    answer = additional_fine_of(context.share, context.on)
    return "".join(answer.sentences) if answer.amount_yuan else ""


def _sum_in_words(context: PaperContext) -> str:
    """Say what is owed part by part and together, as of the day of the paper."""
    owed = _settled(context)
    parts = (
        ("罚款", owed.fine_yuan),
        ("没收的违法所得", owed.confiscate_yuan),
        ("加处罚款", owed.additional_fine_yuan),
    )
    named = "、".join(f"{zh}{money(amount)}" for zh, amount in parts if amount)
    paid = f"，已缴纳{money(owed.paid_yuan)}" if owed.paid_yuan else ""
    return f"缴纳{named}{paid}，尚应缴纳{money(owed.outstanding_yuan)}"


def announcement(context: PaperContext) -> Data:
    """执行公告 (ACL:44)."""
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        **_original(context, substitute=True),
        "due_on": context.asked("due_on"),
    }


def enforcement_decision(context: PaperContext) -> Data:
    """行政强制执行决定书 (ACL:37): by which power of a statute, how and when."""
    power = OWN_POWERS[str(context.asked("power"))]
    hiding = context.asked("ground") == "hiding"
    return {
        **case_head(context),
        **party_block(context),
        **_original(context, substitute=power.pulls_down),
        "ground": "催告期间有转移隐匿财物迹象立即执行" if hiding else "经催告逾期不履行且无正当理由",
        "legal_basis": f"{cite_in_full('ACL:37')}、{cite_in_full(power.basis)}",
        "execute_at": _morning_of(str(context.asked("execute_on"))),
        "manner": said(context.asked("manner")) or power.zh,
    }


def substitute_decision(context: PaperContext) -> Data:
    """代履行决定书 after a reminder in vain (ACL:50, ACL:51)."""
    original = _original(context, substitute=True)
    harm = SUBSTITUTE_HARMS[str(context.asked("harm"))]
    return {
        **_substitute(context),
        "facts": f"{conduct_text(context)}不履行义务的后果{harm}。",
        "mode": "经催告不履行的代履行",
        "decision_ref": f"{original['decision_ref']}，{original['decided_what']}",
        "when_how": f"{_day(context.asked('perform_on'))}，由代履行人实施，本机关派员到场监督",
        "budget": yuan(float(context.asked("budget_yuan") or 0)),
    }


def immediate_decision(context: PaperContext) -> Data:
    """代履行决定书 for what must be cleared at once (ACL:52)."""
    place = CLEARED_PLACES[str(context.asked("place_kind"))]
    return {
        **_substitute(context),
        "facts": f"{place}上有需要立即清除的{said(context.asked('subject'))}。{said(context.asked('why_at_once'))}",
        "mode": "立即代履行",
        "when_how": f"{day_zh(context.on)}，立即清除",
        "budget": yuan(float(context.asked("cost_yuan") or 0)),
    }


def _day(iso: object) -> str:
    return day_zh(date.fromisoformat(str(iso)))


def _substitute(context: PaperContext) -> Data:
    performer = str(context.asked("performer") or OWN)
    return {
        **case_head(context),
        **party_block(context),
        "performer": OWN if performer == OWN else "第三人",
        "performer_name": None if performer == OWN else performer,
        "subject": said(context.asked("subject")),
    }


def clear_notice(context: PaperContext) -> Data:
    """立即代履行事后通知书 (ACL:52): to a party that was not there."""
    cost = context.asked("cost_yuan")
    return {
        **case_head(context),
        **party_line(context),
        "cleared_at": context.at,
        "place": place_of(context) or CLEARED_PLACES[str(context.asked("place_kind"))],
        "subject": said(context.asked("subject")),
        "why_at_once": said(context.asked("why_at_once")),
        "cost": yuan(float(cost)) if cost else None,
        "told": said(context.asked("told_afterwards")),
    }


def party_was_absent(context: PaperContext) -> bool:
    return context.asked("party_absent") is True


def suspension(context: PaperContext) -> Data:
    """中止（终结、恢复）行政强制执行通知书 (ACL:39, ACL:40, ACL:42p2)."""
    kind, ground = context.act.kind, str(context.asked("ground"))
    base = context.share.last("enforcement_decided", "substitute_decided", "decision_served", "spot_decided")
    paper = context.paper("f20_enforcement_decision", "f21_substitute_decision")
    return {
        **case_head(context),
        **party_line(context),
        **cause_block(context),
        "decided_on": day_of(base.occurred_at) if base else context.on,
        "decision_ref": paper.number if paper else decision_number(context),
        "mode": MODES.get(kind) or MODES[ground],
        "reason": f"{GROUNDS[ground]}：{said(context.asked('reason'))}",
        "effective_on": context.on,
    }


def court_application(context: PaperContext) -> Data:
    """强制执行申请书 (ACL:55): request, facts, decision and reminder with their days of service."""
    owed, reminded = _settled(context), _served(context, "reminder_served")
    additional = f"加处罚款{money(owed.additional_fine_yuan)}，" if owed.additional_fine_yuan else ""
    return {
        **case_head(context),
        **party_block(context),
        **cause_block(context),
        "court": said(context.asked("court")),
        "applicant": context.legal_subject.name,
        "request": f"强制执行{penalties_in_words(context.decided, violation_names(context), parties=False)}，"
        f"{additional}尚应执行{money(owed.outstanding_yuan)}。",
        "facts_reasons": f"{conduct_text(context)}当事人在法定期限内没有申请行政复议或者提起行政诉讼，"
        f"又不履行处罚决定，经催告仍不履行。依据{cite_in_full('ACL:53')}、{cite_in_full('ACL:54')}申请强制执行。",
        "decision_ref": f"{decision_number(context)}，{_served(context, 'decision_served', 'spot_decided')}",
        "reminder_ref": f"{_reminder_number(context)}，{reminded}" if reminded else "",
        "party_opinion": said(context.asked("party_opinion")),
        "assets": said(context.asked("assets")),
        "late_reason": said(context.asked("good_reason")),
    }


def agreement(context: PaperContext) -> Data:
    """行政强制执行协议书 (ACL:42)."""
    parts = context.asked("instalments") or ()
    plan = "；".join(
        f"{day_zh(date.fromisoformat(part['due_on']))}前缴纳{money(float(part['amount_yuan']))}" for part in parts
    )
    reduce = float(context.asked("reduce_yuan") or 0)
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "decision_ref": decision_number(context),
        "terms": said(context.asked("terms")),
        "plan": f"{plan}。" if plan else "",
        "reduction": f"{said(context.asked('remedial'))}，减免加处罚款{money(reduce)}。" if reduce else "",
        "if_broken": f"当事人不履行本协议的，本机关依据{cite_in_full('ACL:42p2')}恢复强制执行。",
    }


def _original(context: PaperContext, *, substitute: bool) -> Data:
    """The decision that is enforced: the penalty, or the order to correct where something is to be restored."""
    ordered = context.situation.last("correction_ordered")
    if substitute and ordered is not None:
        paper = context.paper("f16_correct_order")
        return {
            "decided_on": day_of(ordered.occurred_at),
            "decided_what": said(ordered.payload.get("order")),
            "decision_ref": paper.number if paper else context.case_number,
        }
    decided = _decision(context)
    return {
        "decided_on": day_of(decided.occurred_at),
        "decided_what": penalties_in_words(context.decided, violation_names(context), parties=False),
        "decision_ref": decision_number(context),
    }


def _decision(context: PaperContext) -> LegalAct:
    return context.situation.decision or context.act


def _served(context: PaperContext, *kinds: str) -> str:
    act = context.share.last(*kinds)
    return f"{day_zh(service_day(act))}送达" if act else ""


def _reminder_number(context: PaperContext) -> str:
    paper = context.paper("f19_reminder")
    return paper.number if paper else context.case_number


def _morning_of(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), MORNING, CIVIL_TIME)


def _settled(context: PaperContext) -> Settlement:
    return settle(context.share, context.on)
