"""Payment 缴纳罚款."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def record_payment(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, amount_yuan: float, **more: Unpack[Circumstances]
) -> StoredAct:
    """Record a payment that the bank or payment platform reports.

    Args:
        amount_yuan: yuan received.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:67p3
    """
    return do_act(
        case_id=case_id,
        kind="paid",
        by=by,
        at=at,
        payload={"amount_yuan": amount_yuan},
        **more,
    )
