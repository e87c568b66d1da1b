"""Cash to the bank 缴付指定银行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def bank_cash(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    amount_yuan: float,
    bank_slip: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Pay cash that officers handed in into the designated bank.

    Args:
        amount_yuan: yuan, all that was handed in.
        bank_slip: number of the bank's slip.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:71
    """
    return do_act(
        case_id=case_id,
        kind="spot_cash_banked",
        by=by,
        at=at,
        payload=given(amount_yuan=amount_yuan, bank_slip=bank_slip),
        **more,
    )
