"""Refusing an urgent measure 不同意紧急强制措施."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def refuse_urgent_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    of_measure: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Say that an urgent measure should not have been taken; it is lifted at once.

    Args:
        reason: why.
        of_measure: which measure (uid of the act that opened it), where several are in force.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:19
    """
    return do_act(
        case_id=case_id,
        kind="urgent_measure_refused",
        by=by,
        at=at,
        payload=given(
            reason=reason,
            of_measure=of_measure,
        ),
        **more,
    )
