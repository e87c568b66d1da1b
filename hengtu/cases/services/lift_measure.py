"""Lifting a measure 解除查封、扣押."""

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
    storage_fee_yuan: float | None = None,
    of_measure: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Lift a measure and return what was held.

    Args:
        returned: whether everything was returned.
        reason: why it is lifted.
        storage_fee_yuan: a fee taken for keeping, which must be paid back first.
        of_measure: which measure (uid of the act that opened it), where several are in force.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:26p3, ACL:28
    """
    return do_act(
        case_id=case_id,
        kind="measure_lifted",
        by=by,
        at=at,
        payload=given(
            returned=returned,
            reason=reason,
            storage_fee_yuan=storage_fee_yuan,
            of_measure=of_measure,
        ),
        **more,
    )
