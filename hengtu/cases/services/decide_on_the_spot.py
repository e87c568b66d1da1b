"""Deciding on the spot 当场处罚."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.numbers import case_number
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def decide_on_the_spot(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    decided: dict[str, Any],
    reason_zh: str = "",
    separate_acts: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Fill in the numbered decision and hand it over.

    Args:
        decided: kind (warning, fine) and amount_yuan.
        reason_zh: the reasons, as the decision states them.
        separate_acts: why violations that usually are one act were found to be several.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:29, APL:51, APL:52
    """
    return do_act(
        case_id=case_id,
        kind="spot_decided",
        by=by,
        at=at,
        payload=given(decided=decided, reason_zh=reason_zh, separate_acts=separate_acts),
        prepare=case_number(at, by[0].name if by else ""),
        **more,
    )
