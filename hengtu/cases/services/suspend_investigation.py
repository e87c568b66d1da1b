"""Suspending 中止调查."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def suspend_investigation(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Suspend the investigation where a rule of the place allows it.

    Args:
        reason: why.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: no national rule; a setting of the place
    """
    return do_act(
        case_id=case_id,
        kind="investigation_suspended",
        by=by,
        at=at,
        payload=given(
            reason=reason,
        ),
        **more,
    )
