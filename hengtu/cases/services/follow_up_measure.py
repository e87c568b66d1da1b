"""Looking again after a softer measure 回访柔性措施."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def follow_up_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    found: str,
    improved: bool | None = None,
    of_measure: str | None = None,
    late_because: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record what became of it.

    Args:
        found: what was seen. improved: whether it is put right. of_measure: uid of the act that took the measure; the
            oldest open one where none is named. late_because: why after the day set.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:6
    """
    payload = given(of_measure=of_measure, found=found, improved=improved, late_because=late_because)
    return do_act(case_id=case_id, kind="softer_measure_followed", by=by, at=at, payload=payload, **more)
