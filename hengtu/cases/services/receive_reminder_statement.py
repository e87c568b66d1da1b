"""Statement to a reminder received 提交对催告的意见: an act of the party's own."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import titled
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def receive_reminder_statement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    statement: str,
    mode: str = "ONLINE",
    agent: dict[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take in what the party says to a reminder; it is answered later by ``hear_reminder_answer``.

    Args:
        statement: in the party's own words.
        mode: ORAL, WRITTEN or ONLINE.
        agent: ``{"name", "relation", "authorisation"}`` of who speaks for the party.
        exhibits: what the party offers as evidence.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:36
    """
    payload = given(statement=statement, mode=mode, agent=agent, exhibits=titled(case_id, exhibits))
    return do_act(case_id=case_id, kind="reminder_statement_received", by=by, at=at, payload=payload, **more)
