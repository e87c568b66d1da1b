"""Notice of the hearing 听证通知书."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def serve_hearing_notice(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    hearing_on: str,
    place: str = "",
    hearing_at: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Tell the party time and place of the hearing.

    Args:
        hearing_on: civil date of the hearing.
        place: where it is held.
        hearing_at: instant at which the hearing begins, on the day of hearing_on.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64i2
    """
    return do_act(
        case_id=case_id,
        kind="hearing_notice_served",
        by=by,
        at=at,
        payload=given(hearing_on=hearing_on, place=place, hearing_at=hearing_at),
        **more,
    )
