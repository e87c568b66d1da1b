"""The price of what was sold 处理变卖、拍卖价款."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def settle_proceeds(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    things: tuple[str, ...],
    to: str,
    amount_yuan: float,
    voucher: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record where the price of sold property went.

    Args:
        things: ids of the things; see ``law.procedure.things``.
        to: treasury or party.
        amount_yuan: the price in yuan.
        voucher: title and number of the voucher.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:74, ACL:28p2
    """
    return do_act(
        case_id=case_id,
        kind="proceeds_settled",
        by=by,
        at=at,
        payload=given(
            things=list(things),
            to=to,
            amount_yuan=amount_yuan,
            voucher=voucher,
        ),
        **more,
    )
