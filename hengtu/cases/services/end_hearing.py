"""Hearing ended 听证终止."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def end_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    how: str | None = None,
    signed: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """End the hearing because the party withdrew or stayed away.

    Args:
        reason: why it ended. how: withdrawn, absent, left or other.
        signed: the withdrawal is signed by the party.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64i6
    """
    return do_act(
        case_id=case_id,
        kind="hearing_ended",
        by=by,
        at=at,
        payload=given(reason=reason, how=how, signed=signed),
        **more,
    )
