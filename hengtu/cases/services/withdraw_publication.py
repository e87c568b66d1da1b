"""Withdrawal 撤回公开的决定."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.publishing import Intended, prepared
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def withdraw_publication(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Withdraw a published decision that fell, with the reasons.

    Args:
        reason: what is published as the reason.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:48p2
    """
    return do_act(
        case_id=case_id,
        kind="publication_withdrawn",
        by=by,
        at=at,
        payload=given(reason=reason),
        prepare=lambda context: prepared(
            Intended(case_id, "publication_withdrawn", context.acts, at, "、".join(each.name for each in by))
        ),
        **more,
    )
