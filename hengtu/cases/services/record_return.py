"""What came back 退回: mail or message that did not reach the party is no service."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def record_return(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    attempt: str,
    return_reason: str,
    reason: str | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that a try under way did not reach the party; no term of the party has begun.

    Args:
        attempt: uid of the try. return_reason: id of ``law.procedure.services.RETURN_REASONS``.
        reason: more words. exhibits: the envelope, the report of the gateway.

    Raises: ActRefused, StreamMoved.
    Source: CPL:91
    """
    payload: dict[str, Any] = given(
        attempt=attempt, return_reason=return_reason, reason=reason, exhibits=named(case_id, exhibits)
    )
    return do_act(case_id=case_id, kind="service_returned", by=by, at=at, payload=payload, **more)
