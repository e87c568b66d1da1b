"""Which exhibits an act of the case names: only those stand in the chain and can be relied on."""

from __future__ import annotations

from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.law.procedure import Situation
from hengtu.ledger.selectors.acts import acts_of_stream


def exhibits_in_acts(case_id: UUID) -> frozenset[UUID]:
    """Return the exhibits that acts of the case name, corrections written in."""
    acts = Situation.of(legal_history(acts_of_stream(case_id))).acts
    return frozenset(UUID(entry["uid"]) for act in acts for entry in act.payload.get("exhibits") or ())


def investigators_of(case_id: UUID) -> frozenset[UUID]:
    """Return the uids of the officers who have investigated the case so far."""
    return frozenset(UUID(each) for each in Situation.of(legal_history(acts_of_stream(case_id))).investigators)


def place_of(case_id: UUID) -> str:
    """Return the place as the latest act has it that names one, else an empty text."""
    acts = reversed(acts_of_stream(case_id))
    return next((place for act in acts if (place := str((act.payload or {}).get("place") or ""))), "")
