"""Handing a file on to another reviewer 转交审核."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hand_on_review(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    to: str,
    to_name: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand a file on; the receiver has it from then on.

    Args:
        to: id of the receiver, as acts carry it. to_name: as people know him.
        reason: why it is handed on.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:58
    """
    return do_act(
        case_id=case_id,
        kind="review_handed_on",
        by=by,
        at=at,
        payload=given(to=to, to_name=to_name, reason=reason),
        **more,
    )
