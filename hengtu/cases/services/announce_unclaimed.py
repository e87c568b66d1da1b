"""Announcing an unclaimed vehicle 公告催领扣留的车辆、工具."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def announce_unclaimed(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    told: str,
    place: str,
    of_measure: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Announce a detained vehicle or tool whose owner does not come; three months run from here.

    Args:
        told: how the party was told to come by a day, and did not.
        place: where it is announced.
        of_measure: which measure (uid of the act that opened it), where several are in force.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: HSPR:72p2
    """
    return do_act(
        case_id=case_id,
        kind="unclaimed_announced",
        by=by,
        at=at,
        payload=given(
            told=told,
            place=place,
            of_measure=of_measure,
        ),
        **more,
    )
