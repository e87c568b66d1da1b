"""Statement and defence 陈述申辩."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hear_statement(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    statement: str,
    recheck: str | None = None,
    waives: tuple[str, ...] = (),
    waiver_signed: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record what the party says, what it waives, and the recheck.

    Args:
        statement: what was said; none where nothing was said.
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
        payload=given(statement=statement, recheck=recheck, waives=list(waives), waiver_signed=waiver_signed),
        **more,
    )
