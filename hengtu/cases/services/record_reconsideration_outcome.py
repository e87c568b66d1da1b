"""Outcome of reconsideration 复议结果."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_reconsideration_outcome(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    outcome: str,
    received_on: str | None = None,
    decided: Any = None,
    reason: str | None = None,
    redo_by: str | None = None,
    third_party_asked: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record how reconsideration ended; it may undo or change the decision.

    Args:
        outcome: see ``law.procedure.outcomes.REVIEW_OUTCOMES``.
        received_on: civil date of receipt.
        decided: the penalty as changed.
        reason: why.
        redo_by: civil date by which to decide anew.
        third_party_asked: a third party had asked for the opposite.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:62, ARL:63
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_decided",
        by=by,
        at=at,
        payload=given(
            outcome=outcome,
            received_on=received_on,
            decided=decided,
            reason=reason,
            redo_by=redo_by,
            third_party_asked=third_party_asked,
        ),
        **more,
    )
