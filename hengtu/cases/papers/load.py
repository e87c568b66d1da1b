"""Look up, once per act, what its papers need: parties, officers with certificates, earlier papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from uuid import UUID

from hengtu.agencies.models import Account, Agency
from hengtu.cases.history import legal_history
from hengtu.cases.models import ElementProof
from hengtu.cases.papers.context import Assess, IssuedPaper, PaperContext, PartyData, Person, Proof
from hengtu.documents.models import Document, DocumentState
from hengtu.documents.selectors.documents import documents_of, title_of
from hengtu.evidence.models import AuditResult, Exhibit
from hengtu.law.acts import LegalAct
from hengtu.law.discretion import Assessment
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import CaseFacts, CaseParty, Matter
from hengtu.law.procedure.moment import assess_matter
from hengtu.ledger.values import StoredAct
from hengtu.lib.id_numbers import BadIdNumber, parse_id_number
from hengtu.lib.uids import uid_of
from hengtu.officers.models import Officer
from hengtu.officers.selectors.certificates import certificates_on
from hengtu.subjects.models import IdDocument, Party, PartyKind
from hengtu.subjects.services.reveal_personal_data import Purpose, reveal_personal_data

RECEIPT = "f23_service_receipt"
ACCOUNT = "account:"
NAMING = ("host", "recorder")  # entries of acts that name somebody by id


def load_context(case_id: UUID, acts: tuple[StoredAct, ...], act: StoredAct, agency: Agency) -> PaperContext:
    """Return everything the papers of ``act`` are written from, in eight queries however many papers there are."""
    situation = Situation.of(legal_history(acts))
    legal_act = next(entry for entry in situation.acts if entry.uid == str(act.uid))
    case = situation.case
    assert case is not None, "the first act of a case carries its case block"
    opening = (acts[0].payload or {}).get("case", {})
    handlers = handlers_of(situation, legal_act)
    people = _people(situation, legal_act, handlers, case.category)
    numbered = situation.last("case_filed", "spot_decided")
    return PaperContext(
        case_id=case_id,
        situation=situation,
        act=legal_act,
        agency=agency,
        case_number=str(numbered.payload.get("case_number", "")) if numbered else "",
        title=opening.get("title", ""),
        plate=opening.get("plate", ""),
        parties=_parties(case.parties, day_of(legal_act.occurred_at)),
        people=people,
        handlers=tuple(people[actor_id] for actor_id in handlers),
        assess=assessing(case),
        exhibits=_exhibits(case_id, legal_act.occurred_at),
        issued=tuple(map(as_paper, standing_documents(case_id))),
    )


def assessing(case: CaseFacts) -> Assess:
    """Return the assessment of a matter, asked of the law once for each day."""
    by_id = {matter.id: matter for matter in case.matters}

    @cache
    def assessed(matter_id: str, on: date) -> Assessment:
        return assess_matter(case, by_id[matter_id], on)

    def assess(matter: Matter, on: date) -> Assessment:
        return assessed(matter.id, on)

    return assess


def handlers_of(situation: Situation, act: LegalAct) -> tuple[str, ...]:
    """Return the ids of the officers of this act, or of the latest act before it that had two (APL:42p1)."""
    for earlier in (act, *reversed(situation.acts[: situation.acts.index(act)])):
        officers = tuple(actor.id for actor in earlier.by if actor.is_certified_officer)
        if len(officers) >= 2 and not {"hearing_held", "hearing_reported"} & {earlier.kind}:
            return officers
    return ()


def _people(situation: Situation, act: LegalAct, handlers: tuple[str, ...], category: str) -> dict[str, Person]:
    """Name the handlers with their certificates, and whoever an appointment names by id."""
    named = [
        str(entry.payload[key])
        for entry in situation.all("hearing_appointed")
        for key in NAMING
        if key in entry.payload
    ]
    people = {actor.id: Person(actor.name) for entry in situation.acts for actor in entry.by}
    people.update(_officers({*handlers, *named}, category, day_of(act.occurred_at)))
    accounts = [entry.removeprefix(ACCOUNT) for entry in named if entry.startswith(ACCOUNT) and entry not in people]
    if accounts:
        found = Account.objects.filter(username__in=accounts).values_list("username", "name")
        people.update({f"{ACCOUNT}{username}": Person(name) for username, name in found})
    return people


def _officers(ids: Iterable[str], category: str, on: date) -> dict[str, Person]:
    uids = [entry for entry in ids if uid_of(entry)]
    officers = list(Officer.objects.filter(uid__in=uids)) if uids else []
    if not officers:
        return {}
    states = certificates_on(officers, category, on)
    return {str(officer.uid): Person(officer.name, states[officer.pk].number) for officer in officers}


def _parties(parties: tuple[CaseParty, ...], on: date) -> dict[str, PartyData]:
    rows = {str(row.uid): row for row in Party.objects.filter(uid__in=[p.id for p in parties if uid_of(p.id)])}
    return {
        party.id: _registered(rows[party.id], on) if party.id in rows else PartyData(party.name, not party.is_citizen)
        for party in parties
    }


def _registered(party: Party, on: date) -> PartyData:
    """A party with its personal numbers, revealed to be printed on papers the law wants it named on in full."""
    personal = reveal_personal_data(party=party, purpose=Purpose.DOCUMENT)
    sex, born_on = _from_id_number(party, personal.id_number, on)
    return PartyData(
        name=party.name,
        is_organisation=_is_organisation(party),
        id_number=personal.id_number,
        address=personal.address,
        phone=personal.phone,
        credit_code=party.credit_code,
        legal_representative=party.legal_representative,
        sex=sex,
        born_on=born_on,
    )


def _is_organisation(party: Party) -> bool:
    """An individual business with a licence is named by its trade name, with its operator as representative."""
    licensed = party.kind == PartyKind.INDIVIDUAL_BUSINESS and bool(party.credit_code)
    return licensed or party.kind in {PartyKind.LEGAL_PERSON, PartyKind.OTHER_ORGANISATION}


def _from_id_number(party: Party, number: str, on: date) -> tuple[str, date | None]:
    """Sex and birthday follow from a resident identity number and need not be typed."""
    if not number or party.id_document != IdDocument.RESIDENT_ID:
        return "", None
    try:
        read = parse_id_number(number, on=on)
    except BadIdNumber:
        return "", None  # registered from another source; both entries are optional
    return ("男" if read.is_male else "女"), read.born_on


def _exhibits(case_id: UUID, at: datetime) -> tuple[Proof, ...]:
    """Name the evidence collected so far; a record of monitoring that has not passed its audit proves nothing."""
    usable = (AuditResult.NOT_NEEDED, AuditResult.PASSED)
    found = Exhibit.objects.filter(stream_id=case_id, collected_at__lte=at, audit_result__in=usable).order_by("seq")
    rows = list(found.values_list("uid", "title", "proof_purpose"))
    proves = _proved_by(case_id) if rows else {}
    return tuple(Proof(title, purpose, str(uid), frozenset(proves.get(uid, ()))) for uid, title, purpose in rows)


def _proved_by(case_id: UUID) -> dict[UUID, set[str]]:
    """What each exhibit is held to prove, as ``<matter>/<element>``; withdrawn claims do not count."""
    found: dict[UUID, set[str]] = {}
    standing = ElementProof.objects.filter(stream_id=case_id, withdrawn_at=None)
    for exhibit, matter, element in standing.values_list("exhibit_id", "matter", "element"):
        found.setdefault(exhibit, set()).add(f"{matter}/{element}")
    return found


def standing_documents(case_id: UUID) -> tuple[Document, ...]:
    """Return what was not withdrawn or replaced, in the order of issue; a receipt follows what it is the receipt of."""
    standing = documents_of(case_id).filter(state=DocumentState.ISSUED)
    return tuple(sorted(standing, key=lambda each: (each.issued_at, each.form == RECEIPT, each.form, each.number)))


def as_paper(document: Document) -> IssuedPaper:
    """Return a document as the papers refer to it."""
    return IssuedPaper(
        document.form, title_of(document), document.number, document.issued_on, str(document.act_uid or "")
    )
