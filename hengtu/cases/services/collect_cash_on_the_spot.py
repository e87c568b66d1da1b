"""Cash on the spot 当场收缴罚款."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def collect_cash_on_the_spot(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    condition: str,
    receipt_no: str,
    amount_yuan: float,
    difficulty: str | None = None,
    landed_on: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Collect a fine in cash, only in the cases of the law and with a fiscal receipt.

    Args:
        condition: small_fine, hard_to_collect_later or remote_and_asked.
        receipt_no: number of the fiscal receipt.
        amount_yuan: yuan collected.
        difficulty: why the party cannot pay otherwise, and that it asked.
        landed_on: civil date of landing, where it was collected on the water.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:68, APL:69, APL:70
    """
    return do_act(
        case_id=case_id,
        kind="spot_cash_collected",
        by=by,
        at=at,
        payload=given(
            condition=condition,
            receipt_no=receipt_no,
            amount_yuan=amount_yuan,
            difficulty=difficulty,
            landed_on=landed_on,
        ),
        **more,
    )
