"""Evidence on the spot 当场取证."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack
from uuid import UUID

from hengtu.cases.exhibits import named
from hengtu.cases.participants import Participant
from hengtu.cases.services.do_act import Circumstances, do_act, given
from hengtu.evidence.models import Exhibit
from hengtu.ledger.values import StoredAct


def collect_spot_evidence(
    *,
    case_id: UUID,
    by: tuple[Participant, ...],
    at: datetime,
    records: tuple[str, ...],
    facts: dict[str, Any] | None = None,
    device_certificate_valid: bool | None = None,
    exhibits: tuple[Exhibit, ...] = (),
    **more: Unpack[Circumstances],
) -> StoredAct:
    """Record the evidence taken on the spot.

    Args:
        records: kinds of records made.
        facts: facts established, by fact key.
        device_certificate_valid: whether the measuring device was verified on that day.
        exhibits: exhibits of this case; the act keeps their hashes.

    Raises: ActRefused, LateReasonMissing, StreamMoved.
    Source: APL:51, APL:55p2
    """
    return do_act(
        case_id=case_id,
        kind="spot_evidence_collected",
        by=by,
        at=at,
        payload=given(
            records=list(records),
            facts=facts,
            device_certificate_valid=device_certificate_valid,
            exhibits=named(case_id, exhibits),
        ),
        **more,
    )
