"""Substitute performance decided 代履行决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def decide_substitute_performance(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    harm: str,
    subject: str,
    perform_on: str,
    performer: str,
    budget_yuan: float,
    despite_answer: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Decide that others perform in the party's place and at its cost.

    Args:
        harm: what is endangered: traffic_safety, environment or resources.
        subject: what is performed.
        perform_on: civil date of the performance.
        performer: the agency itself or a third party's name.
        budget_yuan: estimated cost in yuan.
        despite_answer: why it is enforced although something the party said to the reminder was adopted.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:50, ACL:51
    """
    return do_act(
        case_id=case_id,
        kind="substitute_decided",
        by=by,
        at=at,
        payload=given(
            harm=harm, subject=subject, perform_on=perform_on, performer=performer, budget_yuan=budget_yuan,
            despite_answer=despite_answer,
        ),
        **more,
    )  # fmt: skip
