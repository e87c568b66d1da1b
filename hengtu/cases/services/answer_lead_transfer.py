"""What the receiver of a transferred lead answered 移送答复: accepted, returned, or the result."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def answer_lead_transfer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    answer: str,
    note: str = "",
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record what the receiver said; a lead that was returned is open again and its clock starts anew.

    Args:
        answer: accepted, returned or result.
        note: reason of the return, or the result.

    Raises: ActRefused, StreamMoved.
    Source: MOT:9p1
    """
    return do_act(
        case_id=case_id,
        kind="lead_transfer_answered",
        by=by,
        at=at,
        payload=given(answer=answer, note=note),
        **more,
    )
