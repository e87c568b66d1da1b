"""The party signs its promise 签订承诺."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack
from uuid import UUID

from django.db import transaction

from hengtu.cases.participants import Participant
from hengtu.cases.party_records import lock_party, party_of, promise_entries
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def sign_promise(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    content: str,
    due_on: str,
    signer: str,
    signer_is: str,
    signed: bool | None = None,
    authority: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the promise; from now on the case waits until the promised day. Two leads of one person are in turn.

    Args:
        content: what the party promises. due_on: the day it will be done, ISO.
        signer: who signed. signer_is: ``self``, ``legal_representative`` or ``agent``.
        signed: whether the paper is signed. authority: the agent's written authority, its day and extent.

    Raises: ActRefused, LateReasonMissing, StreamMoved, EnforcementCase.DoesNotExist.
    Source: APL:33p1
    """
    with transaction.atomic():
        case, identity = party_of(case_id)
        lock_party(identity)
        payload = given(
            content=content,
            due_on=due_on,
            signer=signer,
            signer_is=signer_is,
            signed=signed,
            authority=authority,
            earlier=promise_entries(case, identity),
        )
        return do_act(case_id=case_id, kind="promise_signed", by=by, at=at, payload=payload, **more)
