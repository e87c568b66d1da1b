"""Persuading, showing how, warning, talking 柔性措施."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def take_softer_measure(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    measure: str,
    content: str,
    follow_up_on: str,
    instead: bool | None = None,
    place: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record a softer measure. It is no penalty and never stands in for one that is due.

    Args:
        measure: a key of ``law.softer.MEASURES``. content: what was said or shown.
        follow_up_on: day to look again, ISO. instead: whether no penalty is meant to follow. place: where.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:6, APL:9
    """
    payload = given(measure=measure, content=content, follow_up_on=follow_up_on, instead=instead, place=place)
    return do_act(case_id=case_id, kind="softer_measure_taken", by=by, at=at, payload=payload, **more)
