"""The party proves on which day an electronic paper arrived 证明到达日期."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def prove_arrival(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    act: str,
    arrived_on: str,
    proof: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Let the day the party proved count instead of the day the system showed as sent.

    Args:
        act: uid of the act of electronic service. arrived_on: civil date. proof: what shows it.

    Raises: ActRefused, StreamMoved.
    Source: MOT:18i3
    """
    payload = given(act=act, arrived_on=arrived_on, proof=proof)
    return do_act(case_id=case_id, kind="arrival_proved", by=by, at=at, payload=payload, **more)
