"""Inside the agency: 案件调查报告, 法制审核意见书, 集体讨论记录, 处罚决定审批表."""

from __future__ import annotations

from hengtu.cases.papers.blocks import (
    case_head,
    handlers_in_words,
    moment_block,
    names_of_parties,
    party_block,
)
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import answered_in_words, gates_in_words
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import (
    cause_block,
    discretion_text,
    evidence,
    facts_and_evidence,
    facts_text,
    penalty_provisions_text,
    violated_text,
    violation_names,
)
from hengtu.cases.papers.wording import numbered, penalties_in_words, said, tidy
from hengtu.law.acts import LegalAct

OPINIONS = {"pass": "同意", "change": "补充证据或者改正后再送审", "refuse": "不同意"}
CHECKS = (
    "subject_lawful",
    "officers_qualified",
    "procedure_lawful",
    "facts_clear",
    "law_correct",
    "discretion_proper",
    "within_powers",
    "documents_proper",
    "rights_protected",
)
POSTS = {
    "chief_head": "正职负责人",
    "agency_head": "执法部门负责人",
    "deputy_head": "执法部门副职负责人",
    "handling_unit_head": "经办机构负责人",
    "legal_reviewer": "法制审核人员",
    "officer": "执法人员",
}


def investigation_report(context: PaperContext) -> Data:
    """案件调查报告: what was done, found and proved, and what the handlers propose."""
    crime = said(_last_entry(context, "crime_check"))
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "investigators": handlers_in_words(context),
        "facts": facts_text(context) + (f"\n涉嫌犯罪核查：{crime}。" if crime else ""),
        "evidence": [
            (str(number), proof.name, proof.purpose) for number, proof in enumerate(evidence(context), start=1)
        ],
        "conclusion": (
            f"当事人的行为违反了{violated_text(context)}的规定，建议依据{penalty_provisions_text(context)}处理。"
            f"{discretion_text(context)}"
        ),
    }


def legal_review(context: PaperContext) -> Data:
    """法制审核意见书 (APL:58). A passed review answers every question with yes; else only the reviewer's answers."""
    opinion = str(context.asked("opinion") or "")
    unanswered = {"pass": "是", "": ""}.get(opinion, "不适用")
    answers = context.asked("checks") or {}
    return {
        **case_head(context),
        **cause_block(context),
        "handlers": handlers_in_words(context),
        "proposed": _proposed(context),
        **{check: str(answers.get(check) or unanswered) for check in CHECKS},
        "crime_suspected": str(answers.get("crime_suspected") or ("否" if opinion else "")),
        "opinion": OPINIONS.get(opinion, "补充证据或者改正后再送审") if opinion else "",
        "reason": numbered(context.asked("points") or ()) if context.asked("points") else "",
        "reviewed_on": context.on,
    }


def collective_record(context: PaperContext) -> Data:
    """重大案件集体讨论记录 (APL:57p2). A handler reports and another records, unless the act names others."""
    host = context.leader.name if context.leader else context.act.by[0].name
    return {
        **case_head(context),
        "cause": f"{names_of_parties(context)}{cause_block(context)['cause']}案",
        "period": moment_block(context),
        "place": str(context.asked("place") or context.legal_subject.name),
        "host": host,
        "reporter": str(context.asked("reporter") or context.handlers[0].name),
        "recorder": str(context.asked("recorder") or context.handlers[1].name),
        "attendees": [(actor.name, _post(actor.roles)) for actor in context.act.by],
        "record": str(context.asked("record") or _presented(context)),
        "conclusion": said(context.asked("conclusion")),
    }


def _presented(context: PaperContext) -> str:
    """What the handler put before the meeting."""
    return (
        f"承办人汇报案情、证据和处理意见：{facts_text(context)}\n"
        f"拟处理意见：{_proposed(context)}。\n{answered_in_words(context)}"
    )


def penalty_approval(context: PaperContext) -> Data:
    """行政处罚决定审批表 (APL:57p1): from the handlers' proposal to the head's decision."""
    reason = tidy(str(context.asked("reason_zh") or ""))
    decided = penalties_in_words(context.decided, violation_names(context), parties=len(context.case.parties) > 1)
    leader = f"（{context.leader.name}）" if context.leader else ""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "facts": f"{facts_and_evidence(context)}\n{answered_in_words(context)}",
        "handlers_opinion": f"建议：{_proposed(context)}。{discretion_text(context)}",
        "legal_opinion": gates_in_words(context),
        "agency_head_opinion": f"同意，决定：{decided}。{reason + '。' if reason else ''}{leader}" if decided else "",
    }


def _proposed(context: PaperContext) -> str:
    act = context.situation.last("notice_served", "report_approved")
    named = context.penalties("proposed", act) if act else ()
    return penalties_in_words(named, violation_names(context), parties=len(context.case.parties) > 1) or "见调查报告"


def _last_entry(context: PaperContext, key: str) -> str:
    acts: list[LegalAct] = [act for act in context.situation.acts if act.payload.get(key)]
    return str(acts[-1].payload[key]) if acts else ""


def _post(roles: frozenset[str]) -> str:
    return next((post for role, post in POSTS.items() if role in roles), "出席人员")
