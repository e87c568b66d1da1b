"""Telling the testing period 告知检测鉴定期间."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def tell_testing_period(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    from_on: str,
    to_on: str,
    body: str,
    purpose: str | None = None,
    of_measure: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Tell the party in writing, beforehand, how long testing takes; those days do not count.

    Args:
        from_on: first day, ISO.
        to_on: last day, ISO.
        body: who tests.
        purpose: what is tested.
        of_measure: which measure (uid of the act that opened it), where several are in force.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:25p3
    """
    return do_act(
        case_id=case_id,
        kind="testing_period_told",
        by=by,
        at=at,
        payload=given(
            from_on=from_on,
            to_on=to_on,
            body=body,
            purpose=purpose,
            of_measure=of_measure,
        ),
        **more,
    )
