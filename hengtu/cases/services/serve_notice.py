"""Notice of the intended penalty 违法行为通知书."""

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


def serve_notice(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    proposed: dict[str, Any] | list[dict[str, Any]],
    served: str,
    hearing_offered: bool,
    consent_signed: bool | None = None,
    received_on: str | None = None,
    refusal_note: str | None = None,
    substitute: str | None = None,
    announced_because: str | None = None,
    reasons: list[dict[str, Any]] | None = None,
    proof: Mapping[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Serve the notice; from its service the party's terms run.

    Args:
        proposed: the penalty told, as the report has it.
        served: method of service: direct, leave, electronic, mail, announce.
        hearing_offered: whether the right to a hearing is told.
        consent_signed: signed consent to electronic service.
        received_on: civil date on the return slip of mail.
        refusal_note: how a refused receipt was noted.
        substitute: who received it in the party's place.
        announced_because: why it is announced, and what was tried before.
        reasons: the paragraphs of the reasons as they were accepted; without them the paper composes its own.
        proof: what else proves it; see ``service_proof``.
        exhibits: photos, film, slips.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:44, APL:62, APL:63, APL:64i1
    """
    return do_act(
        case_id=case_id,
        kind="notice_served",
        by=by,
        at=at,
        payload={
            **given(
                proposed=proposed,
                served=served,
                hearing_offered=hearing_offered,
                consent_signed=consent_signed,
                received_on=received_on,
                refusal_note=refusal_note,
                substitute=substitute,
                announced_because=announced_because,
                reasons=reasons,
            ),
            **proved_by(proof, case_id, exhibits),
        },
        **more,
    )
