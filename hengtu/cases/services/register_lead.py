"""Registering a lead 登记线索: the first act of a case in the ordinary procedure."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID, uuid4

from django.db import transaction

from hengtu.cases.opening import CaseOpening
from hengtu.cases.participants import Participant
from hengtu.cases.projection import CASE_STREAM
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.services.open_stream import open_stream
from hengtu.ledger.values import StoredAct


def register_lead(
    *,
    opening: CaseOpening,
    by: tuple[Participant, ...],
    at: datetime,
    source: str,
    place: str = "",
    weigh_slip: bool | None = None,
    source_body: str = "",
    reference: str = "",
    summary: str = "",
    case_id: UUID | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Register a lead and with it open the stream of the case.

    Args:
        opening: what the lead is about.
        source: a key of ``cases.words.SOURCE_NAMES``.
        place: where it was found.
        weigh_slip: whether the slip of a weighing is on file.
        source_body: who sent it, where another body did. reference: its number there, as of a 12328 order.
        summary: what the lead says, in words; no personal numbers.
        case_id: id of the new case; drawn when not given.

    Raises: ActRefused, LateReasonMissing.
    Source: MOT:62
    """
    new_id = case_id or uuid4()
    with transaction.atomic():
        open_stream(kind=CASE_STREAM, name=opening.title, uid=new_id)
        return do_act(
            case_id=new_id,
            kind="lead_registered",
            by=by,
            at=at,
            payload=given(
                case=opening.as_payload(),
                source=source,
                place=place,
                weigh_slip=weigh_slip,
                source_body=source_body,
                reference=reference,
                summary=summary,
            ),
            **more,
        )
