"""Judgment 法院裁判."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_judgment(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    outcome: str,
    in_force: bool | None = None,
    received_on: str | None = None,
    decided: Any = None,
    reason: str | None = None,
    redo_by: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record a judgment; once in force it may undo or change the decision.

    Args:
        outcome: see ``law.procedure.outcomes.COURT_OUTCOMES``.
        in_force: nobody can appeal any more.
        received_on: civil date of receipt.
        decided: the penalty as changed.
        reason: why.
        redo_by: civil date by which to decide anew.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ALL:69
    """
    return do_act(
        case_id=case_id,
        kind="lawsuit_judged",
        by=by,
        at=at,
        payload=given(
            outcome=outcome, in_force=in_force, received_on=received_on, decided=decided, reason=reason, redo_by=redo_by
        ),
        **more,
    )
