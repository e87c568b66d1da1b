"""What the papers of an act are written from: the case after the act, and what was looked up once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.law import receipt
from hengtu.law.acts import LegalAct
from hengtu.law.discretion import Assessment
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.matters import CaseFacts, CaseParty, Matter, Penalty
from hengtu.law.procedure.moment import question_of
from hengtu.law.procedure.shares import share_of

Assess = Callable[[Matter, date], Assessment]


@dataclass(frozen=True)
class Person:
    """Someone named on a paper; ``certificate`` is empty for people who act by a post."""

    name: str
    certificate: str = ""

    def as_value(self) -> dict[str, str]:
        """Return the shape of a ``person`` field."""
        return {"name": self.name, "certificate": self.certificate}


@dataclass(frozen=True)
class PartyData:
    """A party as documents name it; personal numbers were revealed for this purpose and are not shown by accident."""

    name: str
    is_organisation: bool
    id_number: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    credit_code: str = ""
    legal_representative: str = ""
    sex: str = ""
    born_on: date | None = field(default=None, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether any personal data were found."""
        return bool(self.id_number or self.address or self.phone)

    def age_on(self, day: date) -> int | None:
        """Return full years on a day; None where the birthday is not known."""
        if self.born_on is None:
            return None
        birthday_passed = (day.month, day.day) >= (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - (0 if birthday_passed else 1)


@dataclass(frozen=True)
class Proof:
    """One piece of evidence as papers name it, and what it proves.

    ``proves`` holds ``<matter>/<element>``, as the matrix of the case has it; records that acts name have no ``uid``.
    """

    name: str
    purpose: str = "证明上述违法事实"
    uid: str = ""
    proves: frozenset[str] = frozenset()


@dataclass(frozen=True)
class IssuedPaper:
    """A paper of the case that stands. Papers of one form and one act are ordered by number, as the parties are."""

    form: str
    title: str
    number: str
    issued_on: date
    act_uid: str


@dataclass(frozen=True)
class PaperContext:
    """The case after an act, seen from one party.

    ``act`` is the act the paper belongs to, ``agency`` the unit that handled it, ``parties`` and ``people`` are keyed
    by the ids that acts use, ``handlers`` are the officers who answer for the case (two once it is investigated).
    ``focus`` is the party the paper is for; ``instalment`` counts from 1 on papers made per instalment, else 0.
    """

    case_id: UUID
    situation: Situation
    act: LegalAct
    agency: Agency
    case_number: str
    title: str
    plate: str
    parties: Mapping[str, PartyData]
    people: Mapping[str, Person]
    handlers: tuple[Person, ...]
    assess: Assess
    exhibits: tuple[Proof, ...] = ()
    issued: tuple[IssuedPaper, ...] = ()
    focus: str = ""
    instalment: int = 0

    # --- who ------------------------------------------------------------------
    @property
    def legal_subject(self) -> Agency:
        """In whose name the paper is issued and sealed."""
        return self.agency.legal_subject

    @property
    def case(self) -> CaseFacts:
        case = self.situation.case
        assert case is not None, "the first act of a case carries its case block"
        return case

    @property
    def share(self) -> Situation:
        """The case as it is for the party in focus: its money, its services, its remedies; the whole without one."""
        return share_of(self.situation, self.focus)

    @property
    def party(self) -> CaseParty:
        """The party this paper is for; the first of the case on papers that are for none in particular."""
        return next((party for party in self.case.parties if party.id == self.focus), self.case.parties[0])

    @property
    def party_data(self) -> PartyData:
        return self.parties[self.party.id]

    def person(self, actor_id: str) -> Person:
        """Return someone an act names by id; an id nobody knows is printed as it stands."""
        return self.people.get(actor_id, Person(actor_id))

    @property
    def leader(self) -> Person | None:
        """The head who did this act, if a head did."""
        return next((Person(actor.name) for actor in self.act.by if "agency_head" in actor.roles), None)

    # --- when -----------------------------------------------------------------
    @property
    def at(self) -> datetime:
        return self.act.occurred_at

    @property
    def on(self) -> date:
        """The civil day of the act, which is the date on the paper."""
        return day_of(self.act.occurred_at)

    # --- what -----------------------------------------------------------------
    @cached_property
    def matters(self) -> tuple[Matter, ...]:
        """The violations of the party in focus; those of everyone where there is none."""
        return tuple(matter for matter in self.case.matters if self.focus in ("", matter.party.id))

    def asked(self, key: str, default: Any = None) -> Any:
        """Return an entry of the act, corrections written in."""
        return self.act.payload.get(key, default)

    def assessment(self, matter: Matter) -> Assessment:
        """Return what the law says to one matter, as of the decision or, before it, as of this act."""
        decision = self.situation.decision
        return self.assess(matter, day_of(decision.occurred_at) if decision else self.on)

    @cached_property
    def receipts(self) -> tuple[Mapping[str, Any], ...]:
        """The receipts of the matters in focus, as of the decision: printed by their codes, kept with the paper."""
        decision = self.situation.decision
        on = day_of(decision.occurred_at) if decision else self.on
        asked = [(question_of(self.case, matter, on), self.assessment(matter)) for matter in self.matters]
        return tuple(receipt.issue(question, answer) for question, answer in asked)

    def penalties(self, key: str, of: LegalAct | None = None) -> tuple[tuple[Matter, Penalty], ...]:
        """Return the penalties an act names for the matters in focus; ``of`` is this act unless given."""
        named = self.situation.penalties(of or self.act, key)
        return tuple((matter, named[matter.id]) for matter in self.matters if matter.id in named)

    @property
    def decided(self) -> tuple[tuple[Matter, Penalty], ...]:
        """Return what was decided on the matters in focus."""
        decision = self.situation.decision
        return self.penalties("decided", decision) if decision else ()

    # --- earlier papers -------------------------------------------------------
    def paper(self, *forms: str) -> IssuedPaper | None:
        """Return the latest paper of these forms that went to the party in focus."""
        others = {act.uid for act in self.situation.acts} - {act.uid for act in self.share.acts}
        of_forms = [paper for paper in self.issued if paper.form in forms and paper.act_uid not in others]
        if not of_forms:
            return None
        together = [paper for paper in of_forms if paper.act_uid == of_forms[-1].act_uid]
        position = [party.id for party in self.case.parties].index(self.party.id)
        return together[min(position, len(together) - 1)]
