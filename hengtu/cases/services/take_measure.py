"""Sealing or seizure 实施查封、扣押."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure.things import row_of
from hengtu.ledger.values import StoredAct


def take_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    items: tuple[str, ...] = (),
    of_measure: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Carry out an approved measure and hand over decision and list.

    Args:
        items: what was sealed or seized.
        of_measure: which measure (uid of the act that opened it), where several are in force.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:18, ACL:24, ACL:25
    """
    return do_act(
        case_id=case_id,
        kind="measure_taken",
        by=by,
        at=at,
        payload=given(
            items=[row_of(item).as_json() for item in items],
            of_measure=of_measure,
        ),
        **more,
    )
