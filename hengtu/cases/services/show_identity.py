"""Showing certificates and identifying the party 出示证件、查明身份: the first act of the summary procedure."""

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


def show_identity(
    *,
    opening: CaseOpening,
    by: tuple[Participant, ...],
    at: datetime,
    place: str = "",
    case_id: UUID | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Show two certificates, identify the party, and with it open the stream of the case.

    Args:
        opening: what was found.
        place: where it was found.
        case_id: id of the new case; drawn when not given.

    Raises: ActRefused, LateReasonMissing.
    Source: APL:42p1, APL:52p1
    """
    new_id = case_id or uuid4()
    with transaction.atomic():
        open_stream(kind=CASE_STREAM, name=opening.title, uid=new_id)
        return do_act(
            case_id=new_id,
            kind="identity_shown",
            by=by,
            at=at,
            payload=given(case=opening.as_payload(), place=place),
            **more,
        )
