"""One case as formats read it: acts, parties, papers and exhibits, loaded once and never written to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.cases.history import legal_history
from hengtu.cases.models.payment import OrderState, PaymentOrder
from hengtu.cases.named_people import people_in_acts
from hengtu.cases.projection import CASE_STREAM
from hengtu.documents.models import Document
from hengtu.evidence.models import Exhibit
from hengtu.law.procedure import Situation
from hengtu.ledger.models import Stream
from hengtu.ledger.selectors.acts import acts_of_streams
from hengtu.ledger.values import StoredAct
from hengtu.lib.uids import uid_of
from hengtu.subjects.models import Party

T = TypeVar("T", Document, Exhibit)


@dataclass(frozen=True)
class Source:
    """One case. ``parties`` by uid; ``documents`` in the order of issue, withdrawn and replaced ones among them.

    ``orders`` are the numbers of its payment orders, oldest first, cancelled ones left out.
    """

    case_id: UUID
    acts: tuple[StoredAct, ...]
    agency: Agency
    parties: Mapping[str, Party] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    orders: tuple[str, ...] = ()

    @cached_property
    def uid(self) -> str:
        """The id of the case as records give it."""
        return str(self.case_id)

    @cached_property
    def situation(self) -> Situation:
        """The acts as they count today."""
        return Situation.of(legal_history(self.acts))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Everybody the case names who is no official."""
        return people_in_acts(legal_history(self.acts), self.parties.values())

    @cached_property
    def is_erased(self) -> bool:
        """Whether what the case is about has been lawfully erased: then nothing of it is handed over any more."""
        return self.situation.case is None

    def document_of(self, act_uid: str, *forms: str) -> Document | None:
        """Return the standing paper of an act, of one of these forms."""
        found = [each for each in self.documents if str(each.act_uid) == act_uid and each.form in forms]
        return found[-1] if found else None


def sources_of(case_ids: Iterable[UUID]) -> tuple[Source, ...]:
    """Load several cases with a handful of queries; streams that are no case are left out."""
    wanted = list(Stream.objects.filter(pk__in=list(case_ids), kind=CASE_STREAM).values_list("pk", flat=True))
    acts = acts_of_streams(wanted)
    parties = {str(row.uid): row for row in Party.objects.filter(uid__in=_party_uids(acts.values()))}
    documents = _grouped(
        Document.objects.filter(stream_id__in=wanted).defer("data").order_by("issued_at", "number", "pk")
    )
    exhibits = _grouped(Exhibit.objects.filter(stream_id__in=wanted).order_by("seq"))
    orders: dict[UUID, list[str]] = {}
    asked = PaymentOrder.objects.filter(case_uid__in=wanted).exclude(state=OrderState.CANCELLED).order_by("issued_at")
    for case_id, number in asked.values_list("case_uid", "number"):
        orders.setdefault(case_id, []).append(number)
    agencies = _agencies(acts.values())
    return tuple(
        Source(
            case_id,
            each,
            agencies[_agency_code(each)],
            {uid: parties[uid] for uid in _party_uids([each]) if uid in parties},
            tuple(documents.get(case_id, ())),
            tuple(exhibits.get(case_id, ())),
            tuple(orders.get(case_id, ())),
        )
        for case_id, each in acts.items()
    )


def source_of(case_id: UUID) -> Source | None:
    """Load one case; None where there is none."""
    return next(iter(sources_of([case_id])), None)


def _agency_code(acts: tuple[StoredAct, ...]) -> str:
    opening = (acts[0].payload or {}).get("case") or {}
    return str(opening.get("agency") or acts[0].in_name_of)


def _agencies(histories: Iterable[tuple[StoredAct, ...]]) -> dict[str, Agency]:
    codes = {_agency_code(acts) for acts in histories}
    found = Agency.objects.filter(code__in=codes).select_related("acts_in_name_of")
    return {agency.code: agency for agency in found}


def _party_uids(histories: Iterable[tuple[StoredAct, ...]]) -> set[str]:
    found: set[str] = set()
    for acts in histories:
        for entry in ((acts[0].payload or {}).get("case") or {}).get("parties", ()):
            found.update({entry["id"]} if uid_of(entry["id"]) else ())
    return found


def _grouped(rows: Iterable[T]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for row in rows:
        found.setdefault(row.stream_id, []).append(row)
    return found
