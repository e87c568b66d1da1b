"""Reminder 催告书."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.cases.services.service_proof import proved_by
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def serve_reminder(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    purpose: str,
    due_on: str,
    manner: str,
    served: str,
    amount_yuan: float | None = None,
    obligation: str | None = None,
    right_told: bool | None = None,
    received_on: str | None = None,
    consent_signed: bool | None = None,
    refusal_note: str | None = None,
    substitute: str | None = None,
    announced_because: str | None = None,
    proof: Mapping[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Remind the party in writing before anything is enforced.

    Args:
        purpose: what follows: court, own or substitute.
        due_on: civil date by which to perform.
        manner: how to perform.
        amount_yuan: the exact sum of the day, in yuan.
        obligation: what is to be done, where it is not money.
        right_told: whether the right to state and defend is told.
        served: method of service: direct, leave, electronic, mail, announce.
        received_on: civil date on the return slip of mail.
        consent_signed: signed consent to electronic service.
        refusal_note: how a refused receipt was noted.
        substitute: who received it in the party's place.
        announced_because: why it is announced, and what was tried before.
        proof: what else proves it; see ``service_proof``.
        exhibits: photos, film, slips.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: ACL:35, ACL:38, ACL:54
    """
    return do_act(
        case_id=case_id,
        kind="reminder_served",
        by=by,
        at=at,
        payload={
            **given(
                purpose=purpose,
                due_on=due_on,
                manner=manner,
                amount_yuan=amount_yuan,
                obligation=obligation,
                right_told=right_told,
                served=served,
                received_on=received_on,
                consent_signed=consent_signed,
                refusal_note=refusal_note,
                substitute=substitute,
                announced_because=announced_because,
            ),
            **proved_by(proof, case_id, exhibits),
        },
        **more,
    )
