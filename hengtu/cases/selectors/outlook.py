"""What can come next, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hengtu.cases.selectors.case_view import ObjectionLine, Prospect
from hengtu.cases.selectors.deadlines import basis_zh
from hengtu.law.acts import LegalAct
from hengtu.law.objections import Objection
from hengtu.law.procedure import Possible, Situation, possible_acts
from hengtu.law.procedure.next_act import next_act

# Acts that are always possible are no news on the page.
ALWAYS_POSSIBLE = frozenset({"act_corrected", "decision_revoked", "evidence_collected"})
GATES = {
    "法制审核": {"review_missing", "review_not_passed", "review_outdated"},
    "集体讨论": {"discussion_missing", "discussion_unsigned"},
}


@dataclass(frozen=True)
class Outlook:
    """The one next act, the other lawful ones, those that must wait, and the names of gates still shut."""

    next_act: Prospect | None
    also_lawful: tuple[Prospect, ...]
    not_yet: tuple[Prospect, ...]
    shut_gates: frozenset[str]


def outlook_of(history: tuple[LegalAct, ...], situation: Situation, at: datetime) -> Outlook:
    """Ask the law what could come next at ``at``."""
    prospects = {
        possible.kind: _prospect(possible)
        for possible in possible_acts(history, at)
        if possible.kind not in ALWAYS_POSSIBLE
    }
    lawful_now = [kind for kind, prospect in prospects.items() if prospect.is_lawful]
    first = next_act(situation, prospects, lawful_now)
    upcoming = prospects.pop(first) if first else None
    waiting = tuple(prospect for prospect in prospects.values() if not prospect.is_lawful)
    lawful = tuple(prospect for prospect in prospects.values() if prospect.is_lawful)
    objections = [
        line.objection for prospect in (*waiting, *([upcoming] if upcoming else [])) for line in prospect.objections
    ]
    return Outlook(upcoming, lawful, waiting, _shut(objections))


def _prospect(possible: Possible) -> Prospect:
    waits = [objection.earliest_on for objection in possible.objections if objection.earliest_on]
    earliest: date | None = max(waits) if waits and len(waits) == len(possible.objections) else None
    return Prospect(
        possible.kind, possible.zh, possible.why, tuple(objection_line(each) for each in possible.objections), earliest
    )


def objection_line(objection: Objection) -> ObjectionLine:
    """Return an objection as pages show it: fact, article, way out."""
    return ObjectionLine(objection, objection.message, basis_zh(objection.basis), objection.remedy)


def _shut(objections: Iterable[Objection]) -> frozenset[str]:
    codes = {objection.code for objection in objections}
    return frozenset(name for name, shutting in GATES.items() if codes & shutting)
