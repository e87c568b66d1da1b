"""Substitute performance 实施代履行."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def perform_in_place(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    record: str,
    supervised: bool | None = None,
    signed: bool | None = None,
    supervisors: str | None = None,
    cost_yuan: float | None = None,
    cost_items: str | None = None,
    urgent_reason: str | None = None,
    no_holiday: bool | None = None,
    utilities_cut: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Perform in the party's place, under supervision.

    Args:
        record: what was done.
        supervised: officers stood by.
        signed: the record is signed.
        supervisors: who stood by for the agency.
        cost_yuan: cost in yuan, borne by the party; cost_items: what it is made of, at cost price.
        urgent_reason: why it could not wait.
        no_holiday: confirmed that the day is no statutory holiday.
        utilities_cut: whether residents' supplies were cut, which is forbidden.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:51
    """
    return do_act(
        case_id=case_id,
        kind="substitute_performed",
        by=by,
        at=at,
        payload=given(
            record=record,
            supervised=supervised,
            signed=signed,
            supervisors=supervisors,
            cost_yuan=cost_yuan,
            cost_items=cost_items,
            urgent_reason=urgent_reason,
            no_holiday=no_holiday,
            utilities_cut=utilities_cut,
        ),
        **more,
    )
