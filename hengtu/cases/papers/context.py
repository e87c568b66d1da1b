"""What the papers of an act are written from."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from hengtu.agencies.models import Agency
from hengtu.law.acts import LegalAct
from hengtu.law.procedure import Situation
from hengtu.ledger.values import StoredAct


@dataclass(frozen=True)
class PaperContext:
    """The case after an act: ``act`` is the one the paper belongs to, ``agency`` the unit that handled it."""

    case_id: UUID
    situation: Situation
    act: StoredAct
    agency: Agency
    case_number: str

    @property
    def legal_subject(self) -> Agency:
        """In whose name the paper is issued and sealed."""
        return self.agency.legal_subject

    @property
    def legal_act(self) -> LegalAct:
        """The act as it counts, corrections written in."""
        return next(act for act in self.situation.acts if act.uid == str(self.act.uid))
