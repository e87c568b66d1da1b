"""Closing 结案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def close_case(
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
        correction: how the violation was corrected, or why that is not needed.
        correction_is: ``done``, ``not_needed`` or ``follow_up``; what the file shows if not given.
        follow_up_on: civil day (ISO) on which officers look again, for ``follow_up``.
        closing: the way it is closed, see ``law.procedure.closing_kinds``; what follows from the case if not given.
        reason: why, where that way needs one.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:28p1, APL:66p1
    """
    return do_act(
        case_id=case_id,
        kind="case_closed",
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
