"""Deciding on the transfer 决定是否移送公安机关."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def decide_criminal_transfer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    approve: bool,
    reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Approve or refuse the transfer to the police; only the chief head can.

    Args:
        approve: whether it goes to the police.
        reason: why not.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: TRF:5
    """
    return do_act(
        case_id=case_id,
        kind="criminal_transfer_decided",
        by=by,
        at=at,
        payload=given(
            approve=approve,
            reason=reason,
        ),
        **more,
    )
