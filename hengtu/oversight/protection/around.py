"""What sections of a protection file are read from: the act, its case, everything before and after it; loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from hengtu.agencies.models import Account, Role
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.models.proposal import Answer
from hengtu.cases.words import kind_name
from hengtu.law.acts import LegalAct
from hengtu.law.citations import cite
from hengtu.law.diligence.examine import Examined, examine
from hengtu.ledger.values import ActorRef, StoredAct
from hengtu.lib.uids import uid_of
from hengtu.officers.models import Officer
from hengtu.oversight.protection.known import known_of
from hengtu.oversight.protection.values import Proof


@dataclass(frozen=True)
class Around:
    """One act among the acts of its case, seen for one person. ``at`` is when the file is made."""

    case: EnforcementCase
    acts: tuple[StoredAct, ...]
    act: StoredAct
    person: ActorRef
    at: datetime

    @cached_property
    def history(self) -> tuple[LegalAct, ...]:
        return legal_history(self.acts)

    @cached_property
    def position(self) -> int:
        return next(index for index, each in enumerate(self.acts) if each.uid == self.act.uid)

    @cached_property
    def examined(self) -> Examined:
        known = known_of([self.act])[self.act.uid]
        return examine(self.history, self.position, known, place=self.case.jurisdiction)

    @cached_property
    def account(self) -> Account | None:
        """Whoever the person is in the system, where he has an account."""
        return account_of(self.person.id)

    def before(self, *kinds: str) -> Iterator[StoredAct]:
        return (each for each in self.acts[: self.position] if not kinds or each.kind in kinds)

    def after(self, *kinds: str) -> Iterator[StoredAct]:
        return (each for each in self.acts[self.position + 1 :] if not kinds or each.kind in kinds)

    def proof(self, act: StoredAct) -> Proof:
        """Return where an act stands: its number in the chain of the case, its hash, its place on the case page."""
        words = f"行为链第{act.seq}个行为：{kind_name(act.kind)}"
        return Proof(words, f"/cases/{self.case.pk}/#act-{act.uid}", act.hash)


def account_of(person: str) -> Account | None:
    """Return the account behind an actor id; None for somebody who has none."""
    if person.startswith("account:"):
        return Account.objects.filter(username=person.removeprefix("account:")).first()
    officer = officer_of(person)
    return officer.account if officer else None


def officer_of(person: str) -> Officer | None:
    """Return the officer behind an actor id; None for an official without an entry in the register."""
    uid = uid_of(person)
    if uid is None:
        return None
    return Officer.objects.select_related("account", "agency__acts_in_name_of").filter(uid=uid).first()


def asked_as(answer: Answer) -> str:
    """Return as what somebody was asked about a proposal."""
    role = answer.role.upper()
    return str(Role(role).label) if role in Role.values else "第二名执法人员"


def with_articles(message: str, basis: Iterable[str]) -> str:
    """Return a sentence with its articles behind it."""
    articles = "、".join(map(cite, basis))
    return f"{message}（{articles}）" if articles else message


def names(act: StoredAct) -> str:
    """Return who did an act; the party by that word alone, so that nothing more leaves than must."""
    said = [ref.name if ref.kind != "PARTY" else "当事人" for ref in act.by]
    return "、".join(dict.fromkeys(name for name in said if name))
