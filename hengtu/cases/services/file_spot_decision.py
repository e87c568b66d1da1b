"""Filing a decision on the spot 当场处罚备案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def file_spot_decision(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, **more: Unpack[Circumstances]
) -> StoredAct:
    """File the decision with the agency.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:52p3
    """
    return do_act(
        case_id=case_id,
        kind="spot_filed",
        by=by,
        at=at,
        payload={},
        **more,
    )
