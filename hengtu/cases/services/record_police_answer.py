"""Answer of the police 登记公安机关答复."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_police_answer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    answer: str,
    document_no: str | None = None,
    note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record a receipt, an opening or a refusal of the police.

    Args:
        answer: received, opened, refused or not_competent.
        document_no: number of the notice.
        note: what it says.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: TRF:7, TRF:8
    """
    return do_act(
        case_id=case_id,
        kind="police_answered",
        by=by,
        at=at,
        payload=given(
            answer=answer,
            document_no=document_no,
            note=note,
        ),
        **more,
    )
