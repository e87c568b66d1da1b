"""Urgent measure 紧急扣押."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure.things import row_of
from hengtu.ledger.values import StoredAct


def take_urgent_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    measure: str,
    granting_article: str,
    reason: str,
    items: tuple[str, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Seize at once; approval follows within 24 hours.

    Args:
        measure: what is seized.
        granting_article: law or regulation that grants the measure.
        reason: why it could not wait.
        items: what was taken, one line a thing.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:19
    """
    return do_act(
        case_id=case_id,
        kind="urgent_measure_taken",
        by=by,
        at=at,
        payload=given(
            measure=measure,
            granting_article=granting_article,
            reason=reason,
            items=[row_of(item).as_json() for item in items],
        ),
        **more,
    )
