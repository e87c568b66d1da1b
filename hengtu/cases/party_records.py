"""What the own legal subject has on record about one person: found by number or credit code, never by name.

Read inside the transaction of the act that relies on it; ``lock_party`` makes two leads of one person wait for each
other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase, LenientOutcome
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.lenient import PROMISE, UNPUNISHED
from hengtu.law.procedure.promises import promises_of
from hengtu.ledger.selectors.acts import acts_of_streams
from hengtu.subjects.models import Party

CAP = 200  # of the newest cases of one party; whoever has more has a record in any window
NUMBERS = ("id_number_digest", "credit_code")
# Grounds that a "first offence" or a list opened: a second one of these is looked at.
FIRST_TIME = ("first_minor_corrected", "listed")


@dataclass(frozen=True)
class Identity:
    """The register's entries of one person at a legal subject. ``has_number``: known by more than a name."""

    uids: frozenset[str]
    has_number: bool


def identity_of(case: EnforcementCase) -> Identity:
    """Return the entries of the own register that are the party of this case."""
    own = Party.objects.filter(uid=case.party_uid).only("uid", *NUMBERS).first() if case.party_uid else None
    if own is None:
        return Identity(frozenset(), has_number=False)
    same = {str(own.uid)}
    register = Party.objects.filter(legal_subject_id=case.legal_subject_id)
    numbers = {column: getattr(own, column) for column in NUMBERS if getattr(own, column)}
    for column, value in numbers.items():
        same |= {str(uid) for uid in register.filter(**{column: value}).values_list("uid", flat=True)}
    return Identity(frozenset(same), bool(numbers))


def same_elsewhere(case: EnforcementCase) -> frozenset[str]:
    """Return the entries of other legal subjects' registers with the same number; empty where there is none."""
    own = Party.objects.filter(uid=case.party_uid).only("uid", *NUMBERS).first() if case.party_uid else None
    found: set[str] = set()
    for column in NUMBERS if own is not None else ():
        value = getattr(own, column)
        others = Party.objects.exclude(legal_subject_id=case.legal_subject_id).filter(**{column: value})
        found |= {str(uid) for uid in others.values_list("uid", flat=True)} if value else set()
    return frozenset(found)


def lock_party(identity: Identity) -> None:
    """Hold the person's entries until the transaction ends, so that nobody else promises for it meanwhile."""
    list(Party.objects.select_for_update().filter(uid__in=identity.uids).order_by("pk").values_list("pk", flat=True))


def decided_before(
    case: EnforcementCase, uids: frozenset[str]
) -> Iterator[tuple[EnforcementCase, date, frozenset[str]]]:
    """Yield the other cases of a person at the own legal subject that ended in a penalty: case, day, items."""
    others = EnforcementCase.objects.filter(legal_subject_id=case.legal_subject_id, party_uid__in=uids)
    yield from punished_among(others.exclude(pk=case.pk))


def punished_among(cases: Any) -> Iterator[tuple[EnforcementCase, date, frozenset[str]]]:
    """Yield those of the newest cases that ended in a penalty: case, civil day of the decision, items punished."""
    rows = {row.pk: row for row in cases.order_by("-found_on")[:CAP]}
    for case_id, acts in acts_of_streams(rows).items():
        situation = Situation.of(legal_history(acts))
        punished = {matter_id for matter_id, penalty in situation.decided.items() if penalty.punishes}
        if situation.decision is not None and situation.case is not None and punished:
            violations = frozenset(each.violation for each in situation.case.matters if each.id in punished)
            yield rows[case_id], day_of(situation.decision.occurred_at), violations


def past_entries(case: EnforcementCase, identity: Identity) -> list[dict[str, str]]:
    """Return the earlier penalties as an act keeps them: ``{"violation", "on"}``."""
    return [
        {"violation": violation, "on": day.isoformat()}
        for _, day, violations in decided_before(case, identity.uids)
        for violation in sorted(violations)
    ]


def promise_entries(case: EnforcementCase, identity: Identity) -> list[dict[str, str]]:
    """Return the promises in other cases as an act keeps them; those that should not have been asked for are left out.

    Each ``{"violation", "signed_on", "case"}``, oldest first.
    """
    rows = _lenient(case, identity, PROMISE).select_related("case").order_by("on", "pk")
    entries = [(row, _ended_as(row)) for row in rows]
    return [
        {"violation": row.violation, "signed_on": row.on.isoformat(), "case": row.case.number or row.case.title}
        for row, ended in entries
        if ended != "offered_wrongly"
    ]


def _ended_as(row: LenientOutcome) -> str:
    """Why a promise ended, empty unless it was ended without a check."""
    if row.code != "ended":
        return ""
    acts = acts_of_streams([row.case_id])[row.case_id]
    promises = promises_of(Situation.of(legal_history(acts)))
    found = next((each for each in promises if each.signed is not None and each.signed.uid == row.act_uid), None)
    return str(found.ended.payload.get("ground") or "") if found and found.ended else ""


def lenient_entries(case: EnforcementCase, identity: Identity, *, before: date) -> list[dict[str, str]]:
    """Return earlier decisions not to punish for the same item by first offence or list: ``{"on", "code"}``."""
    rows = _lenient(case, identity, UNPUNISHED).filter(violation=case.violation, code__in=FIRST_TIME, on__lte=before)
    return [{"on": row.on.isoformat(), "code": row.code} for row in rows.order_by("on", "pk")]


def _lenient(case: EnforcementCase, identity: Identity, kind: str) -> Any:
    found = LenientOutcome.objects.filter(
        legal_subject_id=case.legal_subject_id, party_uid__in=identity.uids, kind=kind
    )
    return found.exclude(case_id=case.pk)


def party_of(case_id: UUID) -> tuple[EnforcementCase, Identity]:
    """Return a case and who its party is in the register. Raises: EnforcementCase.DoesNotExist."""
    case = EnforcementCase.objects.get(pk=case_id)
    return case, identity_of(case)
