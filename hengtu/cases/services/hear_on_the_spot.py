"""Hearing on the spot 当场听取陈述申辩."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hear_on_the_spot(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    statement: str,
    recheck: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hear the party and recheck what it says.

    Args:
        statement: what was said.
        recheck: what the recheck found.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:45p1
    """
    return do_act(
        case_id=case_id,
        kind="spot_statement_heard",
        by=by,
        at=at,
        payload=given(statement=statement, recheck=recheck),
        **more,
    )
