"""Answer of the credit platform 登记信用平台的答复."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def record_credit_answer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    result: str,
    application: str | None = None,
    reason: str | None = None,
    answered_on: str | None = None,
    reference: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Write down what the platform decided; publication and export follow it.

    Args:
        result: repaired or refused. reason: of the platform, where it refused.
        application: uid of the application; the oldest that waits unless named.
        answered_on: civil day (ISO), today unless named. reference: the platform's own number.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    """
    payload = given(result=result, application=application, reason=reason, answered_on=answered_on, reference=reference)
    return do_act(case_id=case_id, kind="credit_repair_answered", by=by, at=at, payload=payload, **more)
