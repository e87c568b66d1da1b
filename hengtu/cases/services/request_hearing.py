"""Request for a hearing 要求听证."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def request_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    mode: str | None = None,
    reason: str | None = None,
    posted_on: str | None = None,
    agent: dict[str, Any] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the party asks for a hearing.

    Args:
        mode: oral, written or online.
        reason: the party's reasons. posted_on: civil day it was posted, where it came by mail.
        agent: ``{"name", "relation", "authorisation"}`` of who asks for the party.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64i1
    """
    return do_act(
        case_id=case_id,
        kind="hearing_requested",
        by=by,
        at=at,
        payload=given(mode=mode, reason=reason, posted_on=posted_on, agent=agent),
        **more,
    )
