"""Host and recorder 指定听证主持人."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def appoint_hearing_host(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    host: Participant,
    recorder: Participant,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Appoint host and recorder, none of them an investigator.

    Args:
        host: who leads the hearing.
        recorder: who records it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64i4
    """
    return do_act(
        case_id=case_id,
        kind="hearing_appointed",
        by=by,
        at=at,
        payload={"host": host.id, "recorder": recorder.id},
        **more,
    )
