"""Moving the promised day once 变更承诺期限."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def move_promise(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    due_on: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Let the party keep its promise by a later day.

    Args:
        due_on: the new day, ISO. reason: why it could not be kept by the first one.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:33p1
    """
    payload = given(due_on=due_on, reason=reason)
    return do_act(case_id=case_id, kind="promise_due_moved", by=by, at=at, payload=payload, **more)
