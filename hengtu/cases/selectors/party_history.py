"""What the same legal subject has decided against a party before, and whether a way without penalty is open to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.agencies.models import Account
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.law.errors import LawError
from hengtu.law.first_offence import PastDecision
from hengtu.law.leniency import LenientWay, lenient_way
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.moment import question_of
from hengtu.ledger.selectors.acts import acts_of_streams
from hengtu.subjects.models import Party

CAP = 200  # of the newest cases of one party; whoever has more has a record in any window


@dataclass(frozen=True)
class PastCase:
    """One earlier case that ended in a penalty for this item or another."""

    case_id: UUID
    number: str
    title: str
    on: date
    is_same: bool
    may_be_opened: bool


@dataclass(frozen=True)
class PartyHistory:
    """Earlier cases, newest first, and what they mean for the first violation of this case; None where unclear."""

    past: tuple[PastCase, ...]
    way: LenientWay | None = None

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
    matter, decided = facts.matters[0], tuple(_decided(case))
    past = tuple(PastDecision(violation, day) for _, day, violations in decided for violation in violations)
    found_on = day_of(situation.acts[0].occurred_at)
    open_to = EnforcementCase.objects.visible_to(account, on).filter(pk__in=[row.pk for row, _, _ in decided])
    within = set(open_to.values_list("pk", flat=True))
    lines = tuple(
        PastCase(row.pk, row.number, row.title, day, matter.violation in violations, row.pk in within)
        for row, day, violations in sorted(decided, key=lambda each: each[1], reverse=True)
    )
    try:
        way = lenient_way(question_of(facts, matter, max(on, matter.violation_on)), found_on=found_on, past=past)
    except LawError:
        return PartyHistory(lines)  # the opening act itself is objected to, with the reason
    return PartyHistory(lines, way)


def _decided(case: EnforcementCase) -> Iterator[tuple[EnforcementCase, date, frozenset[str]]]:
    others = EnforcementCase.objects.filter(
        legal_subject_id=case.legal_subject_id, party_uid__in=[str(uid) for uid in _same_party(case)]
    ).exclude(pk=case.pk)
    rows = {row.pk: row for row in others.order_by("-found_on")[:CAP]}
    for case_id, acts in acts_of_streams(rows).items():
        situation = Situation.of(legal_history(acts))
        punished = {matter_id for matter_id, penalty in situation.decided.items() if penalty.punishes}
        if situation.decision is not None and situation.case is not None and punished:
            violations = frozenset(each.violation for each in situation.case.matters if each.id in punished)
            yield rows[case_id], day_of(situation.decision.occurred_at), violations


def _same_party(case: EnforcementCase) -> set[UUID]:
    """The register's entries for one person: the same identity number or credit code; never the name alone."""
    own = Party.objects.filter(uid=case.party_uid).only("uid", "id_number_digest", "credit_code").first()
    if own is None:
        return set()
    same = {own.uid}
    register = Party.objects.filter(legal_subject_id=case.legal_subject_id)
    for column in ("id_number_digest", "credit_code"):
        value = getattr(own, column)
        same |= set(register.filter(**{column: value}).values_list("uid", flat=True)) if value else set()
    return same
