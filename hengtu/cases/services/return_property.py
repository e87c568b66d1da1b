"""Giving property back 退还财物."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def return_property(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    things: tuple[str, ...],
    received_by: str,
    capacity: str,
    authorisation: str | None = None,
    received_signed: bool | None = None,
    refusal_note: str | None = None,
    photographed: bool | None = None,
    condition: str | None = None,
    storage_fee_yuan: float | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Give things back whose measure was lifted; who receives them signs, or the refusal is noted.

    Args:
        things: ids of the things; see ``law.procedure.things``.
        received_by: name of who receives them.
        capacity: party or agent.
        authorisation: title and day of the authorisation, where it is an agent.
        received_signed: whether the receiver signed.
        refusal_note: how signing was refused, and who saw it.
        photographed: whether they were photographed before.
        condition: the state at handing over.
        storage_fee_yuan: a fee taken for keeping, which must be paid back first.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:26p3, ACL:28
    """
    return do_act(
        case_id=case_id,
        kind="property_returned",
        by=by,
        at=at,
        payload=given(
            things=list(things),
            received_by=received_by,
            capacity=capacity,
            authorisation=authorisation,
            received_signed=received_signed,
            refusal_note=refusal_note,
            photographed=photographed,
            condition=condition,
            storage_fee_yuan=storage_fee_yuan,
        ),
        **more,
    )
