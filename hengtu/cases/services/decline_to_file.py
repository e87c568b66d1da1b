"""Not opening a case 不予立案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def decline_to_file(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Decide not to open a case; the lead ends here, with its reason.

    Args:
        reason: why: no violation, no jurisdiction, time-barred.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:54p2, MOT:62
    """
    return do_act(
        case_id=case_id,
        kind="not_filed",
        by=by,
        at=at,
        payload={"reason": reason},
        **more,
    )
