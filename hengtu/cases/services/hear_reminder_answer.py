"""Answer to the reminder 对催告的意见."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hear_reminder_answer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    statement: str,
    recheck: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hear what the party answers to the reminder, and recheck it.

    Args:
        statement: what it says.
        recheck: what the recheck found.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:36
    """
    return do_act(
        case_id=case_id,
        kind="reminder_answered",
        by=by,
        at=at,
        payload=given(statement=statement, recheck=recheck),
        **more,
    )
