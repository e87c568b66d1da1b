"""Extension of the 90 days 延长办案期限."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def extend_case(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Extend the time to decide, before it ends.

    Args:
        reason: why the case cannot be finished in time.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:60
    """
    return do_act(
        case_id=case_id,
        kind="case_extended",
        by=by,
        at=at,
        payload={"reason": reason},
        **more,
    )
