"""Taking in a lead from what somebody typed: find or register the party, register the lead, merge where asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from hengtu.agencies.models import Agency
from hengtu.cases.models import Lead
from hengtu.cases.opening import CaseOpening, Suspicion
from hengtu.cases.participants import Participant
from hengtu.cases.services.merge_lead import merge_lead
from hengtu.cases.services.register_lead import register_lead
from hengtu.law import discretion
from hengtu.law.rulebook import records
from hengtu.lib.credit_codes import parse_credit_code
from hengtu.subjects.models import IdDocument, Party
from hengtu.subjects.services.register_party import clean_id_number, register_party

NAME_IN_TITLE = 60


@dataclass(frozen=True)
class LeadEntry:
    """What a form of a lead holds once it is readable. ``case_id`` was drawn when the form was opened."""

    case_id: UUID
    agency: Agency
    source: str
    violation: str
    violation_on: date
    party_kind: str
    party_name: str
    plate: str = ""
    place: str = ""
    id_number: str = ""
    credit_code: str = ""
    source_body: str = ""
    reference: str = ""
    summary: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


def take_in_lead(
    entry: LeadEntry,
    *,
    by: tuple[Participant, ...],
    at: datetime,
    into: UUID | None = None,
    reason: str = "",
) -> bool:
    """Register the lead of a form, once; returns whether it was new.

    Args:
        entry: the form; the same ``case_id`` again changes nothing, however often it is sent.
        by: one officer, or two where the lead was found by going out.
        into: an earlier lead into which this one is merged at once; ``reason`` says why.

    Raises: ActRefused; MergeRefused; PartyRefused, BadIdNumber, BadCreditCode for the party.
    Source: MOT:62
    """
    if is_taken_in(entry.case_id):
        return False
    try:
        with transaction.atomic():
            _register(entry, by, at)
            if into is not None:
                merge_lead(case_id=entry.case_id, into=into, by=by[:1], at=at, reason=reason)
    except IntegrityError:
        if is_taken_in(entry.case_id):
            return False  # the same form was sent twice at once, and the other one was faster
        raise
    return True


def is_taken_in(case_id: UUID) -> bool:
    """Whether the form with this key has been registered."""
    return Lead.objects.filter(pk=case_id).exists()


def _register(entry: LeadEntry, by: tuple[Participant, ...], at: datetime) -> None:
    register_lead(
        opening=opening_of(entry, at),
        by=by,
        at=at,
        source=entry.source,
        place=entry.place,
        source_body=entry.source_body,
        reference=entry.reference,
        summary=entry.summary,
        case_id=entry.case_id,
        key=f"lead:{entry.case_id}",
    )


def opening_of(entry: LeadEntry, at: datetime) -> CaseOpening:
    """Return what a first act holds, the party found by its number or registered anew."""
    party = _known_party(entry, at) or register_party(
        agency=entry.agency,
        kind=entry.party_kind,
        name=entry.party_name,
        at=at,
        id_number=entry.id_number,
        credit_code=entry.credit_code,
    )
    name = discretion.violation(entry.violation, entry.violation_on).name_zh
    return CaseOpening(
        agency=entry.agency,
        title=f"{party.name[:NAME_IN_TITLE]}涉嫌{name}",
        category=str(records("violations")[entry.violation]["category"]),
        jurisdiction=entry.agency.legal_subject.division_code,
        suspicions=(Suspicion(party, entry.violation, entry.violation_on, entry.facts),),
        plate=entry.plate,
    )


def _known_party(entry: LeadEntry, at: datetime) -> Party | None:
    """The party as registered before, found by its number; a name alone may be somebody else's."""
    here = Party.objects.filter(
        legal_subject_id=entry.agency.legal_subject_id, kind=entry.party_kind, name=entry.party_name
    )
    if entry.credit_code:
        return here.filter(credit_code=parse_credit_code(entry.credit_code)).order_by("pk").first()
    if entry.id_number:
        number = clean_id_number(IdDocument.RESIDENT_ID, entry.id_number, at)
        return here.with_id_number(number).order_by("pk").first()
    return None
