"""Closing a summary case 简易程序结案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def close_spot_case(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    correction: str | None = None,
    correction_is: str | None = None,
    follow_up_on: str | None = None,
    closing: str | None = None,
    reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Close the case once corrected and carried out.

    Args:
        correction: how the violation was corrected.
        reason: why it is closed though not paid.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:53
    """
    return do_act(
        case_id=case_id,
        kind="spot_case_closed",
        by=by,
        at=at,
        payload=given(
            correction=correction,
            correction_is=correction_is,
            follow_up_on=follow_up_on,
            closing=closing,
            reason=reason,
        ),
        **more,
    )
