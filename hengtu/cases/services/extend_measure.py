"""Extending a measure 延长查封、扣押期限."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def extend_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    of_measure: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Extend a measure once, before it runs out; the party is told in writing.

    Args:
        reason: why thirty days are not enough.
        of_measure: which measure (uid of the act that opened it), where several are in force.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:25p1
    """
    return do_act(
        case_id=case_id,
        kind="measure_extended",
        by=by,
        at=at,
        payload=given(
            reason=reason,
            of_measure=of_measure,
        ),
        **more,
    )
