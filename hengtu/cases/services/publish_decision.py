"""Publication 公开决定信息."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def publish_decision(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, **more: Unpack[Circumstances]
) -> StoredAct:
    """Record the publication of the decision.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:48p1, GB118
    """
    return do_act(
        case_id=case_id,
        kind="decision_published",
        by=by,
        at=at,
        payload={},
        **more,
    )
