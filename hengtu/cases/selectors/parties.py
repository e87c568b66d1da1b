"""The parties of a case, as its acts name them."""

from __future__ import annotations

from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.law.procedure import Situation
from hengtu.law.procedure.matters import CaseParty
from hengtu.ledger.selectors.acts import acts_of_stream


def parties_of(case_id: UUID) -> tuple[CaseParty, ...]:
    """Return the parties in the order of the case; none once its content was lawfully erased."""
    case = Situation.of(legal_history(acts_of_stream(case_id))).case
    return case.parties if case else ()
