"""The desk: one case as the person in front of it needs it to do the next act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from hengtu.agencies.models import Account, Agency
from hengtu.agencies.selectors.roles import roles_on
from hengtu.cases.history import legal_history
from hengtu.cases.models import EnforcementCase
from hengtu.cases.projection import agency_of
from hengtu.evidence.models import Exhibit
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation, day_of, procedure_on
from hengtu.law.procedure.arrows import Procedure
from hengtu.ledger.selectors.acts import acts_of_stream
from hengtu.ledger.values import StoredAct
from hengtu.officers.models import Officer
from hengtu.officers.selectors.shift import colleagues_of


@dataclass(frozen=True)
class Desk:
    """A case, its history, and who sits before it at which moment. ``at`` is an aware instant.

    ``things``: the things of case property that the person has in hand, as after scanning a label.
    """

    case: EnforcementCase
    acts: tuple[StoredAct, ...]
    account: Account
    at: datetime
    things: tuple[str, ...] = ()

    @property
    def case_id(self) -> UUID:
        return self.case.pk

    @property
    def on(self) -> date:
        """The civil day."""
        return day_of(self.at)

    @property
    def seq(self) -> int:
        """The last act that this desk knows."""
        return self.acts[-1].seq

    @cached_property
    def history(self) -> tuple[LegalAct, ...]:
        return legal_history(self.acts)

    @cached_property
    def situation(self) -> Situation:
        return Situation.of(self.history)

    @cached_property
    def procedure(self) -> Procedure:
        return procedure_on(day_of(self.acts[0].occurred_at))

    @cached_property
    def agency(self) -> Agency:
        return agency_of(self.acts)

    @cached_property
    def officer(self) -> Officer | None:
        """The person's entry in the register of officers."""
        found: Officer | None = getattr(self.account, "officer", None)
        return found

    @cached_property
    def colleagues(self) -> tuple[Officer, ...]:
        """Whom the person may choose as the second officer."""
        return tuple(colleagues_of(self.officer, self.on)) if self.officer else ()

    @cached_property
    def handlers(self) -> tuple[Officer, ...]:
        """The officers who have worked on the case, the first one first."""
        order = [actor.id for act in self.acts for actor in act.by if actor.id in self.situation.investigators]
        rows = {str(row.uid): row for row in Officer.objects.filter(uid__in=set(order)).select_related("account")}
        return tuple(rows[uid] for uid in dict.fromkeys(order) if uid in rows)

    @cached_property
    def exhibits(self) -> tuple[Exhibit, ...]:
        return tuple(Exhibit.objects.filter(stream=self.case_id).order_by("seq"))

    @cached_property
    def loose_exhibits(self) -> tuple[Exhibit, ...]:
        """Exhibits that no act has named yet."""
        named = {entry["uid"] for act in self.acts for entry in (act.payload or {}).get("exhibits", ())}
        return tuple(exhibit for exhibit in self.exhibits if str(exhibit.uid) not in named)

    @cached_property
    def opening(self) -> dict[str, Any]:
        """The first act's content."""
        return self.acts[0].payload or {}

    def roles_for(self, kind: str) -> frozenset[str]:
        """The roles this person has here today, delegations for ``kind`` included."""
        return roles_on(self.account, self.agency, self.on, act_kind=kind)

    def payload_of(self, *kinds: str) -> dict[str, Any]:
        """The content of the latest act of these kinds, empty if there is none."""
        act = self.situation.last(*kinds)
        return dict(act.payload) if act else {}


def desk_for(account: Account, case: EnforcementCase, *, at: datetime, things: tuple[str, ...] = ()) -> Desk:
    """Put a case on somebody's desk. Authorisation has happened before (``access_case``)."""
    return Desk(case, acts_of_stream(case.pk), account, at, things)
