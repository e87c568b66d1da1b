"""Registering evidence for keeping 先行登记保存."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.law.procedure.things import row_of
from hengtu.ledger.values import StoredAct


def register_evidence(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    items: tuple[str, ...],
    list_handed: bool,
    place: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Register evidence by two officers, counted and listed on the spot.

    Args:
        items: what is registered.
        list_handed: whether the party got a copy of the list.
        place: where it is kept.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:56
    """
    return do_act(
        case_id=case_id,
        kind="evidence_registered",
        by=by,
        at=at,
        payload=given(
            items=[row_of(item).as_json() for item in items],
            list_handed=list_handed,
            place=place,
        ),
        **more,
    )
