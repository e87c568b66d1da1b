"""Receipt on the spot 当事人签收."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def acknowledge_on_the_spot(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    signed: bool,
    refusal_noted: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the party's signature or its refusal.

    Args:
        signed: whether the party signed.
        refusal_noted: whether the refusal is noted on the decision.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:52p1
    """
    return do_act(
        case_id=case_id,
        kind="spot_acknowledged",
        by=by,
        at=at,
        payload=given(signed=signed, refusal_noted=refusal_noted),
        **more,
    )
