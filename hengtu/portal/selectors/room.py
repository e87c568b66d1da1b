"""The room behind the door: one party's side of one case, and nothing of anybody else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.documents.models import Document, DocumentDoor, DocumentState
from hengtu.documents.selectors.documents import title_of
from hengtu.documents.selectors.doors import doors_of_stream
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.clocks import Clock, clock_of
from hengtu.law.procedure.matters import CaseParty, Matter, Penalty
from hengtu.law.procedure.party_standing import Standing, standing_of
from hengtu.law.procedure.party_ways import (
    PartyDebt,
    Way,
    WayKind,
    is_decided,
    own_acts,
    own_penalties,
    payable_of,
    ways_of,
)
from hengtu.law.procedure.shares import share_of
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.portal.models import PartyAgent

NOTICE, DECISION, HEARING_NOTICE = "f11_violation_notice", "f15_penalty_decision", "f12_hearing_notice"
SPOT_DECISION, NO_PENALTY = "f14_spot_decision", "x_no_penalty_decision"


@dataclass(frozen=True)
class Room:
    """What one identified party sees. ``level``: 1 by the paper in hand, 2 by the phone; ``at`` is now.

    ``agent``: who stands there for the party, None where it is the party itself.

    Panels of other parts (money, complaint) are given the same room.
    """

    door: DocumentDoor
    case: EnforcementCase
    acts: tuple[StoredAct, ...]
    level: int
    at: datetime
    agent: PartyAgent | None = None

    @property
    def on(self) -> date:
        return day_of(self.at)

    @cached_property
    def history(self) -> tuple[LegalAct, ...]:
        return legal_history(self.acts)

    @cached_property
    def situation(self) -> Situation:
        return Situation.of(self.history)

    @property
    def share(self) -> Situation:
        """The case as it is for this party alone: its money, its plan, its remedies."""
        return share_of(self.situation, self.door.party_uid)

    @cached_property
    def party(self) -> CaseParty | None:
        """The party as the case names it; None once the content was lawfully erased."""
        case = self.situation.case
        return next((each for each in case.parties if each.id == self.door.party_uid), None) if case else None

    @cached_property
    def papers(self) -> tuple[Document, ...]:
        """The papers that went to this party, oldest first: only the one in hand until the phone is checked."""
        mine = [each.document for each in doors_of_stream(self.case.pk) if each.party_uid == self.door.party_uid]
        return tuple(paper for paper in mine if self.level > 1 or paper.pk == self.door.document.pk)

    def paper(self, form: str) -> Document | None:
        """The latest standing paper of a form that this visitor may read."""
        standing = [each for each in self.papers if each.form == form and each.state == DocumentState.ISSUED]
        return standing[-1] if standing else None

    @property
    def is_decided(self) -> bool:
        return is_decided(self.situation)

    @property
    def may_speak(self) -> bool:
        """Whether a statement is still heard: from the notice to the decision (APL:45)."""
        return self.situation.has("notice_served") and not self.is_decided

    def clock(self, term: str) -> Clock | None:
        return clock_of(self.share, term)

    def own_acts(self, *kinds: str) -> tuple[LegalAct, ...]:
        """What this party did, oldest first."""
        return own_acts(self.situation, self.door.party_uid, *kinds)

    @cached_property
    def standing(self) -> Standing:
        """Where the case stands for this party."""
        return standing_of(self.situation, self.door.party_uid, self.on)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """What this party can do now, the most pressing first."""
        return ways_of(self.situation, self.door.party_uid, self.on)

    def way(self, kind: WayKind) -> Way | None:
        return next((way for way in self.ways if way.kind is kind), None)

    @cached_property
    def payable(self) -> PartyDebt | None:
        """What this party still has to pay."""
        return payable_of(self.situation, self.door.party_uid, self.on)

    @property
    def own_matters(self) -> tuple[Matter, ...]:
        """What this party is said to have done; nobody else's violations."""
        case = self.situation.case
        return tuple(each for each in case.matters if each.party.id == self.door.party_uid) if case else ()

    @cached_property
    def own_penalties(self) -> dict[str, Penalty]:
        """What was decided against this party, else what it was told is intended; by matter."""
        decided = own_penalties(self.situation, self.door.party_uid)
        own = {each.id for each in self.own_matters}
        return decided or {matter: each for matter, each in self.situation.notified.items() if matter in own}


@dataclass(frozen=True)
class Outside:
    """What anybody with the paper in hand knows anyway: shown before the identity check."""

    title: str
    number: str
    agency: str
    phone: str
    address: str
    issued_on: date
    party: str
    stands: bool
    state: str
    due_on: date | None
    is_decided: bool
    on: date

    @property
    def is_running(self) -> bool:
        """Whether there is still time to ask for a hearing."""
        return self.due_on is not None and self.on <= self.due_on and not self.is_decided


def room_of(door: DocumentDoor, *, level: int, at: datetime, agent: PartyAgent | None = None) -> Room:
    """Return the room behind a door. Raises: EnforcementCase.DoesNotExist."""
    case = EnforcementCase.objects.get(pk=door.document.stream_id)
    return Room(door, case, acts_of_stream(case.pk), level, at, agent)


def outside_of(door: DocumentDoor, *, at: datetime, room: Room | None = None) -> Outside:
    """Return what the door says to whoever holds the paper; of ``room``, where it has been opened already."""
    room, paper = room or room_of(door, level=0, at=at), door.document
    clock = room.clock("hearing_request") if paper.form == NOTICE else None
    return Outside(
        title=title_of(paper),
        number=paper.number,
        agency=paper.agency.name,
        phone=paper.agency.phone,
        address=paper.agency.address,
        issued_on=paper.issued_on,
        party=paper.masked_party,
        stands=paper.state == DocumentState.ISSUED,
        state=str(DocumentState(paper.state).label),
        due_on=clock.due.due_on if clock else None,
        is_decided=room.is_decided,
        on=room.on,
    )


def words_of(paper: Document) -> dict[str, Any]:
    """Return the printed words of a paper by field, as they were frozen."""
    text: dict[str, Any] = json.loads(paper.data).get("text", {})
    return text
