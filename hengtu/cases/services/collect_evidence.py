"""Further evidence 收集证据."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def collect_evidence(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    exhibits: tuple[Exhibit, ...] = (),
    facts: dict[str, Any] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record evidence collected for a case at any time until it is archived.

    Args:
        exhibits: exhibits of this case; the act keeps their hashes. With neither these nor facts it is refused.
        facts: facts it establishes, by fact key.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:54p1
    """
    return do_act(
        case_id=case_id,
        kind="evidence_collected",
        by=by,
        at=at,
        payload=given(exhibits=named(case_id, exhibits), facts=facts),
        **more,
    )
