"""What the same legal subject has decided against a party before, and whether a way without penalty is open to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.models import EnforcementCase
from hengtu.cases.party_records import decided_before, identity_of, promise_entries, punished_among, same_elsewhere
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.selectors.outlook import Outlook
from hengtu.cases.words import kind_name
from hengtu.law.errors import LawError
from hengtu.law.first_offence import PastDecision
from hengtu.law.leniency import Condition, LenientWay, lenient_way, three_conditions
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.moment import question_of
from hengtu.law.promises import PromiseWay, promise_way, read_earlier

OF_LENIENCY = (
    "promise_offered", "promise_signed", "promise_checked", "promise_due_moved", "promise_ended",
    "softer_measure_followed", "softer_measure_taken",
)  # fmt: skip
NOT_SEEN = "只查到本机关和您有权查看的机关的记录；其他机关的记录看不到，不等于没有。"
NO_NUMBER = "当事人没有登记证件号码或者信用代码，只按这一条登记核对，不能认定以前没有。"


@dataclass(frozen=True)
class PastCase:
    """One earlier case that ended in a penalty for this item or another."""

    case_id: UUID
    number: str
    title: str
    on: date
    is_same: bool
    may_be_opened: bool
    elsewhere: str = ""  # the other legal subject that decided it


@dataclass(frozen=True)
class PartyHistory:
    """Earlier cases, newest first, and what they mean for the first violation of this case; None where unclear."""

    past: tuple[PastCase, ...]
    way: LenientWay | None = None
    conditions: tuple[Condition, ...] = ()
    promise: PromiseWay | None = None
    scope: tuple[str, ...] = ()  # what was looked through, and what was not

    @property
    def basis(self) -> tuple[str, ...]:
        return basis_zh(self.way.basis) if self.way else ()


def party_history(case: EnforcementCase, situation: Situation, account: Account, *, on: date) -> PartyHistory:
    """Return the record of the case's party as the legal subject's own decisions have it. Authorised before.

    Args:
        situation: of the case itself; its first matter is asked about.
        account: who reads; a case outside his reach is counted and named, not opened.
        on: civil day as of which is asked.
    """
    facts = situation.case
    if facts is None:
        return PartyHistory(())
    matter, identity = facts.matters[0], identity_of(case)
    scope = (NOT_SEEN,) if identity.has_number else (NO_NUMBER, NOT_SEEN)
    decided = (*decided_before(case, identity.uids), *_elsewhere(case, account, on))
    past = tuple(PastDecision(violation, day) for _, day, violations in decided for violation in violations)
    found_on = day_of(situation.acts[0].occurred_at)
    open_to = EnforcementCase.objects.visible_to(account, on).filter(pk__in=[row.pk for row, _, _ in decided])
    within = set(open_to.values_list("pk", flat=True))
    lines = tuple(
        PastCase(
            row.pk, row.number, row.title, day, matter.violation in violations, row.pk in within, _whose(row, case)
        )
        for row, day, violations in sorted(decided, key=lambda each: each[1], reverse=True)
    )
    try:
        way = lenient_way(question_of(facts, matter, max(on, matter.violation_on)), found_on=found_on, past=past)
        earlier = read_earlier(promise_entries(case, identity))
        place, item = facts.jurisdiction, matter.violation
        promise = promise_way(jurisdiction=place, violation=item, facts=matter.facts, earlier=earlier, on=on)
    except LawError:
        return PartyHistory(lines, scope=scope)  # the opening act itself is objected to, with the reason
    return PartyHistory(lines, way, three_conditions(way.first, matter.facts), promise, scope)


def _elsewhere(
    case: EnforcementCase, account: Account, on: date
) -> tuple[tuple[EnforcementCase, date, frozenset[str]], ...]:
    """Decisions of other legal subjects against the same number, as far as the reader may see them."""
    uids = same_elsewhere(case)
    if not uids:
        return ()
    visible = EnforcementCase.objects.visible_to(account, on).filter(party_uid__in=uids)
    return tuple(punished_among(visible.exclude(legal_subject_id=case.legal_subject_id)))


def _whose(row: EnforcementCase, case: EnforcementCase) -> str:
    return "" if row.legal_subject_id == case.legal_subject_id else row.agency.legal_subject.name


def lenient_acts(outlook: Outlook, history: PartyHistory) -> tuple[tuple[str, str], ...]:
    """Return the acts of leniency whose place has come, with their names; an offer only where a promise is open."""
    upcoming = (outlook.next_act,) if outlook.next_act else ()
    prospects = {each.kind: each for each in (*upcoming, *outlook.also_lawful, *outlook.not_yet)}
    open_way = history.promise is not None and history.promise.is_open
    return tuple(
        (kind, kind_name(kind)) for kind in OF_LENIENCY if kind in prospects and (kind != "promise_offered" or open_way)
    )
