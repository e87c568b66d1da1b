"""The party withdraws its consent to electronic service 撤回电子送达同意."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def withdraw_consent(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """From this moment nothing more is sent electronically; what has been served stays served.

    Raises: ActRefused, StreamMoved.
    Source: APL:61p2
    """
    return do_act(case_id=case_id, kind="consent_withdrawn", by=by, at=at, payload=given(reason=reason), **more)
