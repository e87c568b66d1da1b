"""Approval of a measure 批准行政强制措施."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def approve_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    measure: str,
    granting_article: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Approve a seizure that a law or regulation grants.

    Args:
        measure: what is seized.
        granting_article: law or regulation that grants the measure.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:10, ACL:16, ACL:18i1
    """
    return do_act(
        case_id=case_id,
        kind="measure_approved",
        by=by,
        at=at,
        payload={"measure": measure, "granting_article": granting_article},
        **more,
    )
