"""Dispute about jurisdiction 登记管辖争议."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_jurisdiction_dispute(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    other_agency: str,
    outcome: str,
    other_filed_on: str | None = None,
    note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record a negotiation about who is competent, and how it ended.

    Args:
        other_agency: the other body.
        outcome: here, elsewhere or open.
        other_filed_on: day on which it filed, ISO.
        note: how it went.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:25p2, MOT:8
    """
    return do_act(
        case_id=case_id,
        kind="jurisdiction_disputed",
        by=by,
        at=at,
        payload=given(
            other_agency=other_agency,
            outcome=outcome,
            other_filed_on=other_filed_on,
            note=note,
        ),
        **more,
    )
