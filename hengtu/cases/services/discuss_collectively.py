"""Collective discussion 集体讨论."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def discuss_collectively(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    conclusion: str,
    signed: bool,
    reporter: str | None = None,
    recorder: str | None = None,
    record: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the heads' discussion; unsigned it opens no gate.

    Args:
        conclusion: what was concluded.
        signed: whether those present signed the record.
        reporter: who reported the case, by name.
        recorder: who kept the record, by name.
        record: what was said.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:57p2
    """
    return do_act(
        case_id=case_id,
        kind="discussed",
        by=by,
        at=at,
        payload=given(conclusion=conclusion, signed=signed, reporter=reporter, recorder=recorder, record=record),
        **more,
    )
