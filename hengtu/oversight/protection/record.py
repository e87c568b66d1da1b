"""One's own record of a period: acts, page by page, each with its state; and what can still be mended, and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet

from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.selectors.case_view import Tag
from hengtu.law.diligence.examine import Examined, Finding, examine
from hengtu.law.procedure.situation import CIVIL_TIME
from hengtu.ledger.selectors.acts import acts_of_streams
from hengtu.ledger.values import StoredAct
from hengtu.oversight.models import OfficerAct
from hengtu.oversight.protection.known import known_of
from hengtu.oversight.protection.values import STATE_TAGS

PAGE = 25
LOOKED_THROUGH = 100  # acts read at once when only those with a gap are asked for


@dataclass(frozen=True)
class OwnAct:
    """One act on the page. ``to_mend`` holds only what can still be lawfully mended."""

    act: StoredAct
    case: EnforcementCase
    examined: Examined

    @property
    def tag(self) -> Tag:
        return STATE_TAGS[self.examined.state]

    @property
    def to_mend(self) -> tuple[Finding, ...]:
        return self.examined.to_mend


@dataclass(frozen=True)
class OwnPage:
    """A page of acts, the newest first. ``looked_through``: how many were read; ``next_cursor``: empty at the end."""

    acts: tuple[OwnAct, ...]
    looked_through: int
    next_cursor: str


def own_page(person: str, first: date, last: date, *, cursor: str = "", only_gaps: bool = False) -> OwnPage:
    """Return a page of what somebody did in a span of days, in a bounded number of queries.

    Args:
        person: id of the actor in acts. first, last: civil days, both included.
        cursor: ``next_cursor`` of the page before; what is none counts as the beginning.
        only_gaps: keep only acts with something to mend; at most ``LOOKED_THROUGH`` are read for one page.
    """
    size = LOOKED_THROUGH if only_gaps else PAGE
    rows = list(_after(_within(person, first, last), cursor).order_by("-occurred_at", "-id")[: size + 1])
    found = own_acts(rows[:size])
    following = f"{rows[size - 1].occurred_at.isoformat()}_{rows[size - 1].pk}" if len(rows) > size else ""
    shown = tuple(each for each in found if each.to_mend) if only_gaps else found
    return OwnPage(shown, len(rows[:size]), following)


def own_acts(rows: Sequence[OfficerAct]) -> tuple[OwnAct, ...]:
    """Return indexed acts with their cases, each asked again; histories of these cases alone are read."""
    streams = {row.stream for row in rows}
    histories = acts_of_streams(streams)
    cases = EnforcementCase.objects.select_related("agency").in_bulk(streams)
    places = {act.uid: (act, index) for acts in histories.values() for index, act in enumerate(acts)}
    known = known_of([places[row.act_uid][0] for row in rows if row.act_uid in places])
    found: list[OwnAct] = []
    legal = {stream: legal_history(acts) for stream, acts in histories.items()}
    for row in rows:
        if row.act_uid in places and row.stream in cases:
            act, index = places[row.act_uid]
            case = cases[row.stream]
            found.append(OwnAct(act, case, examine(legal[row.stream], index, known[act.uid], place=case.jurisdiction)))
    return tuple(found)


def acts_in_case(person: str, case: UUID) -> tuple[OwnAct, ...]:
    """Return what somebody did in one case, oldest first; read from the case itself, whatever the index has seen."""
    acts = acts_of_streams([case]).get(case, ())
    mine = [act for act in acts if any(ref.id == person for ref in act.by)]
    rows = [OfficerAct(person=person, act_uid=act.uid, stream=case, occurred_at=act.occurred_at) for act in mine]
    return own_acts(rows)


def _within(person: str, first: date, last: date) -> QuerySet[OfficerAct]:
    start = datetime.combine(first, time(), CIVIL_TIME)
    end = datetime.combine(last + timedelta(days=1), time(), CIVIL_TIME)
    return OfficerAct.objects.filter(person=person, occurred_at__gte=start, occurred_at__lt=end)


def _after(rows: QuerySet[OfficerAct], cursor: str) -> QuerySet[OfficerAct]:
    when, bar, key = cursor.partition("_")
    try:
        at, pk = datetime.fromisoformat(when), int(key) if bar else 0
    except ValueError:
        return rows
    if at.tzinfo is None or not 0 < pk < 2**62:
        return rows
    return rows.filter(occurred_at__lt=at) | rows.filter(occurred_at=at, pk__lt=pk)
