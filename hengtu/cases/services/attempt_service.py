"""A try to serve 送达经过: sent and waiting, or not delivered and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def attempt_service(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    document: str,
    served: str,
    outcome: str,
    place: str | None = None,
    note: str | None = None,
    tracking_no: str | None = None,
    through: str | None = None,
    direct_tried: str | None = None,
    party_absent: bool | None = None,
    review_channel: str | None = None,
    contact: str | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    proposed: Any = None,
    hearing_offered: bool | None = None,
    hearing_on: str | None = None,
    hearing_at: str | None = None,
    purpose: str | None = None,
    due_on: str | None = None,
    manner: str | None = None,
    amount_yuan: float | None = None,
    obligation: str | None = None,
    right_told: bool | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record one try to serve a paper; what reached the party is recorded by the paper's own act of service.

    Args:
        document: id of ``law.procedure.service_documents``.
        served: method; outcome: id of ``law.procedure.services.OUTCOMES`` (sent: on its way).
        place: where it was tried, as a kind of place; addresses stay in ``subjects``.
        note: what happened. tracking_no: number of the mail. through: the body entrusted.
        direct_tried: how handing over was tried. party_absent: for a measure taken in the party's absence.
        review_channel: where the party may apply for reconsideration online.
        contact: uid of the party's confirmed account, for electronic service.
        proposed, hearing_offered: what a notice tells; hearing_on, hearing_at: of a hearing notice;
        purpose, due_on, manner, amount_yuan, obligation, right_told: of a reminder.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: CPL:87, MOT:18
    """
    return do_act(
        case_id=case_id,
        kind="service_attempted",
        by=by,
        at=at,
        payload=given(
            document=document,
            served=served,
            outcome=outcome,
            place=place,
            note=note,
            tracking_no=tracking_no,
            through=through,
            direct_tried=direct_tried,
            party_absent=party_absent,
            review_channel=review_channel,
            contact=contact,
            exhibits=named(case_id, exhibits),
            proposed=proposed,
            hearing_offered=hearing_offered,
            hearing_on=hearing_on,
            hearing_at=hearing_at,
            purpose=purpose,
            due_on=due_on,
            manner=manner,
            amount_yuan=amount_yuan,
            obligation=obligation,
            right_told=right_told,
        ),
        **more,
    )
