"""Receipts of a case: how each decided matter follows from facts and rules, to be re-run by anyone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.law import discretion, receipt
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.moment import question_of
from hengtu.ledger.selectors.acts import acts_of_stream


def receipts_of(case_id: UUID) -> list[dict[str, Any]]:
    """Return one receipt per matter, as of the day of the decision (or of the last act while undecided)."""
    return receipts_in(Situation.of(legal_history(acts_of_stream(case_id))))


def receipts_in(situation: Situation) -> list[dict[str, Any]]:
    """Return the receipts of a situation; see :func:`receipts_of`."""
    case = situation.case
    if case is None:
        return []
    decided = situation.decision or situation.acts[-1]
    questions = [question_of(case, matter, day_of(decided.occurred_at)) for matter in case.matters]
    return [receipt.issue(question, discretion.assess(question)) for question in questions]
