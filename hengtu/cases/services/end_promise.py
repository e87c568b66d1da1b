"""Ending notice and promise without a check 终止告知承诺."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def end_promise(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ground: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """End it: the case goes on by the general rules.

    Args:
        ground: a key of ``law.procedure.promises.END_GROUNDS``. reason: in words.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:33p1
    """
    payload = given(ground=ground, reason=reason)
    return do_act(case_id=case_id, kind="promise_ended", by=by, at=at, payload=payload, **more)
