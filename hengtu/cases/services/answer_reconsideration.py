"""Answer 复议答复."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def answer_reconsideration(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    answer: str,
    evidence: tuple[str, ...] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Answer the reconsideration and hand in the evidence.

    Args:
        answer: main points.
        evidence: what was handed in.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:48, ARL:54
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_answered",
        by=by,
        at=at,
        payload=given(answer=answer, evidence=list(evidence or ())),
        **more,
    )
