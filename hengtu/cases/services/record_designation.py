"""Designation received 登记指定管辖决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_designation(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    superior: str,
    document_no: str,
    designated: str,
    agency: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record whom the superior designated.

    Args:
        superior: who designated.
        document_no: number of its decision.
        designated: here or elsewhere.
        agency: the designated body.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:25p2, MOT:8
    """
    return do_act(
        case_id=case_id,
        kind="designation_received",
        by=by,
        at=at,
        payload=given(
            superior=superior,
            document_no=document_no,
            designated=designated,
            agency=agency,
        ),
        **more,
    )
