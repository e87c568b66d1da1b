"""Contesting a refusal 对不予立案提出异议."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def contest_police_decision(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    way: str,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Ask the police to reconsider, or the procuratorate to supervise.

    Args:
        way: reconsideration or supervision.
        reason: why.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: TRF:9
    """
    return do_act(
        case_id=case_id,
        kind="police_decision_contested",
        by=by,
        at=at,
        payload=given(
            way=way,
            reason=reason,
        ),
        **more,
    )
