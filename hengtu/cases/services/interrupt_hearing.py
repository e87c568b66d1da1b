"""Hearing interrupted 中止听证."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def interrupt_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Interrupt a hearing that has begun.

    Args:
        reason: what has to be done before it goes on.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64
    """
    return do_act(
        case_id=case_id,
        kind="hearing_interrupted",
        by=by,
        at=at,
        payload=given(reason=reason),
        **more,
    )
