"""The head approves the report 审批调查报告."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def approve_report(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    proposed: dict[str, Any] | list[dict[str, Any]],
    ground: str | None = None,
    departure_reason: str | None = None,
    separate_acts: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Approve the report with the penalty that is to be notified.

    Args:
        proposed: kind, amount_yuan, confiscate_yuan; a list with matter for several.
        ground: ground of not punishing, where none is proposed.
        departure_reason: why the fine leaves the tier of the benchmark, where it does.
        separate_acts: why violations that usually are one act were found to be several.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:29, APL:34, APL:57p1
    """
    return do_act(
        case_id=case_id,
        kind="report_approved",
        by=by,
        at=at,
        payload=given(proposed=proposed, ground=ground, departure_reason=departure_reason, separate_acts=separate_acts),
        **more,
    )
