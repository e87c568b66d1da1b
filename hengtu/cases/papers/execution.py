"""Paying later: 分期（延期）缴纳罚款通知书 (APL:66p2)."""

from __future__ import annotations

from hengtu.cases.papers.blocks import case_head, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.wording import yuan
from hengtu.law.procedure.situation import service_day

DECISIONS = ("f15_penalty_decision", "f14_spot_decision")


def defer_notice(context: PaperContext) -> Data:
    """One notice per instalment, as the form holds one; a single later day is a deferral."""
    parts = context.asked("instalments")
    part = parts[context.instalment - 1]
    deferred = len(parts) == 1
    served = context.situation.last("decision_served", "spot_decided") or context.act
    paper = context.paper(*DECISIONS)
    amount = float(part["amount_yuan"])
    later = sum(float(entry["amount_yuan"]) for entry in parts[context.instalment :])
    return {
        **case_head(context),
        **party_line(context),
        "served_on": service_day(served),
        "decision_ref": paper.number if paper else context.case_number,
        "fine": yuan(sum(penalty.amount_yuan for _, penalty in context.decided)),
        "outcome": "同意延期" if deferred else "同意分期",
        "deferred_until": part["due_on"] if deferred else None,
        "instalment_no": None if deferred else context.instalment,
        "instalment_due": None if deferred else part["due_on"],
        "instalment_amount": None if deferred else yuan(amount),
        "outstanding": yuan(amount + later),
    }
