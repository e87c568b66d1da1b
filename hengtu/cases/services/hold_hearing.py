"""The hearing 举行听证."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.ledger.values import StoredAct


def hold_hearing(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    record: str | None = None,
    rights_told: bool | None = None,
    agents: tuple[str, ...] = (),
    examined: tuple[dict[str, Any], ...] | None = None,
    witnesses: str | None = None,
    final_words: str | None = None,
    signed: bool | None = None,
    refusal_note: str | None = None,
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record that the hearing was held.

    Args:
        record: facts, evidence and proposal of the investigators, and the defence.
        rights_told: identities checked, rights and duties told. agents: of the party who came, at most two.
        examined: ``{"uid", "title", "said"}`` of every exhibit that was put to the party, with what it said.
        witnesses: what witnesses said. final_words: of the party.
        signed: the party has signed the record. refusal_note: how a refusal was noted by the host.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:64
    """
    return do_act(
        case_id=case_id,
        kind="hearing_held",
        by=by,
        at=at,
        payload={
            **given(
                record=record,
                rights_told=rights_told,
                agents=list(agents),
                witnesses=witnesses,
                final_words=final_words,
                signed=signed,
                refusal_note=refusal_note,
            ),
            **({} if examined is None else {"examined": [dict(each) for each in examined]}),
        },
        **more,
    )
