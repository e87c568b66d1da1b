"""Statement and defence 陈述申辩."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hear_statement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    statement: str = "",
    recheck: str | None = None,
    waives: tuple[str, ...] = (),
    waiver_signed: bool | None = None,
    mode: str | None = None,
    points: tuple[dict[str, Any], ...] = (),
    of_statement: str | None = None,
    evidence_seen: tuple[str, ...] = (),
    agent: dict[str, Any] | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record what the party says, what it waives, and the recheck; or answer a statement that was received.

    Args:
        statement: what was said; none where nothing was said, empty where a statement is answered.
        mode: ORAL, WRITTEN or ONLINE.
        points: ``{"no", "point", "answer", "adopted": "yes"|"partly"|"no", "reason", "new_evidence"}`` each; answers
            may follow with a later act.
        of_statement: uid of the act whose points are answered here; the officers' act then.
        evidence_seen: uids of the offered exhibits that were looked at.
        agent: ``{"name", "relation", "authorisation"}`` of who spoke for the party.
        recheck: what the recheck found and whether it is adopted.
        waives: rights waived: statement, hearing.
        waiver_signed: whether the waiver is signed.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:45, APL:62
    """
    return do_act(
        case_id=case_id,
        kind="statement_heard",
        by=by,
        at=at,
        payload=given(
            statement=statement, recheck=recheck, waives=list(waives), waiver_signed=waiver_signed, mode=mode,
            points=[dict(point) for point in points], of_statement=of_statement, evidence_seen=list(evidence_seen),
            agent=agent,
        ),
        **more,
    )  # fmt: skip
