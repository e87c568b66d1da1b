"""Copy of the application 收到复议申请书副本."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def receive_reconsideration(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    body: str,
    procedure: str,
    received_on: str | None = None,
    accepted_on: str | None = None,
    applied_on: str | None = None,
    case_ref: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the reconsideration body has sent the application; the answer is due.

    Args:
        body: the reconsideration body.
        procedure: ordinary or simple.
        received_on: civil date of receipt.
        accepted_on: civil date of acceptance.
        applied_on: civil date of the application.
        case_ref: its number there.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ARL:48, ARL:54
    """
    return do_act(
        case_id=case_id,
        kind="reconsideration_received",
        by=by,
        at=at,
        payload=given(
            body=body,
            procedure=procedure,
            received_on=received_on,
            accepted_on=accepted_on,
            applied_on=applied_on,
            case_ref=case_ref,
        ),
        **more,
    )
