"""A service that did not happen is struck 撤销一次送达."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def strike_service(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    act: str,
    reason: str,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take a service out of the case that turned out not to have reached the party; the clocks are counted anew.

    Args:
        act: uid of the act of service. reason: how it is known. exhibits: what shows it.

    Raises: ActRefused, StreamMoved.
    Source: CPL:87, CPL:91
    """
    payload: dict[str, Any] = given(act=act, reason=reason, exhibits=named(case_id, exhibits))
    return do_act(case_id=case_id, kind="service_struck", by=by, at=at, payload=payload, **more)
