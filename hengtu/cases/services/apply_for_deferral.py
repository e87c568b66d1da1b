"""Application for deferral 申请延期、分期."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import titled
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def apply_for_deferral(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str,
    wanted: str,
    proof: str | None = None,
    agent: dict[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the party asks to pay later or in parts.

    Args:
        reason: the hardship.
        wanted: the arrangement it asks for.
        agent: ``{"name", "relation", "authorisation", "powers"}`` of who asks for the party.
        proof: what proves the hardship. exhibits: the proof itself, where the party handed it in.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:66p2
    """
    return do_act(
        case_id=case_id,
        kind="deferral_applied",
        by=by,
        at=at,
        payload=given(reason=reason, wanted=wanted, proof=proof, agent=agent, exhibits=titled(case_id, exhibits)),
        **more,
    )
