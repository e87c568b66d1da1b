"""Taking a file for legal review 收审."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def take_review(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take a file: from now on this reviewer has it, and his time runs.

    Args:
        reason: why it is taken over, where a colleague has it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:58
    """
    return do_act(
        case_id=case_id,
        kind="review_taken",
        by=by,
        at=at,
        payload=given(reason=reason),
        **more,
    )
