"""Publication of an enforcement decision 公开强制执行决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def publish_result(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Publish an enforcement decision.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: GB118
    """
    return do_act(
        case_id=case_id,
        kind="result_published",
        by=by,
        at=at,
        payload={},
        **more,
    )
