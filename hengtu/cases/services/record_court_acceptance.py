"""Acceptance by the court 法院受理."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_court_acceptance(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    court: str,
    court_case: str | None = None,
    hears_parties: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the court has accepted the application.

    Args:
        court: the court.
        court_case: its case number.
        hears_parties: whether it hears the parties because of manifest illegality (ACL:58).

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:56p1
    """
    return do_act(
        case_id=case_id,
        kind="court_accepted",
        by=by,
        at=at,
        payload=given(court=court, court_case=court_case, hears_parties=hears_parties),
        **more,
    )
