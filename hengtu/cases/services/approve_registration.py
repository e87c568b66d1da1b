"""Approving the registration of evidence 批准先行登记保存."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def approve_registration(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    items: tuple[str, ...],
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Approve that evidence is registered for keeping; done before it is registered.

    Args:
        reason: why it may be lost or be hard to get later.
        items: what is to be registered.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:56
    """
    return do_act(
        case_id=case_id,
        kind="registration_approved",
        by=by,
        at=at,
        payload=given(
            reason=reason,
            items=list(items),
        ),
        **more,
    )
