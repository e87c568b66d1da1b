"""Electronic service through the gateway: what officers sent becomes a message, what became of it becomes an act.

A reader of the ledger queues one message for each try; a job hands it to the gateway and is repeated until the gateway
has taken it; a job records the outcome as an act of the officers who sent it. What cannot be recorded is told to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings

from hengtu.agencies.models import Account, scope_values
from hengtu.cases.agencies import agency_by_code
from hengtu.cases.gateway import GatewayDown, GatewayRefused, configured
from hengtu.cases.history import legal_history
from hengtu.cases.models import Delivery, DeliveryState, EnforcementCase, MessageKind
from hengtu.cases.news import handlers_of
from hengtu.cases.participants import Participant, officer
from hengtu.cases.refusals import ActRefused
from hengtu.cases.services.by_kind import service_of
from hengtu.cases.services.tell import tell
from hengtu.cases.tasks import accounts_of
from hengtu.documents.catalogue import form
from hengtu.documents.models import Document, DocumentDoor
from hengtu.law.procedure import Situation
from hengtu.law.procedure.service_documents import DOCUMENTS
from hengtu.law.procedure.services import attempts_of, consent_of
from hengtu.ledger.jobs import enqueue
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.officers.models import Officer
from hengtu.subjects.models import ServiceContact

SEND, RECORD = "delivery-send", "delivery-record"
STALE = timedelta(days=2)  # an old ledger that is read again sends nothing
SAID_WITH = {
    "notice": ("proposed", "hearing_offered"),
    "hearing_notice": ("hearing_on", "hearing_at"),
    "reminder": ("purpose", "due_on", "manner", "amount_yuan", "obligation", "right_told"),
}
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Deliveries:
    """Follows the ledger and queues what was sent electronically. Seeing an act twice queues nothing twice."""

    clock: Clock
    name: str = "deliveries"

    def handle(self, acts: Sequence[StoredAct]) -> None:
        """Queue the fresh ones."""
        now = self.clock()
        for act in acts:
            if _goes_out(act) and act.recorded_at >= now - STALE:
                queue(act, at=now)


def _goes_out(act: StoredAct) -> bool:
    payload = act.payload or {}
    return (
        act.kind == "service_attempted"
        and payload.get("served") == "electronic"
        and payload.get("outcome") == "sent"
        and bool(payload.get("contact"))
    )


def queue(act: StoredAct, *, at: datetime) -> Delivery:
    """Write the row of one try and ask for its sending."""
    agency = agency_by_code(act.in_name_of)
    payload = act.payload or {}
    delivery, _ = Delivery.objects.get_or_create(
        attempt=act.uid,
        defaults={
            "message": uuid4(),
            "case_uid": act.stream,
            "contact": payload["contact"],
            "document": _paper(act),
            "queued_at": at,
            "agency": agency,
            **scope_values(agency),
        },
    )
    enqueue(SEND, {"attempt": str(act.uid)}, at=at, key=f"{SEND}:{act.uid}")
    return delivery


def _paper(act: StoredAct) -> Document | None:
    """The paper that goes out: the last one of its form on this case."""
    forms = DOCUMENTS[str((act.payload or {})["document"])].forms
    issued = Document.objects.filter(stream=act.stream, form__in=forms, state="ISSUED")
    return issued.order_by("issued_at", "number").last()


@dataclass(frozen=True)
class Send:
    """Hands a queued message to the gateway; the job is repeated while nobody answers."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Send the message of ``payload["attempt"]``. Raises: GatewayDown, so that the job comes again."""
        delivery = Delivery.objects.select_related("document__agency").get(attempt=payload["attempt"])
        if delivery.state != DeliveryState.QUEUED:
            return
        at, gateway = self.clock(), configured()
        if reason := _why_not(delivery):
            _close(delivery, DeliveryState.CANCELLED, reason, at)
            return
        try:
            if gateway is None:
                raise GatewayDown("还没有设置消息网关")
            gateway.send(message_of(delivery), at=at)
        except GatewayRefused as refusal:
            _close(delivery, DeliveryState.FAILED, str(refusal), at)
        except GatewayDown as down:
            tell_people(delivery, f"电子送达还没有发出：{down}，系统会继续重试", "down", at)
            raise
        else:
            Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.QUEUED).update(
                state=DeliveryState.ACCEPTED, accepted_at=at
            )


def _why_not(delivery: Delivery) -> str:
    """Why a queued message is not sent any more; empty when it is."""
    situation = Situation.of(legal_history(acts_of_stream(delivery.case_uid)))
    attempts = [each for document in DOCUMENTS.values() for each in attempts_of(situation, document)]
    mine = next((each for each in attempts if each.act.uid == str(delivery.attempt)), None)
    if mine is None or not mine.is_open:
        return "这次送达已经另行登记"
    if consent_of(situation) is None:
        return "当事人已经撤回对电子送达的同意"
    return "" if delivery.document else "没有找到要发送的文书"


def message_of(delivery: Delivery) -> dict[str, Any]:
    """Return what the gateway is given: where to, the words, the link. Nothing about the violation or the amount."""
    document = delivery.document
    assert document is not None, "a message without a paper is cancelled"
    assert delivery.contact is not None, "only a try that names an account is queued"
    contact = ServiceContact.objects.get(uid=delivery.contact)
    title = form(document.form).title
    link = f"{settings.PUBLIC_URL}/verify/{document.verification_code}?d={delivery.message}"
    words = f"{document.agency.name}向您送达《{title}》{document.number}，打开链接查看：{link}"
    return {
        "message": str(delivery.message),
        "channel": contact.medium,
        "to": contact.account,
        "recipient": contact.recipient,
        "subject": f"{document.agency.name}送达文书",
        "text": "。".join([words, *_channels(document)]),
        "link": link,
        "document": {"title": title, "number": document.number, "sha256": document.data_hash},
        "reports_to": f"{settings.PUBLIC_URL}/gateway/reports",
    }


def _channels(document: Document) -> list[str]:
    """Where the party can answer: its own door, if the paper has one, and the channel of reconsideration (ARL:22)."""
    door = DocumentDoor.objects.filter(document=document).first()
    answers = [f"陈述申辩、要求听证、查看进展：{settings.PUBLIC_URL}/c/{door.code}"] if door else []
    review = settings.ONLINE_REVIEW_CHANNEL
    return [*answers, *([f"申请行政复议：{review}"] if review else [])]


def _close(delivery: Delivery, state: DeliveryState, reason: str, at: datetime) -> None:
    """Nothing more is sent; the try that failed becomes an act."""
    changed = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.QUEUED)
    if changed.update(state=state, reason=reason[:300], failed_at=at):
        ask_to_record(delivery, at=at)


def ask_to_record(delivery: Delivery, *, at: datetime) -> None:
    """Have the outcome become an act; once, however often it is reported."""
    enqueue(RECORD, {"attempt": str(delivery.attempt)}, at=at, key=f"{RECORD}:{delivery.attempt}")


@dataclass(frozen=True)
class Record:
    """Makes the outcome of a message an act of the officers who sent it."""

    clock: Clock

    def __call__(self, payload: Mapping[str, Any]) -> None:
        """Record once. Raises: StreamMoved when somebody was faster, so that the job comes again."""
        delivery = Delivery.objects.get(attempt=payload["attempt"])
        if delivery.recorded_at is not None:
            return
        acts = acts_of_stream(delivery.case_uid)
        attempt = next(act for act in acts if act.uid == delivery.attempt)
        at = self.clock()
        try:
            _record(delivery, attempt, at)
        except ActRefused as refusal:
            tell_people(delivery, f"电子送达的结果还没有登记：{refusal}请到送达页办理", "unrecorded", at)
            return
        Delivery.objects.filter(pk=delivery.pk).update(recorded_at=at)


def _record(delivery: Delivery, attempt: StoredAct, at: datetime) -> None:
    people = _people(attempt)
    if delivery.sent_at is not None:
        payload = attempt.payload or {}
        document = DOCUMENTS[str(payload["document"])]
        said = {key: payload[key] for key in SAID_WITH.get(document.id, ()) if key in payload}
        named = {"document": document.id} if document.service == "document_served" else {}
        service_of(document.service)(
            case_id=delivery.case_uid, by=(*people, GATEWAY), at=delivery.sent_at, recorded_at=at, served="electronic",
            proof={"attempt": str(attempt.uid)}, key=f"delivery:{delivery.message}", **said, **named,
        )  # fmt: skip
        return
    service_of("service_returned")(
        case_id=delivery.case_uid,
        by=(*people[:1], GATEWAY),
        at=delivery.failed_at or at,
        recorded_at=at,
        attempt=str(attempt.uid),
        return_reason="bounced" if delivery.state == DeliveryState.FAILED else "not_delivered",
        reason=delivery.reason,
        key=f"delivery:{delivery.message}:failed",
    )


GATEWAY = Participant("message-gateway", "消息网关", fixed_role="gateway")


def _people(attempt: StoredAct) -> tuple[Participant, ...]:
    """The officers who sent it: what the machine reports completes what they did."""
    ids = [actor.id for actor in attempt.by if actor.kind == "OFFICER"]
    rows = {str(row.uid): row for row in Officer.objects.filter(uid__in=ids).select_related("account")}
    return tuple(officer(rows[uid]) for uid in ids if uid in rows)


def tell_people(delivery: Delivery, text: str, key: str, at: datetime) -> None:
    """Tell those who handle the case."""
    case = EnforcementCase.objects.filter(pk=delivery.case_uid).first()
    handlers = handlers_of(delivery.case_uid, up_to=case.seq) if case else frozenset()
    tell(
        Account.objects.filter(pk__in=accounts_of(handlers).values(), is_active=True),
        kind=MessageKind.ACT,
        text=f"{case.party_name if case else ''}：{text}",
        key=f"delivery:{delivery.message}:{key}",
        at=at,
        url=f"/cases/{delivery.case_uid}/service/",
    )
