"""Values of the decision and of what became of it: publication, reconsideration, litigation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hengtu.cases.history import legal_history
from hengtu.exchange.source import Source
from hengtu.exchange.values.money import cents
from hengtu.exchange.values.people import matter_penalty_basis
from hengtu.exchange.values.procedure import words_of
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.acts import LegalAct
from hengtu.law.disclosure.checking import Examined, age_on, is_minor
from hengtu.law.disclosure.contents import DECISION
from hengtu.law.procedure import day_of
from hengtu.law.procedure.contests import LAWSUIT, Contest, contests_of
from hengtu.law.procedure.matters import CaseParty, Matter
from hengtu.law.procedure.outcomes import outcome_of
from hengtu.law.procedure.remedies import SERVED
from hengtu.law.procedure.situation import service_day, withholds_all
from hengtu.lib.id_numbers import BadIdNumber, parse_id_number
from hengtu.lib.person_names import mask_person
from hengtu.subjects.models import IdDocument

DECISION_FORMS = ("f15_penalty_decision", "f14_spot_decision", "x_no_penalty_decision")
NATURAL = "natural_person"
TAKES_BACK = frozenset({"revoked", "unlawful", "void"})


@grain("decision")
def decisions(source: Source) -> Iterable[Item]:
    """One record for the decision that stands: a penalty, or none; what was revoked has no record any more."""
    act = source.situation.decision
    if act is not None:
        issued = source.situation.all("decision_issued", *SERVED, "decision_published")
        yield Item("", act, tuple(dict.fromkeys((act.uid, *(each.uid for each in issued)))))


@grain("remedy")
def remedies(source: Source) -> Iterable[Item]:
    """One record per reconsideration and lawsuit, as the law tells them apart."""
    for contest in contests_of(legal_history(source.acts)):
        yield Item(contest.id, contest, tuple(act.uid for act in contest.acts))


@condition("decided", of="decision")
def decided(_: Source, act: LegalAct) -> bool:
    """There is a decision: a penalty or the decision not to punish."""
    return act.kind != "not_established"


@condition("punishes", of="decision")
def punishes(source: Source, _: Any) -> bool:
    """The decision that stands imposes a penalty."""
    return any(penalty.punishes for penalty in source.situation.decided.values())


@condition("for_credit", of="decision")
def for_credit(source: Source, act: LegalAct) -> bool:
    """A penalty that is shown to the public: not one that was discredited, withheld, or imposed on a minor."""
    return punishes(source, act) and not why_not_public(source)


def why_not_public(source: Source) -> str:
    """Return why a decision is not handed to the public in words, empty where it is.

    Source: APL:48p2 for what was discredited, APL:50, GIR:14 and GIR:15 for what is withheld
    """
    situation = source.situation
    if any(outcome_of(act) in TAKES_BACK for act in situation.acts):
        return "决定被撤销、确认违法或者确认无效"
    withheld = [act for act in situation.acts if withholds_all(act, DECISION)]
    if withheld and not situation.after(withheld[-1], "decision_published"):
        return "决定不予公开"
    return "当事人行为时不满十八周岁" if any(_is_minor(source, matter) for matter in _matters(source)) else ""


def _matters(source: Source) -> tuple[Matter, ...]:
    return source.situation.case.matters if source.situation.case else ()


def _is_minor(source: Source, matter: Matter) -> bool:
    """Under eighteen by the day of birth in the register, by the fact of the case, or by the ground of the decision."""
    age, decision = _age(source, matter), source.situation.decision
    ground = decision is not None and decision.payload.get("ground") == "under_14"
    return is_minor(Examined(matter.party.kind == NATURAL, age, "", is_juvenile_ground=ground))


def _age(source: Source, matter: Matter) -> int | None:
    stated, row = matter.facts.get("age"), source.parties.get(matter.party.id)
    if isinstance(stated, int):
        return stated
    if row is None or not row.id_number or row.id_document not in ("", IdDocument.RESIDENT_ID):
        return None
    try:
        born_on = parse_id_number(row.id_number, on=matter.violation_on).born_on
    except BadIdNumber:  # said by its own check; nothing follows about the age
        return None
    return age_on(born_on, matter.violation_on)


@value("decision.number", "决定书文号", mend="act:decision_issued")
def decision_number(source: Source, act: LegalAct) -> str:
    """The number of the paper, from the register of papers."""
    issued = source.situation.last("decision_issued")
    for uid in (issued.uid if issued else "", act.uid):
        paper = source.document_of(uid, *DECISION_FORMS)
        if paper is not None:
            return paper.number
    return ""


@value("decision.on", "决定日期", mend="act:decided")
def decision_on(_: Source, act: LegalAct) -> date:
    return day_of(act.occurred_at)


@value("decision.at", "决定时间", mend="act:decided")
def decision_at(_: Source, act: LegalAct) -> datetime:
    return act.occurred_at


@value("decision.kinds", "处罚种类", mend="act:decided")
def decision_kinds(source: Source, _: LegalAct) -> list[str]:
    kinds = sorted({kind for penalty in source.situation.decided.values() for kind in penalty.kinds})
    return kinds or ["none"]


@value("decision.words", "处理内容", mend="act:decided")
def decision_words(source: Source, _: LegalAct) -> str:
    return words_of(source.situation.decided.values())


@value("decision.fine", "罚款金额（元）", mend="act:decided")
def decision_fine(source: Source, _: LegalAct) -> Decimal:
    return cents(sum(penalty.amount_yuan for penalty in source.situation.decided.values()))


@value("decision.confiscated", "没收金额（元）", mend="act:decided")
def decision_confiscated(source: Source, _: LegalAct) -> Decimal:
    return cents(sum(penalty.confiscate_yuan for penalty in source.situation.decided.values()))


@value("decision.reason", "裁量理由", mend="act:decided")
def decision_reason(_: Source, act: LegalAct) -> str:
    return str(act.payload.get("reason_zh") or act.payload.get("reason") or "")


@value("decision.served_on", "送达生效日", mend="services")
def decision_served_on(source: Source, _: LegalAct) -> date | None:
    served = source.situation.last(*SERVED)
    return service_day(served) if served else None


@value("decision.published_on", "公开日期", mend="act:decision_published")
def decision_published_on(source: Source, _: LegalAct) -> date | None:
    published = source.situation.last("decision_published")
    return day_of(published.occurred_at) if published else None


@value("decision.rights", "救济途径")
def decision_rights(source: Source, _: LegalAct) -> str:
    """Where the party may turn, as the agency's letterhead has it."""
    subject = source.agency.legal_subject
    return "；".join(each for each in (subject.reconsideration_body, subject.court) if each)


@value("decision.approved_by", "作出决定的负责人", owner="负责人", mend="act:decided")
def decision_approved_by(_: Source, act: LegalAct) -> list[str]:
    return [actor.name for actor in act.by if actor.name]


@value("remedy.kind", "救济种类")
def remedy_kind(_: Source, contest: Contest) -> str:
    return "LAWSUIT" if contest.kind == LAWSUIT else "RECONSIDERATION"


@value("remedy.id", "救济标识")
def remedy_id(_: Source, contest: Contest) -> str:
    return contest.id


@value("remedy.authority", "复议机关或者人民法院", mend="act:reconsideration_received")
def remedy_authority(_: Source, contest: Contest) -> str:
    return contest.body


@value("remedy.began_on", "申请或者收到日期")
def remedy_began_on(_: Source, contest: Contest) -> date:
    return contest.applied_on


@value("remedy.ended_on", "结果日期")
def remedy_ended_on(_: Source, contest: Contest) -> date | None:
    """Once the outcome is in force: a judgment that can still be appealed is no result."""
    return contest.ended_on


@value("remedy.result", "结果")
def remedy_result(_: Source, contest: Contest) -> str:
    return contest.outcome_zh


def _parties(source: Source) -> tuple[CaseParty, ...]:
    """The parties the decision punishes; all of the case where it does not say."""
    case = source.situation.case
    if case is None:
        return ()
    punished = {key for key, penalty in source.situation.decided.items() if penalty.punishes}
    found = {matter.party.id: matter.party for matter in case.matters if matter.id in punished}
    return tuple(found.values()) or case.parties


@condition("party_is_organisation", of="decision")
def party_is_organisation(source: Source, _: LegalAct) -> bool:
    """None of those punished is a natural person, so each has a credit code."""
    return all(party.kind != NATURAL for party in _parties(source))


@value("decision.party_names", "行政相对人", mend="party")
def decision_party_names(source: Source, _: LegalAct) -> str:
    """Those the decision punishes; the name of a natural person is masked, since the public reads it."""
    return "；".join(mask_person(party.name) if party.kind == NATURAL else party.name for party in _parties(source))


@value("decision.party_kinds", "相对人类别", mend="party")
def decision_party_kinds(source: Source, _: LegalAct) -> list[str]:
    return [party.kind for party in _parties(source)]


@value("decision.credit_codes", "统一社会信用代码", mend="party")
def decision_credit_codes(source: Source, _: LegalAct) -> list[str]:
    rows = [source.parties.get(party.id) for party in _parties(source)]
    return [row.credit_code for row in rows if row is not None and row.credit_code]


@value("decision.basis", "处罚依据")
def decision_basis(source: Source, _: LegalAct) -> str:
    """The provisions of every item punished, in words."""
    case = source.situation.case
    found = [matter_penalty_basis(source, matter) for matter in (case.matters if case else ())]
    return "；".join(dict.fromkeys(each for each in found if each))
