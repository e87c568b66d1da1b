"""Legal review 法制审核."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def review_legally(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    opinion: str,
    points: tuple[str, ...] = (),
    checks: dict[str, str] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the opinion of a reviewer who did not investigate.

    Args:
        opinion: pass, change or refuse.
        points: what has to be changed or answered.
        checks: answer per check of the opinion form.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:58
    """
    return do_act(
        case_id=case_id,
        kind="legal_reviewed",
        by=by,
        at=at,
        payload=given(opinion=opinion, points=list(points), checks=checks),
        **more,
    )
