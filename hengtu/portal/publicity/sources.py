"""What is known of a decision before anything of it is published: its papers, its parties, whoever else is named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.history import legal_history
from hengtu.documents.models import Document, DocumentDoor, DocumentState
from hengtu.law.acts import LegalAct
from hengtu.law.disclosure.contents import DECISION, PUBLISHINGS, RESULT, Publishing
from hengtu.law.jurisdiction import is_place
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import CaseFacts, CaseParty, Matter
from hengtu.ledger.values import StoredAct
from hengtu.lib.id_numbers import BadIdNumber, parse_id_number
from hengtu.lib.uids import uid_of
from hengtu.subjects.models import IdDocument, Party
from hengtu.subjects.services.reveal_personal_data import Purpose, reveal_personal_data

NATION = "国家"
FORM_OF = {
    "decision_issued": "f15_penalty_decision",
    "spot_decided": "f14_spot_decision",
    "not_punished": "x_no_penalty_decision",
    "enforcement_decided": "f20_enforcement_decision",
    "substitute_decided": "f21_substitute_decision",
}
DECIDING = {
    DECISION: tuple(kind for kind, each in PUBLISHINGS.items() if each.about == DECISION),
    RESULT: tuple(kind for kind, each in PUBLISHINGS.items() if each.about == RESULT),
}
# entries of acts under which a person is named who is no official
_NAMING = frozenset(
    {"witness", "receiver", "substitute", "signer", "signed_by", "agent", "agents", "interviewee", "driver",
     "person_name", "handed_by", "received_by", "performer", "complainant", "guardian"}
)  # fmt: skip


@dataclass(frozen=True)
class PartyKnown:
    """One party with what must not go out; personal data are never shown by accident."""

    party: CaseParty
    credit_code: str = ""
    representative: str = ""
    born_on: date | None = field(default=None, repr=False)
    numbers: tuple[str, ...] = field(default=(), repr=False)
    address: str = field(default="", repr=False)

    @property
    def is_person(self) -> bool:
        """Whether it is shown as a person; an individual business is shown by its trade name."""
        return self.party.kind == "natural_person"


@dataclass(frozen=True)
class Source:
    """One decision: the act, its situation, the words printed for each party, everybody who is known."""

    case_id: UUID
    publishing: Publishing
    decided: LegalAct
    situation: Situation
    case: CaseFacts
    agency: Agency
    parties: tuple[PartyKnown, ...]
    papers: Mapping[str, tuple[str, Mapping[str, Any]]]  # party id -> number, printed words
    people: tuple[str, ...] = field(default=(), repr=False)

    @property
    def decided_on(self) -> date:
        return day_of(self.decided.occurred_at)

    @property
    def place(self) -> str:
        """Where settings are looked up; a place nobody knows, from an import, has those of the nation."""
        return self.case.jurisdiction if is_place(self.case.jurisdiction) else NATION

    def matters_of(self, party_id: str) -> tuple[Matter, ...]:
        return tuple(each for each in self.case.matters if each.party.id == party_id)

    @property
    def violation_on(self) -> date:
        """The earliest day of the violations: whoever was under age then was so."""
        return min(each.violation_on for each in self.case.matters)


def source_of(case_id: UUID, acts: tuple[StoredAct, ...], about: str = DECISION) -> Source | None:
    """Return the latest decision of a case that stands, or fell and is to be shown as fallen; None where there is none.

    Args:
        about: ``decision``, or ``result`` for a decision on enforcing.
    """
    history = legal_history(acts)
    situation = Situation.of(history)
    case = situation.case
    decided = situation.last(*DECIDING[about])
    if case is None or decided is None:
        return None
    parties = tuple(_known(each, day_of(decided.occurred_at)) for each in case.parties)
    return Source(
        case_id=case_id,
        publishing=PUBLISHINGS[decided.kind],
        decided=decided,
        situation=situation,
        case=case,
        agency=_agency(acts),
        parties=parties,
        papers=_papers(case_id, decided, parties),
        people=tuple(dict.fromkeys(_people(history, parties))),
    )


def _agency(acts: tuple[StoredAct, ...]) -> Agency:
    """The legal subject in whose name the case is decided."""
    return agency_by_code(str((acts[0].payload or {})["case"]["agency"])).legal_subject


def _known(party: CaseParty, on: date) -> PartyKnown:
    row = Party.objects.filter(uid=party.id).first() if uid_of(party.id) else None
    if row is None:
        return PartyKnown(party)
    personal = reveal_personal_data(party=row, purpose=Purpose.DISCLOSURE)
    numbers = tuple(each for each in (personal.id_number, personal.phone) if each)
    return PartyKnown(
        party=party,
        credit_code=row.credit_code,
        representative=row.legal_representative,
        born_on=_born_on(row, personal.id_number, on),
        numbers=numbers,
        address=personal.address if row.has_private_address else "",
    )


def _born_on(party: Party, number: str, on: date) -> date | None:
    if not number or party.id_document not in ("", IdDocument.RESIDENT_ID):
        return None
    try:
        return parse_id_number(number, on=on).born_on
    except BadIdNumber:
        return None


def _papers(
    case_id: UUID, decided: LegalAct, parties: tuple[PartyKnown, ...]
) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """The paper of each party: by the door that was printed on it, else by the name on it."""
    rows = Document.objects.filter(stream_id=case_id, act_uid=decided.uid, form=FORM_OF[decided.kind])
    papers = rows.exclude(state=DocumentState.REPLACED).order_by("number")
    doors = dict(DocumentDoor.objects.filter(document__in=papers).values_list("document_id", "party_uid"))
    found: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for paper in papers:
        words = json.loads(paper.data).get("text", {})
        named = str(words.get("org_name") or words.get("party_name") or "")
        uid = doors.get(paper.pk) or next((each.party.id for each in parties if each.party.name == named), "")
        found[uid or parties[0].party.id] = (paper.number, words)
    return found


def _people(history: tuple[LegalAct, ...], parties: tuple[PartyKnown, ...]) -> Iterator[str]:
    for each in parties:
        yield from (name for name in (each.party.name if each.is_person else "", each.representative) if name)
    for act in history:
        yield from (actor.name for actor in act.by if "party" in actor.roles and actor.name)
        yield from _named_in(act.payload)


def _named_in(content: Any, key: str = "") -> Iterator[str]:
    """Every short text under a naming entry, however deep."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            yield from _named_in(value, name if name != "name" else key)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from _named_in(value, key)
    elif isinstance(content, str) and key in _NAMING and 1 < len(content.strip()) <= 30:
        yield content.strip()
