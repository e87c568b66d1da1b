"""Extension of a seizure 延长扣押期限."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def extend_measure(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, reason: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Extend the seizure once, before it ends.

    Args:
        reason: why the case is complex.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:25p1
    """
    return do_act(
        case_id=case_id,
        kind="measure_extended",
        by=by,
        at=at,
        payload={"reason": reason},
        **more,
    )
