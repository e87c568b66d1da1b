"""Carrying out 实施强制执行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def carry_out_enforcement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    record: str,
    urgent_reason: str | None = None,
    no_holiday: bool | None = None,
    utilities_cut: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Carry out the agency's own enforcement decision.

    Args:
        record: what was done.
        urgent_reason: why it could not wait for day or working day.
        no_holiday: confirmed that the day is no statutory holiday, where the notice is not loaded.
        utilities_cut: whether residents' supplies were cut, which is forbidden.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:37, ACL:43
    """
    return do_act(
        case_id=case_id,
        kind="enforcement_carried_out",
        by=by,
        at=at,
        payload=given(record=record, urgent_reason=urgent_reason, no_holiday=no_holiday, utilities_cut=utilities_cut),
        **more,
    )
