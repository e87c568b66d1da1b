"""Hearing report 听证报告."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def report_hearing(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, opinion: str, **more: Unpack[Circumstances]
) -> StoredAct:
    """Submit the host's report.

    Args:
        opinion: the host's opinion.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:65
    """
    return do_act(
        case_id=case_id,
        kind="hearing_reported",
        by=by,
        at=at,
        payload={"opinion": opinion},
        **more,
    )
