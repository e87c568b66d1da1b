"""Answering a review point by point 答复审核意见."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def answer_review(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    answers: Sequence[Mapping[str, Any]],
    note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Answer every point of the last return; the file goes to the reviewer again.

    Args:
        answers: ``no``, ``done``, and ``by`` (which act or paper) or ``why`` (not adopted) of each point.
        note: anything else the reviewer should know.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:58
    """
    return do_act(
        case_id=case_id,
        kind="review_answered",
        by=by,
        at=at,
        payload=given(answers=[dict(each) for each in answers], note=note),
        **more,
    )
