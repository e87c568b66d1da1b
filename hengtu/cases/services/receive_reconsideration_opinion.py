"""Opinion received 收到复议意见书."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def receive_reconsideration_opinion(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    body: str,
    opinion: str,
    received_on: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record an opinion of the reconsideration body.

    Args:
        body: the reconsideration body.
        opinion: what it says.
        received_on: civil date of receipt.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:76
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_opinion_received",
        by=by,
        at=at,
        payload=given(body=body, opinion=opinion, received_on=received_on),
        **more,
    )
