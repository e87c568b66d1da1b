"""What is known of a decision or a result before anything of it is published: papers, parties, whoever is named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.history import legal_history
from hengtu.cases.named_people import people_named
from hengtu.documents.models import Document, DocumentDoor, DocumentState
from hengtu.law.acts import LegalAct
from hengtu.law.disclosure.contents import DECISION, RESULT, Publishing, publishing_kinds, publishing_of
from hengtu.law.jurisdiction import is_place
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import CaseFacts, CaseParty, Matter
from hengtu.law.procedure.results import result_meant, result_named, results_of
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
    "measure_taken": "f08_measure_decision",
}


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

    @property
    def is_individual_business(self) -> bool:
        return self.party.kind == "individual_business"


@dataclass(frozen=True)
class Source:
    """One decision or result: the act, its situation, the words printed for each party, everybody who is known.

    ``concerned``: the parties of whom a record is made. ``people`` are those whose names are hidden; ``officials`` act
    in public.
    """

    case_id: UUID
    publishing: Publishing
    decided: LegalAct
    situation: Situation
    case: CaseFacts
    agency: Agency
    parties: tuple[PartyKnown, ...]
    concerned: tuple[PartyKnown, ...]
    papers: Mapping[str, tuple[str, Mapping[str, Any]]]  # party id -> number, printed words
    people: tuple[str, ...] = field(default=(), repr=False)
    officials: frozenset[str] = frozenset()

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


def source_of(case_id: UUID, acts: tuple[StoredAct, ...], about: str = DECISION, of_result: str = "") -> Source | None:
    """Return what is known of one thing to be published; None where there is none.

    Args:
        about: ``decision``: the latest decision that stands, or fell and is to be shown as fallen; ``result``: a
            coercive measure or a decision on enforcing.
        of_result: uid of the act that decided the result; without it the only one that waits, else the latest.
    """
    history = legal_history(acts)
    situation = Situation.of(history)
    return _source(case_id, acts, history, situation, _decided(situation, about, of_result))


def sources_of(case_id: UUID, acts: tuple[StoredAct, ...]) -> tuple[Source, ...]:
    """Return everything of a case that is or was to be published: its decision and each of its results."""
    history = legal_history(acts)
    situation = Situation.of(history)
    decided = (_decided(situation, DECISION, ""), *(each.act for each in results_of(situation)))
    found = (_source(case_id, acts, history, situation, each) for each in decided)
    return tuple(each for each in found if each is not None)


def result_of_act(act: StoredAct, acts: tuple[StoredAct, ...]) -> str:
    """Return the uid of the act whose result an act publishes or withholds, as things stood before it; "" for none."""
    before = Situation.of(legal_history(tuple(each for each in acts if each.seq < act.seq)))
    own = legal_history((*(each for each in acts if each.seq < act.seq), act))[-1]
    meant = result_meant(results_of(before), own)
    return meant.id if meant else ""


def _decided(situation: Situation, about: str, of_result: str) -> LegalAct | None:
    if about == RESULT:
        meant = result_named(results_of(situation), of_result)
        return meant.act if meant else None
    return situation.last(*publishing_kinds(DECISION))


def _source(
    case_id: UUID,
    acts: tuple[StoredAct, ...],
    history: tuple[LegalAct, ...],
    situation: Situation,
    decided: LegalAct | None,
) -> Source | None:
    case = situation.case
    publishing = publishing_of(decided.kind, day_of(decided.occurred_at)) if decided else None
    if case is None or decided is None or publishing is None:
        return None
    rows = {
        str(row.uid): row for row in Party.objects.filter(uid__in=[each.id for each in case.parties if uid_of(each.id)])
    }
    parties = tuple(_known(each, rows.get(each.id), day_of(decided.occurred_at)) for each in case.parties)
    papers = _papers(case_id, decided, parties)
    return Source(
        case_id=case_id,
        publishing=publishing,
        decided=decided,
        situation=situation,
        case=case,
        agency=_agency(acts),
        parties=parties,
        concerned=_concerned(publishing, parties, papers),
        papers=papers,
        people=_people(case_id, history, case, rows),
        officials=frozenset(actor.name for act in history for actor in act.by if "party" not in actor.roles),
    )


def _concerned(
    publishing: Publishing, parties: tuple[PartyKnown, ...], papers: Mapping[str, Any]
) -> tuple[PartyKnown, ...]:
    """A decision is about every party; a measure about whoever was handed its paper, else about the first."""
    if publishing.content != "measure":
        return parties
    return tuple(each for each in parties if each.party.id in papers) or parties[:1]


def _people(
    case_id: UUID, history: tuple[LegalAct, ...], case: CaseFacts, rows: Mapping[str, Party]
) -> tuple[str, ...]:
    persons = (each.name for each in case.parties if each.kind == "natural_person")
    return tuple(dict.fromkeys((*persons, *people_named(case_id, history, rows.values()))))


def _agency(acts: tuple[StoredAct, ...]) -> Agency:
    """The legal subject in whose name the case is decided."""
    return agency_by_code(str((acts[0].payload or {})["case"]["agency"])).legal_subject


def _known(party: CaseParty, row: Party | None, on: date) -> PartyKnown:
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
