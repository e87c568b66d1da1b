"""Notice before demolition 公告限期拆除."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def announce_demolition(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    structure: str,
    due_on: str,
    posted_at: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Announce publicly by when the party is to pull down itself.

    Args:
        structure: what is to be pulled down.
        due_on: civil date by which.
        posted_at: where the notice hangs.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:44
    """
    return do_act(
        case_id=case_id,
        kind="demolition_announced",
        by=by,
        at=at,
        payload=given(structure=structure, due_on=due_on, posted_at=posted_at),
        **more,
    )
