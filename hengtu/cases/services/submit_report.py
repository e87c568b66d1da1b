"""Investigation report 调查报告."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def submit_report(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    facts: dict[str, Any] | None = None,
    crime_check: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Submit the report that ends the investigation.

    Args:
        facts: facts established, by fact key.
        crime_check: the answer to whether a crime is suspected.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:57p1
    """
    return do_act(
        case_id=case_id,
        kind="report_submitted",
        by=by,
        at=at,
        payload=given(facts=facts, crime_check=crime_check),
        **more,
    )
