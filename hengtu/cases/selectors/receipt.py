"""Receipts of a case: how each decided matter follows from facts and rules, to be re-run by anyone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hengtu.cases.history import legal_history
from hengtu.documents.models import Document, DocumentState
from hengtu.documents.selectors.verify_code import receipts_with
from hengtu.law import discretion, receipt
from hengtu.law.procedure import Situation, day_of
from hengtu.law.procedure.moment import question_of
from hengtu.ledger.selectors.acts import acts_of_stream

KEPT_WITH = ("f14_spot_decision", "f15_penalty_decision", "x_no_penalty_decision")


def receipts_of(case_id: UUID) -> list[dict[str, Any]]:
    """Return one receipt per matter: those issued with the decision, else as of today's last act while undecided."""
    standing = Document.objects.filter(stream_id=case_id, form__in=KEPT_WITH, state=DocumentState.ISSUED)
    return kept_in(standing.order_by("issued_at", "number")) or receipts_in(
        Situation.of(legal_history(acts_of_stream(case_id)))
    )


def kept_in(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """Return the receipts that were frozen with the decisions among some documents."""
    decisions = [each for each in documents if each.form in KEPT_WITH and each.state == DocumentState.ISSUED]
    return [kept for document in decisions for kept in receipts_with(document)]


def receipts_in(situation: Situation) -> list[dict[str, Any]]:
    """Return the receipts of a situation, computed now."""
    case = situation.case
    if case is None:
        return []
    decided = situation.decision or situation.acts[-1]
    questions = [question_of(case, matter, day_of(decided.occurred_at)) for matter in case.matters]
    return [receipt.issue(question, discretion.assess(question)) for question in questions]
