"""Filing and closing: 立案登记表, 结案报告, 案卷封面, 卷内目录."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, names_of_parties, party_block, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.history_words import correction_in_words, execution_in_words, outcome_in_words
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block, facts_text, violated_text
from hengtu.law.archive.retention import proposed_period
from hengtu.law.citations import cite_in_full
from hengtu.law.procedure import day_of
from hengtu.law.procedure.closing_kinds import CLOSING_KINDS, implied_closing
from hengtu.law.procedure.outcomes import UNDOING, outcome_of

SOURCES = {
    "report": "举报经核实",
    "complaint": "举报经核实",
    "superior": "上级机关交办",
    "subordinate": "下级机关报请",
    "transfer": "有关部门移送",
    "assistance": "其他途径",
    "other": "其他途径",
}
FOUND_BY_OFFICERS = "行政检查发现"


def filing_register(context: PaperContext) -> Data:
    """立案登记表 (APL:54p2): from the lead, approved by the head who files."""
    found = context.situation.last("lead_registered", "identity_shown")
    source = str(found.payload.get("source", "")) if found else ""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "source": SOURCES.get(source, FOUND_BY_OFFICERS),
        "source_body": found.payload.get("source_body", "") if found else "",
        "accepted_at": found.occurred_at if found else context.at,
        "party_sex": context.party_data.sex,
        "party_age": context.party_data.age_on(context.on),
        "facts_summary": facts_text(context),
        "filing_basis": (
            f"当事人涉嫌违反{violated_text(context)}，符合立案条件，依据{cite_in_full('APL:54p2')}的规定立案调查。"
        ),
        "agency_head_opinion": _agreed(context, "同意立案"),
        "remark": _other_parties(context),
    }


def closing_report(context: PaperContext) -> Data:
    """结案报告: what was decided, how it was carried out, why the case ends."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_block(context),
        "outcome": outcome_in_words(context),
        "execution": f"{execution_in_words(context)}{correction_in_words(context)}",
        "close_reason": _close_reason(context),
        "agency_head_opinion": _agreed(context, "同意结案"),
    }


def file_cover(context: PaperContext) -> Data:
    """案卷封面."""
    filed = context.situation.last("case_filed", "spot_decided", "not_filed", "lead_registered", "identity_shown")
    closed = context.situation.last("case_closed", "spot_case_closed", "not_filed")
    on_the_spot = context.situation.has("spot_decided")
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "outcome": outcome_in_words(context) or _without_decision(context),
        "procedure": "简易程序" if on_the_spot else "普通程序",
        "filed_on": day_of(filed.occurred_at) if filed else context.on,
        "closed_on": day_of(closed.occurred_at) if closed else context.on,
        "archived_on": context.on if context.situation.has("archived") else None,
        "retention": str(context.asked("retention") or _proposed(context)),
        "handlers": "、".join(person.name for person in context.handlers),
    }


def _without_decision(context: PaperContext) -> str:
    """What a cover says where no decision stands: it was taken away, or there was none."""
    fallen = any(outcome_of(act) in UNDOING for act in context.situation.acts)
    return "处理决定已经撤销" if fallen else "没有作出处理决定"


def _proposed(context: PaperContext) -> str:
    place = str(context.agency.legal_subject.division_code)
    return proposed_period(context.situation, place, context.on).period.zh


def _agreed(context: PaperContext, words: str) -> str:
    return f"{words}。{context.leader.name}" if context.leader else f"{words}。"


def _close_reason(context: PaperContext) -> str:
    """The code of the way of closing: as stated, else as it follows from the case."""
    named = str(context.asked("closing") or "")
    if named in CLOSING_KINDS:
        return CLOSING_KINDS[named].code
    return CLOSING_KINDS[implied_closing(context.situation)].code


def _other_parties(context: PaperContext) -> str:
    return f"本案当事人：{names_of_parties(context)}。" if len(context.case.parties) > 1 else ""
