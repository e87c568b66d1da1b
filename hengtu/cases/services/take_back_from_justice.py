"""A case comes back 登记司法机关退回的案件."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def take_back_from_justice(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    from_body: str,
    document_no: str,
    criminal_fine_yuan: float | None = None,
    note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take back a case in which no crime is prosecuted, to decide on a penalty.

    Args:
        from_body: who sent it back.
        document_no: number of its paper.
        criminal_fine_yuan: criminal fine already imposed, in yuan.
        note: what it proposes.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:27p1, TRF:13
    """
    return do_act(
        case_id=case_id,
        kind="case_returned_by_justice",
        by=by,
        at=at,
        payload=given(
            from_body=from_body,
            document_no=document_no,
            criminal_fine_yuan=criminal_fine_yuan,
            note=note,
        ),
        **more,
    )
