"""Every paper of one case with what became of it: tries, method, day and why, slip, message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.cases.models import Delivery
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.cases.words import SERVICE_NAMES
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.announcing import AnnouncementOutlook, outlook
from hengtu.law.procedure.service_documents import ServedDocument, ways_shut
from hengtu.law.procedure.service_methods import METHODS, reason_of
from hengtu.law.procedure.services import (
    Attempt,
    PaperService,
    Standing,
    consent_of,
    services_of,
    tried_by_hand,
)
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.subjects.models import ServiceContact

TAGS = {
    Standing.UNSERVED: ("待送达", "wait"),
    Standing.UNDER_WAY: ("等回执", "go"),
    Standing.FAILED: ("没有送到", "stop"),
    Standing.ANNOUNCED: ("公告中", "held"),
    Standing.SERVED: ("已送达", "ok"),
}


@dataclass(frozen=True)
class TryLine:
    """One try: when, how, what became of it; ``delivery`` where it went through the gateway."""

    on: date
    method: str
    words: str
    is_open: bool
    uid: str
    tracking_no: str
    note: str
    delivery: Delivery | None


@dataclass(frozen=True)
class PaperLine:
    """One paper. ``reason`` says why it counts from ``effective_on``; ``shut`` which ways are not open and why."""

    document: ServedDocument
    tag: tuple[str, str]
    made_on: date
    effective_on: date | None
    reason: str
    basis: tuple[str, ...]
    tries: tuple[TryLine, ...]
    served_uid: str
    receipt_missing: bool
    receipt_on: date | None
    announcing: AnnouncementOutlook | None
    shut: tuple[str, ...]

    @property
    def is_served(self) -> bool:
        return bool(self.served_uid)

    @property
    def waits_for_result(self) -> bool:
        return any(each.is_open for each in self.tries)


@dataclass(frozen=True)
class Consent:
    """Whether papers may go out electronically today, since when, and to which account (by its beginning and end)."""

    agreed_on: date | None
    account: str
    withdrawn_on: date | None


@dataclass(frozen=True)
class CaseServices:
    papers: tuple[PaperLine, ...]
    consent: Consent
    struck: tuple[str, ...]


def case_services(case_id: UUID, *, on: date) -> CaseServices:
    """Return the services of a case as they stand on a day."""
    situation = Situation.of(legal_history(acts_of_stream(case_id)))
    sent = {str(each.attempt): each for each in Delivery.objects.filter(case_uid=case_id)}
    papers = tuple(_paper(each, situation, sent, on) for each in services_of(situation))
    return CaseServices(papers, _consent(situation), tuple(_struck(situation)))


def _paper(paper: PaperService, situation: Situation, sent: Mapping[str, Delivery], on: date) -> PaperLine:
    reason = reason_of(paper.served) if paper.served else None
    tag = TAGS[paper.standing]
    if paper.standing is Standing.ANNOUNCED and paper.effective_on and paper.effective_on < on:
        tag = ("公告期满，已送达", "ok")
    return PaperLine(
        document=paper.document,
        tag=tag,
        made_on=day_of(paper.made.occurred_at),
        effective_on=paper.effective_on,
        reason=reason.sentence if reason else "",
        basis=basis_zh(reason.basis if reason else paper.document.basis),
        tries=tuple(_try(each, sent) for each in paper.attempts),
        served_uid=paper.served.uid if paper.served else "",
        receipt_missing=paper.receipt_missing,
        receipt_on=day_of(paper.receipt.occurred_at) if paper.receipt else None,
        announcing=outlook(situation, paper.document.id, on) if paper.served is None else None,
        shut=tuple(_shut(paper, situation)) if paper.served is None else (),
    )


def _shut(paper: PaperService, situation: Situation) -> list[str]:
    """The ways that are not open to this paper now, each with its reason, said once."""
    tried = tried_by_hand(situation, paper.document)
    found = [
        objection.message
        for method in METHODS
        for objection in ways_shut(paper.document, method, party_absent=False, tried_directly=tried)
    ]
    return list(dict.fromkeys(found))[:1]


def _try(attempt: Attempt, sent: Mapping[str, Delivery]) -> TryLine:
    payload = attempt.act.payload
    return TryLine(
        day_of(attempt.act.occurred_at),
        SERVICE_NAMES.get(attempt.method, ""),
        attempt.words,
        attempt.is_open,
        attempt.act.uid,
        str(payload.get("tracking_no") or ""),
        str(payload.get("note") or ""),
        sent.get(attempt.act.uid),
    )


def _consent(situation: Situation) -> Consent:
    standing, withdrawn = consent_of(situation), situation.last("consent_withdrawn")
    account = ""
    if standing is not None and standing.payload.get("contact"):
        row = ServiceContact.objects.filter(uid=standing.payload["contact"]).first()
        account = f"{row.get_medium_display()} {row.account_masked}" if row else ""
    return Consent(
        day_of(standing.occurred_at) if standing else None,
        account,
        day_of(withdrawn.occurred_at) if withdrawn and standing is None else None,
    )


def _struck(situation: Situation) -> list[str]:
    return [str(act.payload.get("reason") or "") for act in situation.all("service_struck")]
