"""Lifting a measure 解除查封、扣押."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def lift_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    returned: bool,
    reason: str | None = None,
    ground: str | None = None,
    storage_fee_yuan: float | None = None,
    of_measure: str | None = None,
    things: tuple[str, ...] = (),
    received_by: str | None = None,
    capacity: str | None = None,
    authorisation: str | None = None,
    received_signed: bool | None = None,
    refusal_note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Lift a measure and return what was held.

    Args:
        returned: whether what is lifted was returned at once; with ``things`` it may be returned later.
        reason: why it is lifted.
        ground: which of the five cases of the statute, see ``law.procedure.measures.LIFTING_GROUNDS``.
        storage_fee_yuan: a fee taken for keeping, which must be paid back first.
        of_measure: which measure (uid of the act that opened it), where several are in force.
        things: ids of the things it is about; none means the whole list.
        received_by: who received them, where they were handed over at once.
        capacity: party or agent.
        authorisation: title and day of the authorisation of an agent.
        received_signed: whether the receiver signed.
        refusal_note: how signing was refused, and who saw it.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:26p3, ACL:28
    """
    return do_act(
        case_id=case_id,
        kind="measure_lifted",
        by=by,
        at=at,
        payload=given(
            returned=returned,
            reason=reason,
            ground=ground,
            storage_fee_yuan=storage_fee_yuan,
            of_measure=of_measure,
            things=list(things),
            received_by=received_by,
            capacity=capacity,
            authorisation=authorisation,
            received_signed=received_signed,
            refusal_note=refusal_note,
        ),
        **more,
    )
