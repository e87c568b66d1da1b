"""The written opinion of a government lawyer or legal adviser 法律意见: a paper of the inner file."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from hengtu.cases.models import Consultation
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def give_advice(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    consultation: str,
    opinion: str,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the opinion; the reviewer must say how he used it.

    Args:
        by: the adviser who was asked, see ``participants.adviser``.
        consultation: id of the act that asked.
        opinion: what he thinks, and why.

    Raises: ActRefused, StreamMoved.
    Source: GB118
    """
    with transaction.atomic():
        act = do_act(
            case_id=case_id,
            kind="adviser_opined",
            by=by,
            at=at,
            payload=given(consultation=consultation, opinion=opinion.strip()),
            **more,
        )
        Consultation.objects.filter(pk=consultation, stream_id=case_id).update(opinion_act=act.uid)
    return act
