"""Paying later: application, answer, and one notice per instalment (APL:66p2)."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block
from hengtu.cases.papers.wording import said, yuan
from hengtu.law.procedure.settlement import settle
from hengtu.law.procedure.situation import service_day

DECISIONS = ("f15_penalty_decision", "f14_spot_decision")


def defer_application(context: PaperContext) -> Data:
    """延期（分期）缴纳罚款申请书: the party's words, taken down."""
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "decision_ref": decision_number(context),
        "fine": yuan(_fine(context)),
        "reason": said(context.asked("reason")),
        "wanted": said(context.asked("wanted")),
        "proof": said(context.asked("proof")),
        "applied_on": context.on,
    }


def defer_refusal(context: PaperContext) -> Data:
    """The answer 不同意, with its reasons; the term of the decision stands."""
    return {
        **_notice(context),
        "outcome": "不同意",
        "outstanding": yuan(settle(context.share, context.on).outstanding_yuan),
        "refusal_reason": said(context.asked("reason")),
    }


def defer_notice(context: PaperContext) -> Data:
    """One notice per instalment, as the form holds one; a single later day is a deferral."""
    parts = context.asked("instalments")
    part = parts[context.instalment - 1]
    deferred = len(parts) == 1
    amount = float(part["amount_yuan"])
    later = sum(float(entry["amount_yuan"]) for entry in parts[context.instalment :])
    return {
        **_notice(context),
        "outcome": "同意延期" if deferred else "同意分期",
        "deferred_until": part["due_on"] if deferred else None,
        "instalment_no": None if deferred else context.instalment,
        "instalment_due": None if deferred else part["due_on"],
        "instalment_amount": None if deferred else yuan(amount),
        "outstanding": yuan(amount + later),
    }


def _notice(context: PaperContext) -> Data:
    served = context.share.last("decision_served", "spot_decided") or context.act
    return {
        **case_head(context),
        **party_line(context),
        "served_on": service_day(served),
        "decision_ref": decision_number(context),
        "fine": yuan(_fine(context)),
    }


def decision_number(context: PaperContext) -> str:
    """The number of the decision that stands; that of the case where no paper was drawn."""
    paper = context.paper(*DECISIONS)
    return paper.number if paper else context.case_number


def _fine(context: PaperContext) -> float:
    return sum(penalty.amount_yuan for _, penalty in context.decided)
