"""Taking case property into custody 接收保管涉案财物."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def take_in_property(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    ledger_no: str,
    place: str,
    condition: str | None = None,
    handed_by: str | None = None,
    delay_reason: str | None = None,
    of_measure: str | None = None,
    things: tuple[str, ...] = (),
    labelled: bool | None = None,
    photographed: bool | None = None,
    absent_reason: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Take in what was seized, by a keeper who did not investigate.

    Args:
        ledger_no: number in the ledger of case property.
        place: where it is kept.
        condition: the state it is in.
        handed_by: who handed it over.
        delay_reason: remote or appraisal, where it came later than 24 hours.
        of_measure: which measure (uid of the act that opened it), where several are in force.
        things: ids of the things it is about; none means the whole list.
        labelled: whether each thing has its label.
        photographed: whether it was photographed.
        absent_reason: why the keeper before did not hand it over.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:26
    """
    return do_act(
        case_id=case_id,
        kind="property_taken_in",
        by=by,
        at=at,
        payload=given(
            ledger_no=ledger_no,
            place=place,
            condition=condition,
            handed_by=handed_by,
            delay_reason=delay_reason,
            of_measure=of_measure,
            things=list(things),
            labelled=labelled,
            photographed=photographed,
            absent_reason=absent_reason,
        ),
        **more,
    )
