"""Forwarding 转送复议申请."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def forward_reconsideration(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    body: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Forward an application that came through the agency.

    Args:
        body: the reconsideration body.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:32
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_forwarded",
        by=by,
        at=at,
        payload=given(body=body),
        **more,
    )
