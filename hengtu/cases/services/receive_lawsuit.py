"""Copy of the complaint 收到起诉状副本."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def receive_lawsuit(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    court: str,
    court_case: str | None = None,
    received_on: str | None = None,
    filed_on: str | None = None,
    docketed_all_the_same: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the party has sued; the answer is due in fifteen days.

    Args:
        court: the court.
        court_case: its case number.
        received_on: civil date of receipt.
        filed_on: civil date of filing.
        docketed_all_the_same: the court has docketed it without reconsideration before.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ALL:67, ARL:23p1i1
    """
    return do_act(
        case_id=case_id,
        kind="lawsuit_received",
        by=by,
        at=at,
        payload=given(
            court=court,
            court_case=court_case,
            received_on=received_on,
            filed_on=filed_on,
            docketed_all_the_same=docketed_all_the_same,
        ),
        **more,
    )
