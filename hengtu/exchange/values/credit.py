"""What the credit record of a decision says of its repair: the application that was proved last, and the answer."""

from __future__ import annotations

from datetime import date

from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import value
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import day_of
from hengtu.law.procedure.credit_repair import ANSWERS, Repair, Standing, repaired_on, repairs_of

PROVED = frozenset({Standing.WITH_PLATFORM, Standing.REPAIRED, Standing.REFUSED})
CHECK, APPLICATION, ANSWER = "act:credit_repair_checked", "act:credit_repair_applied", "act:credit_repair_answered"


def _proved(source: Source) -> Repair | None:
    """The latest application with its proof; before that there is nothing to hand over."""
    found = [each for each in repairs_of(source.situation) if each.standing in PROVED]
    return found[-1] if found else None


@value("decision.repair_applied_on", "申请信用修复日期", mend=APPLICATION)
def repair_applied_on(source: Source, _: LegalAct) -> date | None:
    repair = _proved(source)
    return day_of(repair.applied.occurred_at) if repair else None


@value("decision.repair_promise", "信用承诺", mend=APPLICATION)
def repair_promise(source: Source, _: LegalAct) -> str:
    repair = _proved(source)
    return str(repair.applied.payload.get("promise") or "") if repair else ""


@value("decision.repair_proof_no", "履行情况证明文号", mend=CHECK)
def repair_proof_no(source: Source, _: LegalAct) -> str:
    repair = _proved(source)
    paper = source.document_of(repair.checked.uid, "x_performance_proof") if repair and repair.checked else None
    return paper.number if paper else ""


@value("decision.repair_found", "履行和改正情况", mend=CHECK)
def repair_found(source: Source, _: LegalAct) -> str:
    repair = _proved(source)
    return str(repair.checked.payload.get("found") or "") if repair and repair.checked else ""


@value("decision.repair_answer", "信用平台答复", mend=ANSWER)
def repair_answer(source: Source, _: LegalAct) -> str:
    repair = _proved(source)
    return ANSWERS.get(str(repair.answered.payload.get("result")), "") if repair and repair.answered else ""


@value("decision.repaired_on", "信用修复日期", mend=ANSWER)
def decision_repaired_on(source: Source, _: LegalAct) -> date | None:
    """The day from which the record of every punished party counts as repaired; None while one is left."""
    case = source.situation.case
    parties = {matter.party.id for matter in case.matters if matter.id in source.situation.decided} if case else set()
    days = [repaired_on(source.situation, party) for party in parties]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None
