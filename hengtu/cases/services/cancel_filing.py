"""Cancelling the filing 撤销立案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def cancel_filing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ground: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Cancel the filing of a case that should not have been filed.

    Args:
        ground: no_violation, time_barred, wrongly_filed or other.
        reason: why.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:54p2
    """
    return do_act(
        case_id=case_id,
        kind="filing_cancelled",
        by=by,
        at=at,
        payload=given(
            ground=ground,
            reason=reason,
        ),
        **more,
    )
