"""Correction 更正."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def correct_act(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    act: str,
    changes: dict[str, Any],
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Correct a clerical error of an earlier act; the original stays.

    Args:
        act: uid of the act.
        changes: entries of its payload as they should read.
        reason: what was wrong.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:75p2
    """
    return do_act(
        case_id=case_id,
        kind="act_corrected",
        by=by,
        at=at,
        payload={"act": act, "changes": changes, "reason": reason},
        **more,
    )
