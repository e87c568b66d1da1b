"""Collective discussion 集体讨论."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def discuss_collectively(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    conclusion: str,
    signed: bool,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the heads' discussion; unsigned it opens no gate.

    Args:
        conclusion: what was concluded.
        signed: whether those present signed the record.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:57p2
    """
    return do_act(
        case_id=case_id,
        kind="discussed",
        by=by,
        at=at,
        payload={"conclusion": conclusion, "signed": signed},
        **more,
    )
