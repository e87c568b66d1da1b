"""Application for reconsideration 申请行政复议."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.exhibits import titled
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def register_reconsideration(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    body: str,
    via_agency: bool | None = None,
    applied_on: str | None = None,
    request: str | None = None,
    by_monitoring: bool | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Register that the party asks for reconsideration, directly or through the agency.

    Args:
        body: the reconsideration body.
        via_agency: it was handed to us.
        applied_on: civil date of the application.
        request: what it asks for.
        by_monitoring: the penalty rests on electronic monitoring.
        exhibits: what the party handed in with it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:20p1, ARL:32
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_applied",
        by=by,
        at=at,
        payload=given(
            body=body, via_agency=via_agency, applied_on=applied_on, request=request, by_monitoring=by_monitoring,
            exhibits=titled(case_id, exhibits),
        ),
        **more,
    )  # fmt: skip
