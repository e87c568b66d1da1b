"""行政处罚决定履行情况证明: only what the acts show, no article and no term on repair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hengtu.cases.papers.blocks import case_head, party_line
from hengtu.cases.papers.context import PaperContext
from hengtu.cases.papers.execution import decision_number
from hengtu.cases.papers.paper import Data
from hengtu.cases.papers.substance import cause_block
from hengtu.law.procedure.corrections import Standing as Corrected
from hengtu.law.procedure.corrections import correction_of
from hengtu.law.procedure.credit_repair import PROVED, Repair, repairs_of
from hengtu.law.procedure.settlement import PAYMENTS, paid_by
from hengtu.law.procedure.shares import share_of
from hengtu.law.procedure.situation import day_of
from hengtu.lib.dates_zh import day_zh


def performance_proof(context: PaperContext) -> Data:
    """What was decided, paid, corrected, published and promised, each with its day."""
    repair, published = _repair(context), context.situation.last("decision_published")
    decision = context.situation.decision
    assert decision is not None  # the guards of the act asked for both
    assert published is not None
    return {
        **case_head(context),
        **cause_block(context),
        **party_line(context),
        "decision_ref": decision_number(context),
        "decided_on": day_of(decision.occurred_at),
        "performed": "；".join(_paid(context, repair.party)) or "没有要缴的款项",
        "corrected": _corrected(context),
        "published_on": day_of(published.occurred_at),
        "promised_on": day_of(repair.applied.occurred_at),
    }


def proved(context: PaperContext) -> bool:
    """Whether the check found everything in order: only then something is proved."""
    return bool(context.asked("result") == PROVED)


def to_the_applicant(context: PaperContext) -> Iterable[PaperContext]:
    """One paper, for the party whose record it is."""
    return (replace(context, focus=_repair(context).party),)


def _repair(context: PaperContext) -> Repair:
    """The application that this very act answers."""
    found = [each for each in repairs_of(context.situation) if each.checked and each.checked.uid == context.act.uid]
    return found[0]


def _paid(context: PaperContext, party: str) -> Iterable[str]:
    """What this party paid; nobody else's payments stand on its paper."""
    for act in share_of(context.situation, party).all(*PAYMENTS):
        yield f"{day_zh(day_of(act.occurred_at))}缴款{paid_by(act):g}元"


def _corrected(context: PaperContext) -> str:
    standing = correction_of(context.situation).standing
    return "没有责令改正的事项" if standing is Corrected.NOTHING else standing.zh
