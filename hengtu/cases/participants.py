"""Who takes part in an act: people as the services are handed them, and as the law sees them on that day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_of
from hengtu.law.acts import Actor
from hengtu.ledger.values import ActorKind, ActorRef
from hengtu.officers.models import Officer, OfficerKind
from hengtu.officers.selectors.certificates import CertificateState, certificates_on


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

    def as_ref(self, actor: Actor) -> ActorRef:
        """Return this person as the ledger keeps them, with the roles and certificate found for that day."""
        return ActorRef(self._ref_kind(), self.id, self.name, tuple(sorted(actor.roles)), actor.certificate_valid)

    def _ref_kind(self) -> ActorKind:
        if self.fixed_role and self.account is None:
            return "PARTY" if self.fixed_role in ("party", "party_agent") else "SYSTEM"
        if self.officer is None:
            return "OFFICIAL"
        return "AUXILIARY" if self.officer.kind == OfficerKind.AUXILIARY else "OFFICER"


def actors_of(
    people: Sequence[Participant], *, agency: Agency, category: str, act_kind: str, on: date
) -> tuple[Actor, ...]:
    """Return people as the law sees them on the day of an act, for a case of ``category`` at ``agency``.

    Roles are those held or delegated that day at the legal subject; a certificate counts only with a post there.
    """
    roles = roles_of([person.account for person in people if person.account], agency, on, act_kind=act_kind)
    officers = [person.officer for person in people if person.officer]
    states = certificates_on(officers, category, on) if officers else {}
    return tuple(_actor(person, roles, states) for person in people)


def _actor(person: Participant, roles: Mapping[int, frozenset[str]], states: Mapping[int, CertificateState]) -> Actor:
    if person.fixed_role:
        return Actor(person.id, frozenset({person.fixed_role}), None, person.name)
    held = roles[person.account.pk] if person.account else frozenset()
    if person.officer is None:
        return Actor(person.id, held - {"officer"}, None, person.name)
    if person.officer.kind == OfficerKind.AUXILIARY:
        return Actor(person.id, frozenset({"auxiliary"}), None, person.name)
    valid = states[person.officer.pk].valid if "officer" in held else None
    return Actor(person.id, held, valid, person.name)


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


def adviser(account: Account) -> Participant:
    """A government lawyer or legal adviser, who acts by what he was asked and by no post."""
    return Participant(official(account).id, account.name, account=account, fixed_role="legal_adviser")


def party(uid: str, name: str) -> Participant:
    """The party or its agent."""
    return Participant(uid, name, fixed_role="party")


def party_agent(uid: str, name: str) -> Participant:
    """Who acts for the party under an identity of his own; the party stands beside him in the act."""
    return Participant(uid, name, fixed_role="party_agent")


def payment_platform() -> Participant:
    """The bank or electronic payment platform that reports a payment."""
    return Participant("payment-platform", "缴款平台", fixed_role="cashier")
