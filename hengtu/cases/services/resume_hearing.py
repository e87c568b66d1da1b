"""Hearing resumed 恢复听证."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def resume_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    hearing_on: str,
    place: str = "",
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Say when an interrupted hearing goes on.

    Args:
        hearing_on: civil day on which it goes on; place: where, if elsewhere.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64
    """
    return do_act(
        case_id=case_id,
        kind="hearing_resumed",
        by=by,
        at=at,
        payload=given(hearing_on=hearing_on, place=place),
        **more,
    )
