"""Archiving 立卷归档."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act
from hengtu.ledger.values import StoredAct


def archive_case(
    *, case_id: UUID, by: tuple[Participant, ...], at: datetime, **more: Unpack[Circumstances]
) -> StoredAct:
    """Bind the file and archive it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:47
    """
    return do_act(
        case_id=case_id,
        kind="archived",
        by=by,
        at=at,
        payload={},
        **more,
    )
