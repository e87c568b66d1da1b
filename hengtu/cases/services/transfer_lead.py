"""Transferring a lead 移送线索: to the body that has jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def transfer_lead(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    receiver: str,
    reason: str,
    materials: Sequence[str],
    accept_by: str = "",
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Transfer a lead to another body; it comes back if that body returns it.

    Args:
        receiver: the body, by name.
        reason: why it is not for this agency.
        materials: what goes along, one entry each.
        accept_by: ISO day until which the receiver is asked to accept; agreed between the bodies, no law names it.

    Raises: ActRefused, StreamMoved.
    Source: MOT:9p1
    """
    return do_act(
        case_id=case_id,
        kind="lead_transferred",
        by=by,
        at=at,
        payload=given(receiver=receiver, reason=reason, materials=list(materials), accept_by=accept_by),
        **more,
    )
