"""Taking samples 抽样取证."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def take_sample(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    items: tuple[str, ...],
    place: str,
    method: str | None = None,
    sealed: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take samples by two officers, sealed and receipted.

    Args:
        items: what was taken.
        place: where.
        method: how the sample was drawn.
        sealed: whether it was sealed.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:56
    """
    return do_act(
        case_id=case_id,
        kind="sample_taken",
        by=by,
        at=at,
        payload=given(
            items=list(items),
            place=place,
            method=method,
            sealed=sealed,
        ),
        **more,
    )
