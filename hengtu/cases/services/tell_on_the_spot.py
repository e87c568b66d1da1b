"""Telling on the spot 口头告知."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def tell_on_the_spot(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, **more: Unpack[Circumstances]
) -> StoredAct:
    """Tell facts, reasons, basis and rights orally.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:44
    """
    return do_act(
        case_id=case_id,
        kind="spot_told",
        by=by,
        at=at,
        payload={},
        **more,
    )
