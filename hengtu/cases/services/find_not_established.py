"""Violation not established 违法事实不能成立."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def find_not_established(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Decide that the facts are not proved; no penalty may be imposed.

    Args:
        reason: what is not proved.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:40, APL:57p1
    """
    return do_act(
        case_id=case_id,
        kind="not_established",
        by=by,
        at=at,
        payload={"reason": reason},
        **more,
    )
