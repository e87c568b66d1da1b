"""Refusal by the court 不予受理、不予执行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_court_refusal(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    stage: str,
    reason: str,
    received_on: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the court refuses to accept or to enforce; a case closed on its acceptance opens again.

    Args:
        stage: accept or enforce: what was refused.
        reason: why, as the paper says it.
        received_on: civil date of receipt.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:56p2, ACL:58
    """
    return do_act(
        case_id=case_id,
        kind="court_refused",
        by=by,
        at=at,
        payload=given(stage=stage, reason=reason, received_on=received_on),
        **more,
    )
