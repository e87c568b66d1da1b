"""Hearing postponed 延期举行听证."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def postpone_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    host_fell_out: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Put a hearing off for a good reason; it is announced anew.

    Args:
        reason: why; host_fell_out: the host cannot go on and another is appointed.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64
    """
    return do_act(
        case_id=case_id,
        kind="hearing_postponed",
        by=by,
        at=at,
        payload=given(reason=reason, host_fell_out=host_fell_out),
        **more,
    )
