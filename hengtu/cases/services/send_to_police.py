"""Sending to the police 移送公安机关."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def send_to_police(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    police: str,
    materials: tuple[str, ...],
    goods: tuple[str, ...] = (),
    copied_to_procuratorate: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Send the case to the police within 24 hours after approval.

    Args:
        police: the police of the same level.
        materials: papers that go along.
        goods: list of the goods involved.
        copied_to_procuratorate: whether the procuratorate got a copy.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: TRF:5, TRF:6
    """
    return do_act(
        case_id=case_id,
        kind="crime_sent_to_police",
        by=by,
        at=at,
        payload=given(
            police=police,
            materials=list(materials),
            goods=list(goods),
            copied_to_procuratorate=copied_to_procuratorate,
        ),
        **more,
    )
