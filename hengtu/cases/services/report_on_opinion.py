"""Report on an opinion 反馈复议意见办理情况."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def report_on_opinion(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    report: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Report what was done about the opinion.

    Args:
        report: what was done.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:76
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_opinion_reported",
        by=by,
        at=at,
        payload=given(report=report),
        **more,
    )
