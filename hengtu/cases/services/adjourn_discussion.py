"""Adjourning a collective discussion 休会."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def adjourn_discussion(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    next_at: str,
    members: Sequence[Mapping[str, Any]] = (),
    agenda: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Adjourn the heads' discussion to another moment; nothing was concluded.

    Args:
        reason: why, such as a broken quorum.
        next_at: when it goes on, ISO with offset.
        members: who was there, as in ``discuss_collectively``.
        agenda: the question.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:57p2
    """
    return do_act(
        case_id=case_id,
        kind="discussion_adjourned",
        by=by,
        at=at,
        payload=given(reason=reason, next_at=next_at, members=[dict(each) for each in members], agenda=agenda),
        **more,
    )
