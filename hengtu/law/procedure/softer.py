"""The softer measures of a case and whether somebody looked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hengtu.law.acts import LegalAct
from hengtu.law.procedure.situation import Situation
from hengtu.law.softer import MEASURES


@dataclass(frozen=True)
class Softer:
    """One measure: the act that took it, the act that followed it up, the day set for that."""

    taken: LegalAct
    followed: LegalAct | None = None

    @property
    def id(self) -> str:
        return self.taken.uid or self.taken.occurred_at.isoformat()

    @property
    def kind(self) -> str:
        """A key of ``law.softer.MEASURES``, empty where the act names none that is known."""
        named = str(self.taken.payload.get("measure") or "")
        return named if named in MEASURES else ""

    @property
    def label(self) -> str:
        return MEASURES.get(self.kind, "柔性措施")

    @property
    def follow_up_on(self) -> date | None:
        day = self.taken.payload.get("follow_up_on")
        return date.fromisoformat(day) if day else None


def softer_of(situation: Situation) -> tuple[Softer, ...]:
    """Return every measure, oldest first; a follow-up names its measure, else it is for the oldest open one."""
    found = [Softer(act) for act in situation.all("softer_measure_taken")]
    for act in situation.all("softer_measure_followed"):
        named = act.payload.get("of_measure")
        fits = [n for n, each in enumerate(found) if each.followed is None and named in (None, "", each.id)]
        if fits:
            found[fits[0]] = Softer(found[fits[0]].taken, act)
    return tuple(found)


def open_measures(situation: Situation) -> tuple[Softer, ...]:
    """Return those nobody has followed up yet."""
    return tuple(each for each in softer_of(situation) if each.followed is None)
