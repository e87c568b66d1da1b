"""Reporting a suspected crime 报告涉嫌犯罪."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def report_crime(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    crime: str,
    report: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Report a suspected crime by a team of at least two officers.

    Args:
        crime: the crime suspected.
        report: the written report.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: TRF:5
    """
    return do_act(
        case_id=case_id,
        kind="crime_suspected",
        by=by,
        at=at,
        payload=given(
            crime=crime,
            report=report,
        ),
        **more,
    )
