"""Values of the parties and of what each is said to have done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from hengtu.exchange.source import Source
from hengtu.exchange.values.registry import Item, condition, grain, value
from hengtu.law.errors import LawError
from hengtu.law.fact_words import fact_phrases
from hengtu.law.procedure.matters import CaseParty, Matter
from hengtu.law.procedure.situation import FINDING
from hengtu.law.violations import Violation, violation
from hengtu.subjects.models import Party

PARTY_SHEET = "party"


@grain("party")
def parties(source: Source) -> Iterable[Item]:
    """One record per party of the case."""
    case = source.situation.case
    for party in case.parties if case else ():
        yield Item(party.id, party, (str(source.acts[0].uid),))


@grain("matter")
def matters(source: Source) -> Iterable[Item]:
    """One record per violation by one party."""
    case = source.situation.case
    found = tuple(act.uid for act in source.situation.all(*FINDING))
    for matter in case.matters if case else ():
        yield Item(matter.id, matter, (str(source.acts[0].uid), *found))


def registered(source: Source, party: CaseParty) -> Party | None:
    """Return the entry of a party in the register, where there is one."""
    return source.parties.get(party.id)


@condition("natural_person", of="party")
def natural_person(_: Source, party: CaseParty) -> bool:
    """The party is a person."""
    return party.kind == "natural_person"


@condition("has_credit_code", of="party")
def has_credit_code(source: Source, party: CaseParty) -> bool:
    """The party is one that has a unified social credit code: everybody but a natural person."""
    return not natural_person(source, party)


@value("party.id", "当事人标识")
def party_id(_: Source, party: CaseParty) -> str:
    return party.id


@value("party.kind", "当事人类型", mend=PARTY_SHEET)
def kind(_: Source, party: CaseParty) -> str:
    return party.kind


@value("party.name", "姓名或者名称", mend=PARTY_SHEET)
def name(_: Source, party: CaseParty) -> str:
    return party.name


def _from_register(entry: str) -> Callable[[Source, CaseParty], str]:
    """Make the reader of one entry of the register of parties; empty where the party was never registered."""

    def read(source: Source, party: CaseParty) -> str:
        row = registered(source, party)
        return str(getattr(row, entry)) if row else ""

    return read


for _entry, _zh in (
    ("id_document", "证件类型"),
    ("id_number", "证件号码"),
    ("credit_code", "统一社会信用代码"),
    ("legal_representative", "法定代表人或者负责人"),
    ("address", "住所或者住址"),
    ("phone", "联系电话"),
):
    value(f"party.{_entry}", _zh, mend=PARTY_SHEET)(_from_register(_entry))


def _item(matter: Matter) -> Violation | None:
    try:
        return violation(matter.violation, matter.violation_on)
    except LawError:  # an item without a text on that day: the field stays empty and its check says so
        return None


@value("matter.id", "违法行为标识")
def matter_id(_: Source, matter: Matter) -> str:
    return matter.id


@value("matter.party", "当事人标识")
def matter_party(_: Source, matter: Matter) -> str:
    return matter.party.id


@value("matter.item", "执法事项编码")
def matter_item(_: Source, matter: Matter) -> str:
    return matter.violation


@value("matter.item_name", "执法事项名称")
def matter_item_name(_: Source, matter: Matter) -> str:
    found = _item(matter)
    return found.name_zh if found else ""


@value("matter.violated", "违反的条文")
def matter_violated(_: Source, matter: Matter) -> str:
    found = _item(matter)
    return "；".join(found.violated) if found else ""


@value("matter.penalty_basis", "处罚依据")
def matter_penalty_basis(_: Source, matter: Matter) -> str:
    found = _item(matter)
    return "；".join(found.penalty_provisions) if found else ""


@value("matter.on", "违法行为发生日")
def matter_on(_: Source, matter: Matter) -> date:
    return matter.violation_on


@value("matter.ended_on", "违法行为终了日")
def matter_ended_on(_: Source, matter: Matter) -> date | None:
    return matter.ended_on


@value("matter.facts", "情节")
def matter_facts(_: Source, matter: Matter) -> str:
    return "，".join(fact_phrases(matter.facts))


@value("matter.outcome", "处理结果")
def matter_outcome(source: Source, matter: Matter) -> str:
    penalty = source.situation.decided.get(matter.id)
    return penalty.in_words() if penalty else ""
