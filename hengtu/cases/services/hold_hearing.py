"""The hearing 举行听证."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hold_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    record: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the hearing was held.

    Args:
        record: what was said.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64
    """
    return do_act(
        case_id=case_id,
        kind="hearing_held",
        by=by,
        at=at,
        payload=given(record=record),
        **more,
    )
