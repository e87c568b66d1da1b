"""Objection to the ruling 对裁定提出异议."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def object_to_court_ruling(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Object to a refusal before the next higher court.

    Args:
        reason: why, as the paper says it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:56p2, ACL:58p3
    """
    return do_act(
        case_id=case_id,
        kind="court_objected",
        by=by,
        at=at,
        payload=given(reason=reason),
        **more,
    )
