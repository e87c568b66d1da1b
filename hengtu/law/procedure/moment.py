"""The moment at which an act is judged: where the case stands, and the act that is to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from hengtu.law import discretion
from hengtu.law.acts import LegalAct
from hengtu.law.objections import Objection
from hengtu.law.procedure.matters import CaseFacts, Matter, Penalty, read_penalties
from hengtu.law.procedure.shares import is_told_apart, share_of, whose
from hengtu.law.procedure.situation import Situation, day_of


@dataclass(frozen=True)
class Moment:
    """A situation and the act judged in it."""

    situation: Situation
    act: LegalAct

    @cached_property
    def on(self) -> date:
        """The civil day of the act."""
        return day_of(self.act.occurred_at)

    @cached_property
    def share(self) -> Situation:
        """The situation as it is for the one party the act speaks of; the whole of it where it speaks of all."""
        named = whose(self.situation, self.act) if is_told_apart(self.situation) else ()
        return share_of(self.situation, named[0].id) if len(named) == 1 else self.situation

    @cached_property
    def case(self) -> CaseFacts:
        """What the case is about; the opening act brings it along itself."""
        case = self.situation.case or Situation((self.act,)).case
        if case is None:
            raise CaseUnknown
        return case

    def penalties(self, key: str) -> dict[str, Penalty]:
        """The penalties the act itself names."""
        try:
            return read_penalties(self.act.payload.get(key), self.case)
        except CaseUnknown:
            return {}

    def asked(self, key: str) -> Any:
        return self.act.payload.get(key)

    def matter(self, matter_id: str) -> Matter:
        return next(matter for matter in self.case.matters if matter.id == matter_id)

    def assess(self, matter: Matter) -> discretion.Assessment:
        """Ask the substantive law what the facts of one matter lead to on this day."""
        return assess_matter(self.case, matter, self.on)


class CaseUnknown(ValueError):
    """The acts do not say what the case is about."""


Guard = Callable[[Moment], Iterable[Objection]]


def assess_matter(case: CaseFacts, matter: Matter, decided_on: date) -> discretion.Assessment:
    """Assess one matter as of ``decided_on``; see ``law.discretion.assess``."""
    return discretion.assess(question_of(case, matter, decided_on))


def question_of(case: CaseFacts, matter: Matter, decided_on: date) -> dict[str, Any]:
    """Put one matter as the question that ``hengtu law assess`` takes."""
    return {
        "violation": matter.violation,
        "jurisdiction": case.jurisdiction,
        "party_type": matter.party.kind,
        "violation_on": matter.violation_on.isoformat(),
        "decided_on": decided_on.isoformat(),
        "facts": dict(matter.facts),
    }
