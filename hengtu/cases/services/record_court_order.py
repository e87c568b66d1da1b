"""Order to enforce 准予执行裁定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_court_order(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    court_case: str,
    received_on: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the court orders enforcement.

    Args:
        court_case: number of the ruling.
        received_on: civil date of receipt.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:57
    """
    return do_act(
        case_id=case_id,
        kind="court_ruled",
        by=by,
        at=at,
        payload=given(court_case=court_case, received_on=received_on),
        **more,
    )
