"""Cash to the agency 交回当场收缴的罚款."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hand_in_cash(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    amount_yuan: float,
    received_by: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand cash collected on the spot in to the agency.

    Args:
        amount_yuan: yuan, all that was collected.
        received_by: who took it in.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:71
    """
    return do_act(
        case_id=case_id,
        kind="spot_cash_handed_in",
        by=by,
        at=at,
        payload=given(amount_yuan=amount_yuan, received_by=received_by),
        **more,
    )
