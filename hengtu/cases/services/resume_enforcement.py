"""Resumption 恢复执行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def resume_enforcement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ground: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Resume enforcement, or enforce after an agreement was broken.

    Args:
        ground: cause_gone or agreement_broken.
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:39p2, ACL:42p2
    """
    return do_act(
        case_id=case_id,
        kind="enforcement_resumed",
        by=by,
        at=at,
        payload=given(ground=ground, reason=reason),
        **more,
    )
