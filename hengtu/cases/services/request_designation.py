"""Asking for designation 报请指定管辖."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def request_designation(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    superior: str,
    why: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Ask the common superior to designate the competent body.

    Args:
        superior: the common superior.
        why: dispute or difficult.
        reason: why.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:25p2, MOT:8
    """
    return do_act(
        case_id=case_id,
        kind="designation_requested",
        by=by,
        at=at,
        payload=given(
            superior=superior,
            why=why,
            reason=reason,
        ),
        **more,
    )
