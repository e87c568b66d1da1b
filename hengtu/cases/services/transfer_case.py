"""Transferring a case 移送案件."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def transfer_case(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    receiver: str,
    reason: str,
    materials: tuple[str, ...],
    receiver_phone: str | None = None,
    property_goes_along: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand a filed case to the competent body and tell the party.

    Args:
        receiver: the body it goes to.
        reason: why it is not ours.
        materials: what goes along.
        receiver_phone: its telephone.
        property_goes_along: whether what is held goes along.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: MOT:9p1
    """
    return do_act(
        case_id=case_id,
        kind="case_transferred",
        by=by,
        at=at,
        payload=given(
            receiver=receiver,
            reason=reason,
            materials=list(materials),
            receiver_phone=receiver_phone,
            property_goes_along=property_goes_along,
        ),
        **more,
    )
