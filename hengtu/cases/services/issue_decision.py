"""The sealed decision 制作处罚决定书."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def issue_decision(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, **more: Unpack[Circumstances]
) -> StoredAct:
    """Issue the decision document with number and seal; its date starts publication.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:59
    """
    return do_act(
        case_id=case_id,
        kind="decision_issued",
        by=by,
        at=at,
        payload={},
        **more,
    )
