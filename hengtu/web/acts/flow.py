"""From a filled-in sheet to an act or a proposal: whose hand it needs, what the law says, what happens then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Account, Role
from hengtu.agencies.selectors.holders import holders_of
from hengtu.agencies.selectors.routes import route_for
from hengtu.cases import participants
from hengtu.cases.desk.desk import Desk
from hengtu.cases.desk.people import approver_roles, may_do, people_for
from hengtu.cases.models import Proposal
from hengtu.cases.participants import Participant
from hengtu.cases.services.carry_out import Intent, carry_out
from hengtu.cases.services.do_act import ANSWER_FOR_LATENESS, Late
from hengtu.cases.services.propose import overtake, propose
from hengtu.law.objections import Objection
from hengtu.law.procedure.hands import Hand, hand_of
from hengtu.law.procedure.matters import read_penalties
from hengtu.ledger.values import StoredAct
from hengtu.officers.models import Officer


@dataclass(frozen=True)
class Filled:
    """A sheet as it was filled in. ``confirmed``: the second officer entered the PIN beside the first."""

    desk: Desk
    kind: str
    answers: Mapping[str, Any]
    at: datetime
    key: UUID
    second: Officer | None = None
    confirmed: bool = False
    late_reason: str = ""
    form: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def hand(self) -> Hand:
        return hand_of(self.kind)

    @cached_property
    def is_mine(self) -> bool:
        """Whether who fills it in can be the one who does it."""
        return may_do(self.kind, self.desk)

    @cached_property
    def may_prepare(self) -> bool:
        """Whether who fills it in may at least prepare it for another: the officers of the legal subject.

        What the bank says is not prepared by officers: who decides does not collect (APL:67p1).
        """
        return self.hand is not Hand.CASHIER and "officer" in self.desk.roles_for(self.kind)

    @cached_property
    def route(self) -> tuple[str, ...]:
        """The posts whose agreement it needs, when somebody else has to do it."""
        found = route_for(self.desk.agency.legal_subject, self.kind, self.amount, self.desk.on)
        return approver_roles(self.kind, found.roles if found else ())

    @property
    def amount(self) -> Decimal:
        case = self.desk.situation.case
        entry = self.answers.get("decided") or self.answers.get("proposed")
        if case is None or not entry:
            return Decimal(0)
        return sum((Decimal(str(each.amount_yuan)) for each in read_penalties(entry, case).values()), Decimal(0))

    def approves_lateness(self) -> bool:
        return bool(self.desk.roles_for(self.kind) & ANSWER_FOR_LATENESS)

    def people(self) -> tuple[Participant, ...]:
        """Who will take part: me, me and my colleague, or the head who is going to be asked."""
        if self.is_mine or self.hand.is_handlers:
            second = self.second if self.hand is Hand.OFFICERS else None
            return people_for(self.kind, self.desk, second, party=str(self.answers.get("parties") or ""))
        asked = self.expected_approver
        return (participants.official(asked),) if asked else ()

    @cached_property
    def expected_approver(self) -> Account | None:
        """The head who is going to be asked last; nobody where the host of the hearing decides."""
        if self.hand is Hand.HOST:
            return None
        return next(iter(holders_of(self.route[-1], self.desk.agency, self.desk.on)), None)

    def intent(self) -> Intent:
        """The act as it would be done."""
        late = Late(self.late_reason, participants.official(self.desk.account)) if self.late_reason else None
        return Intent(
            case_id=self.desk.case_id,
            kind=self.kind,
            answers=self.answers,
            by=self.people(),
            at=self.at,
            recorded_at=self.desk.at,
            key=str(self.key),
            late=late,
        )

    @property
    def sends(self) -> bool:
        """Whether submitting it asks others first, instead of doing the act at once."""
        return self.waits_for_second or bool(self.roles_to_ask)

    @property
    def waits_for_second(self) -> bool:
        return self.hand is Hand.OFFICERS and self.second is not None and not self.confirmed

    @property
    def roles_to_ask(self) -> tuple[str, ...]:
        if not self.is_mine and not self.hand.is_handlers:
            return self.route
        return (Role.AGENCY_HEAD,) if self.late_reason and not self.approves_lateness() else ()


class NotYours(Exception):
    """Who fills it in can neither do nor prepare this act."""


def submit(filled: Filled, refusing: tuple[Objection, ...]) -> StoredAct | Proposal:
    """Do the act, or send it to whose hand it needs.

    Args:
        refusing: what the rehearsal objected to; with anything in it only the service's own refusal is raised.
    Raises: what ``carry_out`` and ``propose`` raise; NotYours.
    """
    if not filled.is_mine and (not filled.may_prepare or filled.hand in (Hand.REVIEWER, Hand.HOST)):
        raise NotYours
    if filled.sends and not refusing:
        return _send(filled)
    act = carry_out(filled.intent())
    overtake(filled.desk.case_id, filled.kind, at=filled.desk.at)
    return act


def _send(filled: Filled) -> Proposal:
    return propose(
        uid=filled.key,
        case=filled.desk.case,
        kind=filled.kind,
        answers=filled.answers,
        by=filled.desk.account,
        at=filled.desk.at,
        occurred_at=filled.at,
        second=filled.second if filled.hand is Hand.OFFICERS else None,
        roles=filled.roles_to_ask,
        late_reason=filled.late_reason,
        confirmed=filled.confirmed,
        form=filled.form,
    )
