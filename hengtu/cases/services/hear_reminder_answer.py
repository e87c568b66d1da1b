"""Answer to the reminder 对催告的意见."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hear_reminder_answer(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    statement: str | None = None,
    recheck: str | None = None,
    of_statement: str | None = None,
    adopted: str | None = None,
    evidence_seen: tuple[str, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record what the party says to the reminder face to face, with its recheck; or answer what was received.

    Args:
        statement: what it says; empty where a statement is answered.
        recheck: what the recheck found, and why it is adopted or not.
        of_statement: uid of the act that is answered here; the officers' act then.
        adopted: yes, partly or no.
        evidence_seen: uids of the offered exhibits that were looked at.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:36
    """
    return do_act(
        case_id=case_id,
        kind="reminder_answered",
        by=by,
        at=at,
        payload=given(
            statement=statement, recheck=recheck, of_statement=of_statement, adopted=adopted,
            evidence_seen=list(evidence_seen),
        ),
        **more,
    )  # fmt: skip
