"""Deferral and instalments 延期、分期缴纳."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def grant_instalments(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    instalments: list[dict[str, Any]],
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Grant deferral or instalments on application.

    Args:
        instalments: due_on and amount_yuan of each.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:66p2
    """
    return do_act(
        case_id=case_id,
        kind="instalments_granted",
        by=by,
        at=at,
        payload={"instalments": instalments},
        **more,
    )
