"""The decision 处罚决定."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def decide_penalty(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    decided: dict[str, Any] | list[dict[str, Any]],
    reason_zh: str = "",
    departure_reason: str | None = None,
    separate_acts: str | None = None,
    reasons: list[dict[str, Any]] | None = None,
    unchanged_because: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Decide the penalty after notice, answer, review and, where due, discussion.

    Args:
        decided: kind, amount_yuan, confiscate_yuan; a list with matter for several.
        reason_zh: the reasons, as the decision states them.
        departure_reason: why the fine leaves the tier of the benchmark, where it does.
        separate_acts: why violations that usually are one act were found to be several.
        reasons: the paragraphs of the reasons as they were accepted; without them the paper composes its own.
        unchanged_because: why points of the party that were adopted do not change the penalty.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:29, APL:34, APL:57p1, APL:58, APL:60, APL:62
    """
    return do_act(
        case_id=case_id,
        kind="decided",
        by=by,
        at=at,
        payload=given(
            decided=decided,
            reason_zh=reason_zh,
            departure_reason=departure_reason,
            separate_acts=separate_acts,
            reasons=reasons,
            unchanged_because=unchanged_because,
        ),
        **more,
    )
