"""Defence 答辩."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def answer_lawsuit(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    answer: str,
    evidence: tuple[str, ...] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand in the answer and the evidence.

    Args:
        answer: main points.
        evidence: what was handed in.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ALL:67, ALL:34
    """
    return do_act(
        case_id=case_id,
        kind="lawsuit_answered",
        by=by,
        at=at,
        payload=given(answer=answer, evidence=list(evidence or ())),
        **more,
    )
