"""Who takes part in an act: people as the services are handed them, and as the law sees them on that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.law.acts import Actor
from hengtu.ledger.values import ActorKind, ActorRef
from hengtu.officers.models import Officer, OfficerKind
from hengtu.officers.selectors.certificates import certificate_on


@dataclass(frozen=True)
class Participant:
    """Someone who takes part in an act.

    Exactly one of ``officer``, ``account`` and ``fixed_role`` says who: an officer or auxiliary of the register, an
    account with posts, or one who needs no register (the party, the payment platform).
    """

    id: str
    name: str
    officer: Officer | None = None
    account: Account | None = None
    fixed_role: str = ""

    def as_actor(self, *, agency: Agency, category: str, act_kind: str, on: date) -> Actor:
        """Return this person as the law sees them on the day of the act, for a case of ``category`` at ``agency``."""
        if self.fixed_role:
            return Actor(self.id, frozenset({self.fixed_role}), None, self.name)
        roles = roles_on(self.account, agency, on, act_kind=act_kind) if self.account else frozenset()
        if self.officer is None:
            return Actor(self.id, roles - {"officer"}, None, self.name)
        if self.officer.kind == OfficerKind.AUXILIARY:
            return Actor(self.id, frozenset({"auxiliary"}), None, self.name)
        valid = certificate_on(self.officer, category, on).valid if "officer" in roles else None
        return Actor(self.id, roles, valid, self.name)

    def as_ref(self, actor: Actor) -> ActorRef:
        """Return this person as the ledger keeps them, with the roles and certificate found for that day."""
        return ActorRef(self._ref_kind(), self.id, self.name, tuple(sorted(actor.roles)), actor.certificate_valid)

    def _ref_kind(self) -> ActorKind:
        if self.fixed_role:
            return "PARTY" if self.fixed_role == "party" else "SYSTEM"
        if self.officer is None:
            return "OFFICIAL"
        return "AUXILIARY" if self.officer.kind == OfficerKind.AUXILIARY else "OFFICER"


def officer(person: Officer) -> Participant:
    """An officer or auxiliary of the register."""
    return Participant(str(person.uid), person.name, officer=person, account=person.account)


def official(account: Account) -> Participant:
    """Someone who acts by a post: a head, a reviewer, an archivist.

    One human has one id whatever the post: a reviewer who is in the register of officers keeps the officer's uid, so
    that who investigated cannot review under another name.
    """
    registered: Officer | None = getattr(account, "officer", None)
    if registered is not None:
        return officer(registered)
    return Participant(f"account:{account.username}", account.name, account=account)


def party(uid: str, name: str) -> Participant:
    """The party or its agent."""
    return Participant(uid, name, fixed_role="party")


def payment_platform() -> Participant:
    """The bank or electronic payment platform that reports a payment."""
    return Participant("payment-platform", "缴款平台", fixed_role="cashier")
