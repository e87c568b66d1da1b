"""Asking for recusal 提出回避."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def request_recusal(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    post: str,
    ground: str,
    person: str | None = None,
    person_name: str | None = None,
    reason: str | None = None,
    mode: str | None = None,
    raised_by: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the party, or somebody himself, asks for recusal; the case goes on meanwhile.

    Args:
        post: the part he has: officer, head, host, member, recorder, reviewer, appraiser or translator.
        ground: relative, interest or other.
        person: id, as acts carry it, of who is to step aside.
        person_name: name of one who is in no act, such as an appraiser.
        reason: what is said for it.
        mode: written or oral.
        raised_by: party or self.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:43
    """
    return do_act(
        case_id=case_id,
        kind="recusal_requested",
        by=by,
        at=at,
        payload=given(
            post=post,
            ground=ground,
            person=person or person_name,
            person_name=person_name,
            reason=reason,
            mode=mode,
            raised_by=raised_by,
        ),
        **more,
    )
