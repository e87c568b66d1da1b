"""Service of a paper that has no service act of its own 送达文书."""

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


def serve_document(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    document: str,
    served: str,
    consent_signed: bool | None = None,
    received_on: str | None = None,
    refusal_note: str | None = None,
    substitute: str | None = None,
    announced_because: str | None = None,
    proof: Mapping[str, Any] | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Serve an order to correct, a decision on a measure, an extension, a decision to enforce and the like.

    Args:
        document: id of ``law.procedure.service_documents``.
        served: method of service.
        consent_signed: signed consent to electronic service.
        received_on: civil date on the slip.
        refusal_note: how a refused receipt was noted.
        substitute: who received it in the party's place.
        announced_because: why it is announced, and what was tried before.
        proof: what else proves it; see ``service_proof``.
        exhibits: photos, film, slips.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: CPL:87 to CPL:95, ACL:38, MOT:18
    """
    return do_act(
        case_id=case_id,
        kind="document_served",
        by=by,
        at=at,
        payload={
            **given(
                document=document,
                served=served,
                consent_signed=consent_signed,
                received_on=received_on,
                refusal_note=refusal_note,
                substitute=substitute,
                announced_because=announced_because,
            ),
            **proved_by(proof, case_id, exhibits),
        },
        **more,
    )
