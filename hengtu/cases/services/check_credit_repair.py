"""Credit repair checked 核对信用修复申请: the agency proves what was performed, or says what is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def check_credit_repair(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    result: str,
    found: str,
    application: str | None = None,
    reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Check an application against the acts; where everything holds a proof is made and handed over with the export.

    Args:
        result: proved or not_met. found: what was looked at.
        application: uid of the application; the oldest that waits unless named.
        reason: what is missing, where something is.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    """
    payload = given(result=result, found=found, application=application, reason=reason)
    return do_act(case_id=case_id, kind="credit_repair_checked", by=by, at=at, payload=payload, **more)
