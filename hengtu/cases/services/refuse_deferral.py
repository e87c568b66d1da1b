"""Refusal of deferral 不同意延期、分期."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def refuse_deferral(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Answer an application for deferral with no, in writing.

    Args:
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:66p2
    """
    return do_act(
        case_id=case_id,
        kind="deferral_refused",
        by=by,
        at=at,
        payload=given(reason=reason),
        **more,
    )
