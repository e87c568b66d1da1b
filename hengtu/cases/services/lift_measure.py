"""Lifting a seizure 解除扣押."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def lift_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    returned: bool,
    reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Lift the seizure and return what was seized.

    Args:
        returned: whether everything was returned.
        reason: why it is lifted.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:28
    """
    return do_act(
        case_id=case_id,
        kind="measure_lifted",
        by=by,
        at=at,
        payload=given(returned=returned, reason=reason),
        **more,
    )
