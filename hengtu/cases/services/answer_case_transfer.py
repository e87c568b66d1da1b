"""Answer to a transfer 登记案件移送答复."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def answer_case_transfer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    answer: str,
    note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the receiver accepted the case or sent it back.

    Args:
        answer: accepted or returned.
        note: what it said.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: MOT:9p1
    """
    return do_act(
        case_id=case_id,
        kind="case_transfer_answered",
        by=by,
        at=at,
        payload=given(
            answer=answer,
            note=note,
        ),
        **more,
    )
