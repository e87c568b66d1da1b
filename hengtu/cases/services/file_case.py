"""Opening a case 立案."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.numbers import case_number
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def file_case(*, case_id: UUID, by: tuple[Participant, ...], at: datetime, **more: Unpack[Circumstances]) -> StoredAct:
    """Open the case; its number is drawn and the 90 days begin.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:54p2, APL:60, MOT:63
    """
    return do_act(
        case_id=case_id,
        kind="case_filed",
        by=by,
        at=at,
        payload={},
        prepare=case_number(at, by[0].name if by else ""),
        **more,
    )
