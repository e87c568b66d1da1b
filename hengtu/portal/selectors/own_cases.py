"""The other cases of the same party at the same agency: only what it has been told of, and only to itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.cases.models import EnforcementCase
from hengtu.documents.models import DocumentDoor
from hengtu.portal.selectors.room import Room
from hengtu.portal.services.identify import number_of, party_behind
from hengtu.subjects.models import Party

BY_PHONE = 2
MOST = 20


@dataclass(frozen=True)
class OwnCase:
    """Another case of the party, by the latest paper that went to it."""

    title: str
    number: str
    code: str
    issued_on: date
    is_open: bool


def own_cases(room: Room) -> tuple[OwnCase, ...]:
    """Return the party's other cases at this agency, the newest paper first; nothing below the second level.

    The register may hold one person several times. An entry counts as the same only with the same number and the very
    same telephone as the one the visitor has proven; a name never counts. A case of which the party has no paper is
    not told: it may not have been told of it yet.
    """
    own = party_behind(room.door)
    if room.agent or room.level < BY_PHONE or own is None or not number_of(own) or not own.phone:
        return ()
    same = [party for party in _same_number(own) if party.phone == own.phone and number_of(party) == number_of(own)]
    doors = DocumentDoor.objects.filter(party_uid__in=[str(party.uid) for party in same])
    doors = doors.exclude(document__stream_id=room.case.pk).defer("document__data")
    latest: dict[UUID, DocumentDoor] = {}
    for door in doors.select_related("document").order_by("document__issued_at", "code"):
        latest[door.document.stream_id] = door
    cases = EnforcementCase.objects.filter(pk__in=latest, legal_subject_id=room.case.legal_subject_id)
    found = [_line(case, latest[case.pk]) for case in cases]
    return tuple(sorted(found, key=lambda line: line.issued_on, reverse=True)[:MOST])


def _same_number(own: Party) -> list[Party]:
    register = Party.objects.filter(legal_subject_id=own.legal_subject_id)
    column = "credit_code" if own.credit_code else "id_number_digest"
    return list(register.filter(**{column: getattr(own, column)})[:200])


def _line(case: EnforcementCase, door: DocumentDoor) -> OwnCase:
    return OwnCase(case.title, case.number, door.code, door.document.issued_on, case.is_open)
