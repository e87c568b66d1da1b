"""Application to the court 申请法院强制执行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def apply_to_court(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    court: str,
    party_opinion: str | None = None,
    assets: str | None = None,
    good_reason: str | None = None,
    despite_answer: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Apply to the court for enforcement.

    Args:
        court: the court.
        party_opinion: what the party says.
        assets: what there is to enforce against.
        good_reason: why the application is late.
        despite_answer: why it is enforced although something the party said to the reminder was adopted.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:53, ACL:54, ACL:55
    """
    return do_act(
        case_id=case_id,
        kind="court_applied",
        by=by,
        at=at,
        payload=given(
            court=court, party_opinion=party_opinion, assets=assets, good_reason=good_reason,
            despite_answer=despite_answer,
        ),
        **more,
    )  # fmt: skip
