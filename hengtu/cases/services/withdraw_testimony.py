"""Testimony withdrawn 证人撤回证言."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def withdraw_testimony(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    exhibit: str,
    reason: str,
    witness: str = "",
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that a witness has taken back what was said: it proves nothing any more.

    Args:
        exhibit: uid of the testimony. reason: how and why. witness: who said it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:46p2
    """
    return do_act(
        case_id=case_id,
        kind="testimony_withdrawn",
        by=by,
        at=at,
        payload=given(exhibit=exhibit, reason=reason, witness=witness),
        **more,
    )
