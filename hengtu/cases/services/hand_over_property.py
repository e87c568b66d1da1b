"""Handing property to another keeper 移交保管."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.keepers import keeper_name
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hand_over_property(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    things: tuple[str, ...],
    receiver: str,
    reason: str,
    condition: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Hand things to another keeper; until that one takes them in, who hands over answers for them.

    Args:
        things: ids of the things; see ``law.procedure.things``.
        receiver: id of the keeper, as acts carry it.
        reason: why it changes hands.
        condition: the state at handing over.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:26p1
    """
    return do_act(
        case_id=case_id,
        kind="property_handed_over",
        by=by,
        at=at,
        payload=given(
            things=list(things),
            receiver=receiver,
            receiver_name=keeper_name(receiver),
            reason=reason,
            condition=condition,
        ),
        **more,
    )
