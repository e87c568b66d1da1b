"""Order to correct 责令改正."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def order_correction(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    order: str,
    done_on: str | None = None,
    reweigh_kg: int | None = None,
    due_on: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Order the party to correct the violation; this is no penalty.

    Args:
        order: what is to be corrected.
        done_on: civil date on which it was done; left out, officers verify it before the case is closed.
        reweigh_kg: mass after unloading, in kg.
        due_on: civil date by which it is to be corrected.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:28p1
    """
    return do_act(
        case_id=case_id,
        kind="correction_ordered",
        by=by,
        at=at,
        payload=given(
            order=order, done_on=done_on, reweigh_kg=reweigh_kg, due_on=due_on, to_verify=not done_on or None
        ),
        **more,
    )
