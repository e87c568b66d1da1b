"""How each paper stands with the party: tried, under way, served, announced, struck. A pure reading of the acts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.service_documents import DOCUMENTS, ServedDocument, document_of
from hengtu.law.procedure.service_methods import METHODS
from hengtu.law.procedure.situation import Situation, service_day

UNDER_WAY = "sent"
OUTCOMES = {
    UNDER_WAY: "已经寄出、发出或者交出，等回执",
    "absent": "无人在",
    "refused": "拒收，没有留置",
    "moved": "已经搬离、地址不符",
    "unreachable": "联系不上",
    "returned": "被退回",
    "bounced": "发送失败",
}
# What the post office or the gateway writes on what comes back.
RETURN_REASONS = {
    "unknown": "查无此人",
    "moved": "已经搬迁",
    "refused": "拒收",
    "unclaimed": "逾期未领",
    "bad_address": "地址欠详",
    "bounced": "号码或者账号无效",
    "not_delivered": "没有送到",
}
WITHOUT_SUCCESS = frozenset(OUTCOMES) - {UNDER_WAY}
BY_HAND = frozenset({"direct", "leave"})


class Standing(StrEnum):
    """How a paper stands. Announced papers count as served from a later day; see ``effective_on``."""

    UNSERVED = "UNSERVED"
    UNDER_WAY = "UNDER_WAY"
    FAILED = "FAILED"
    ANNOUNCED = "ANNOUNCED"
    SERVED = "SERVED"


@dataclass(frozen=True)
class Attempt:
    """One try to serve; ``ended`` is the act that says it failed afterwards, ``served`` that it reached the party."""

    act: LegalAct
    ended: LegalAct | None = None
    served: LegalAct | None = None

    @property
    def method(self) -> str:
        return str(self.act.payload.get("served", ""))

    @property
    def is_open(self) -> bool:
        """Whether it may still reach the party."""
        return self.act.payload.get("outcome") == UNDER_WAY and self.ended is None and self.served is None

    @property
    def failed(self) -> bool:
        return self.ended is not None or self.act.payload.get("outcome") in WITHOUT_SUCCESS

    @property
    def words(self) -> str:
        """What became of it."""
        if self.ended is not None:
            reason = str(self.ended.payload.get("return_reason") or "")
            return RETURN_REASONS.get(reason, str(self.ended.payload.get("reason") or "没有送到"))
        if self.served is not None:
            return "已经送达"
        return OUTCOMES.get(str(self.act.payload.get("outcome")), "")


@dataclass(frozen=True)
class PaperService:
    """One paper to be served: the act that made it, every try, and the act that counts as its service."""

    document: ServedDocument
    made: LegalAct
    attempts: tuple[Attempt, ...]
    served: LegalAct | None
    receipt: LegalAct | None

    @property
    def effective_on(self) -> date | None:
        """The day from which it counts as served; it may lie ahead where it was announced."""
        return service_day(self.served) if self.served else None

    @property
    def standing(self) -> Standing:
        if self.served is not None:
            return Standing.ANNOUNCED if self.served.payload.get("served") == "announce" else Standing.SERVED
        if any(attempt.is_open for attempt in self.attempts):
            return Standing.UNDER_WAY
        return Standing.FAILED if self.attempts else Standing.UNSERVED

    @property
    def receipt_missing(self) -> bool:
        """Whether it was served in a way that leaves a signed slip, and no slip is on file (CPL:87)."""
        method = METHODS.get(str(self.served.payload.get("served"))) if self.served else None
        return method is not None and method.slip and self.receipt is None


def services_of(situation: Situation) -> tuple[PaperService, ...]:
    """Return every paper of a case that is to be served or was, in the order in which they were made."""
    found = [each for document in DOCUMENTS.values() for each in _of_document(situation, document)]
    return tuple(sorted(found, key=lambda each: each.made.occurred_at))


def _of_document(situation: Situation, document: ServedDocument) -> Iterator[PaperService]:
    """The last paper of this sort; a handed-over one and a reminder appear once somebody has tried to serve them."""
    made = situation.last(*document.made_by)
    attempts = tuple(attempts_of(situation, document))
    served = service_of(situation, document)
    if made is None or (served is None and not attempts and not _is_called_for(situation, document)):
        return
    receipts = [act for act in situation.all("receipt_filed") if served and act.payload.get("act") == served.uid]
    yield PaperService(document, made, attempts, served, receipts[-1] if receipts else None)


def _is_called_for(situation: Situation, document: ServedDocument) -> bool:
    """Whether the paper waits to be served though nobody has tried yet."""
    if document.handed_over or document.id in ("reminder", "deferral"):
        return False
    if document.id == "notice":
        punishes = any(penalty.punishes for penalty in situation.proposed.values())
        return punishes and not situation.has("decided", "not_punished", "not_established", "case_closed")
    if document.id == "hearing_notice":
        return not situation.has("hearing_held", "hearing_ended", "decided")
    return True


def attempts_of(situation: Situation, document: ServedDocument) -> Iterator[Attempt]:
    """Yield the tries to serve a paper, oldest first, each with what became of it."""
    for act in situation.all("service_attempted"):
        if act.payload.get("document") == document.id:
            yield Attempt(act, _ending(situation, act), _success(situation, act))


def _ending(situation: Situation, attempt: LegalAct) -> LegalAct | None:
    """What says that a try failed: mail that came back, or a service that was struck."""
    named = [
        act
        for act in situation.all("service_returned", "service_struck")
        if attempt.uid and attempt.uid in (act.payload.get("attempt"), (act.payload.get("struck") or {}).get("attempt"))
    ]
    return named[-1] if named else None


def _success(situation: Situation, attempt: LegalAct) -> LegalAct | None:
    served = [act for act in situation.acts if attempt.uid and act.payload.get("attempt") == attempt.uid]
    return next((act for act in served if document_of(act.kind, act.payload.get("document"))
                 and act.kind not in ("service_returned", "service_struck")), None)  # fmt: skip


def service_of(situation: Situation, document: ServedDocument) -> LegalAct | None:
    """Return the act that counts as the service of the last paper of this sort."""
    found = [
        act for act in situation.all(document.service) if document_of(act.kind, act.payload.get("document")) == document
    ]
    made = situation.last(*document.made_by)
    if not found or (made and document.service == "document_served" and not _later(situation, found[-1], made)):
        return None
    return found[-1]


def _later(situation: Situation, act: LegalAct, than: LegalAct) -> bool:
    return situation.acts.index(act) > situation.acts.index(than)


def tried_by_hand(situation: Situation, document: ServedDocument) -> bool:
    """Whether handing it over failed or was refused, and is on file (ACL:38)."""
    return any(attempt.failed and attempt.method in BY_HAND for attempt in attempts_of(situation, document))


def failed_tries(situation: Situation) -> tuple[LegalAct, ...]:
    """Return every try of the case that did not reach the party, whatever the paper: they say where nobody is."""
    tries = (attempt for document in DOCUMENTS.values() for attempt in attempts_of(situation, document))
    return tuple(attempt.act for attempt in tries if attempt.failed)


def consent_of(situation: Situation, on_act: LegalAct | None = None) -> LegalAct | None:
    """Return the act by which the party agreed to electronic service and that still holds; None where none does.

    ``on_act`` is the act being judged: it may bring the signed consent itself. A withdrawal ends what came before it.
    """
    acts = (*situation.acts, *((on_act,) if on_act else ()))
    standing: LegalAct | None = None
    for act in acts:
        if act.kind == "consent_withdrawn":
            standing = None
        elif act.kind == "address_confirmed":
            standing = act if act.payload.get("electronic") is True and act.payload.get("consent_signed") else None
        elif act.payload.get("consent_signed") is True:
            standing = act
    return standing
